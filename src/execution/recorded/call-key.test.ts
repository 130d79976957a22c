import { describe, expect, it } from 'vitest';
import { callKeys } from './call-key.js';

describe('callKeys', () => {
  it('are equal for equal calls, and tell APIs, files and passwords apart', async () => {
    const keyOf = callKeys('salt');
    const key = await keyOf('a/login', { user: 'jane', password: 'one' });
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(await keyOf('a/login', { password: 'one', user: 'jane' })).toBe(key);
    const others = [
      await keyOf('a/logout', { user: 'jane', password: 'one' }),
      await keyOf('a/login', { user: 'jane', password: 'two' }),
      await keyOf('a/login', { user: 'jane' }),
      await callKeys('pepper')('a/login', { user: 'jane', password: 'one' }),
    ];
    expect(new Set([key, ...others]).size).toBe(5);
  });

  it('do not depend on secrets that are taken out of texts', async () => {
    const keyOf = callKeys('', text => text.replace('sesame', '[secret]'));
    expect(await keyOf('a/b', { note: ['open sesame'] })).toBe(await keyOf('a/b', { note: ['open [secret]'] }));
  });

  it('cannot be had from arguments that look like a hidden secret', async () => {
    const keyOf = callKeys('');
    const hidden = { password: { hidden: 'x' } };
    expect(await keyOf('a/b', hidden)).not.toBe(await keyOf('a/b', { password: 'x' }));
  });
});
