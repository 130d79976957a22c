import { expect, it } from 'vitest';
import { secretKeeper } from './secret-keeper.js';

it('takes out what it knows, what stands under a secret name, and that wherever it stands later', () => {
  const known = new Set(['sesame-open']);
  const keeper = secretKeeper(() => known);
  expect(keeper.scrubValue({ 'x sesame-open': ['sesame-open'], password: 'hunter2', page: 1, token: null })).toEqual({
    'x [secret]': ['[secret]'],
    password: '[secret]',
    page: 1,
    token: null,
  });
  expect(keeper.scrubText('it was hunter2')).toBe('it was [secret]');
  expect(keeper.scrubKnown('hunter2 and sesame-open')).toBe('hunter2 and [secret]');
  known.add('looked-up-later');
  expect(keeper.scrubText('looked-up-later')).toBe('[secret]');
});

it('does not learn what is too short to be taken out of everything', () => {
  const keeper = secretKeeper();
  keeper.scrubValue({ password: 'cat' });
  expect(keeper.scrubText('a cat')).toBe('a cat');
});

it('leaves a text that holds no secret as it is, letter for letter', () => {
  const keeper = secretKeeper();
  for (const text of ['{"a":1}', '{ "a" : [1,\n2] }', 'plain', '{"a":']) expect(keeper.scrubText(text)).toBe(text);
});
