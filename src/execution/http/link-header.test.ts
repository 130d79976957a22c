import { describe, expect, it } from 'vitest';
import { nextLink } from './link-header.js';

const base = 'https://api.example/items?page=1';

describe('nextLink', () => {
  it.each([
    ['<https://api.example/items?page=2>; rel="next"', 'https://api.example/items?page=2'],
    ['<?page=1>; rel=prev, <?page=2>; rel=next', 'https://api.example/items?page=2'],
    ['<?ids=1,2>; title="a, b"; rel="last next"', 'https://api.example/items?ids=1,2'],
    ['</items?page=2>;REL="NEXT"', 'https://api.example/items?page=2'],
  ])('finds %s', (header, next) => {
    expect(nextLink(header, base)).toBe(next);
  });

  it.each([
    undefined,
    '',
    '<?page=9>; rel="last"',
    'rel="next"',
    '<https://[bad>; rel=next',
    '<?page=2; rel=next',
    '<?p=2>; xrel=next',
  ])('finds nothing in %s', header => {
    expect(nextLink(header, base)).toBeUndefined();
  });
});
