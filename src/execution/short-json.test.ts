import { describe, expect, it } from 'vitest';
import { shortJson } from './short-json.js';

describe('shortJson', () => {
  it('is JSON, cut when it is long', () => {
    expect(shortJson({ a: 'b' })).toBe('{"a":"b"}');
    expect(shortJson('x'.repeat(10), 8)).toBe('"xxxxxx…');
    expect(shortJson([1, 2, 3, 4, 5], 6)).toBe('[1,2,…');
  });
});
