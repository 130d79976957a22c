import { expect, it } from 'vitest';
import { splitIdentifiers } from './split-identifiers.js';

it('splitIdentifiers parts camel case, but not words that are known', () => {
  expect(splitIdentifiers('getOrderById of GitHub', new Set(['github']))).toBe('get Order By Id of GitHub');
  expect(splitIdentifiers('parseHTTPResponse v2Beta IPv6 _fooBar')).toBe('parse HTTP Response v2 Beta I Pv6 _foo Bar');
  expect(splitIdentifiers('')).toBe('');
});
