import { describe, expect, it } from 'vitest';
import { suggestion } from './suggestion.js';

describe('suggestion', () => {
  it('names the nearest, or the first twelve, or that there are none', () => {
    expect(suggestion('ctiy', ['city', 'unit'])).toBe('; did you mean "city"?');
    expect(suggestion('xyz', ['city', 'unit'])).toBe('; known: city, unit');
    const many = Array.from({ length: 13 }, (_, i) => `parameter${i}`);
    expect(suggestion('xyz', many)).toBe(`; known: ${many.slice(0, 12).join(', ')}, …`);
    expect(suggestion('xyz', [])).toBe('; there are none');
  });
});
