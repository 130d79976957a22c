import { expect, it } from 'vitest';
import { seededRandom } from '../../../base/index.js';
import { joinRequests } from './join-requests.js';

it('says all of the requests in their order, in many ways', () => {
  const texts = ['Book a table for Ann.', 'IBM share price?', 'play some jazz'];
  const joined = Array.from({ length: 60 }, (_, seed) => joinRequests(texts, seededRandom(seed)));
  for (const text of joined) {
    const places = [/book a table for Ann/i, /IBM share price/, /play some jazz/i].map(each => text.search(each));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThanOrEqual(0);
  }
  expect(new Set(joined).size).toBeGreaterThan(10);
  expect(joinRequests(['one'], seededRandom(1))).toMatch(/one/i);
});
