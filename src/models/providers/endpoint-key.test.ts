import { describe, expect, it } from 'vitest';
import { systemClock, unseededRandom } from '../../base/index.js';
import { endpointKey } from './endpoint-key.js';

const context = {
  secret: (name: string) => ({ USUAL: 'one', MINE: 'two' })[name],
  clock: systemClock,
  random: unseededRandom(),
};
const keyOf = (name: { baseUrl?: string; options?: Record<string, string> }, usual = 'USUAL') =>
  endpointKey({ model: 'm', options: {}, ...name }, usual, context);

describe('endpointKey', () => {
  it('uses the usual key at the usual address', () => {
    expect(keyOf({})).toEqual({ key: 'one', keyAdvice: 'check USUAL' });
    expect(keyOf({}, 'ABSENT')).toEqual({ key: undefined, keyAdvice: 'set ABSENT' });
  });

  it('sends no key to an address that only the selection string names', () => {
    expect(keyOf({ baseUrl: 'https://h.example' })).toEqual({
      key: undefined,
      keyAdvice: 'put #key=NAME behind the address to say which secret holds its key',
    });
  });

  it('sends the key that the string names', () => {
    expect(keyOf({ baseUrl: 'https://h.example', options: { key: 'MINE' } }).key).toBe('two');
    expect(() => keyOf({ options: { key: 'NOT_SET' } })).toThrow("the key's name is NOT_SET, and it is not set");
  });
});
