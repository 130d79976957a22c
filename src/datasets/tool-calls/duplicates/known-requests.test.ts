import { describe, expect, it } from 'vitest';
import { knownRequests } from './known-requests.js';

describe('knownRequests', () => {
  it('knows a request again however it is punctuated, whatever it calls', () => {
    const known = knownRequests();
    expect(known.add('Balance of savings?', ['a'])).toBeUndefined();
    expect(known.add('balance of savings', ['b'])).toBe('repeated');
  });

  it('drops what nearly repeats a request for the same functions', () => {
    const known = knownRequests();
    const long = 'could you tell me how much money there is at the moment in the account';
    expect(known.add(long, ['a'])).toBeUndefined();
    expect(known.add(`${long} please`, ['a'])).toBe('nearly-repeated');
    expect(known.add(`${long} please`, ['b'])).toBeUndefined();
    expect(known.add(`${long} now`, ['a', 'b'])).toBeUndefined();
  });

  it('keeps requests that differ in their numbers and names', () => {
    const known = knownRequests();
    expect(known.add('find me a flight that goes to Oslo on the 3rd of May please', ['a'])).toBeUndefined();
    expect(known.add('find me a flight that goes to Oslo on the 9th of May please', ['a'])).toBeUndefined();
    expect(known.add('find me a flight that goes to Bonn on the 9th of May please', ['a'])).toBeUndefined();
  });

  it('does not compare requests that nothing answers', () => {
    const known = knownRequests();
    expect(known.add('tell me a story about the old days by the sea', [])).toBeUndefined();
    expect(known.add('tell me a story about the old days by the lake', [])).toBeUndefined();
  });
});
