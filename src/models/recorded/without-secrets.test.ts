import { expect, it } from 'vitest';
import { withoutSecrets } from './without-secrets.js';

it('replaces secrets in texts and names, the longest first, escaped or not', () => {
  const value = {
    content: 'the key is sesame-open, not sesame',
    'sesame-name': [{ arguments: '{"key":"say \\"aah\\""}' }, 1, null],
  };
  expect(withoutSecrets(value, ['', 'sesame', 'sesame-open', 'say "aah"'])).toEqual({
    content: 'the key is [secret], not [secret]',
    '[secret]-name': [{ arguments: '{"key":"[secret]"}' }, 1, null],
  });
  expect(withoutSecrets(value, [])).toBe(value);
});
