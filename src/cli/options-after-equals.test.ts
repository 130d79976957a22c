import { expect, it } from 'vitest';
import { CommandWithFlags } from './options-after-equals.js';

it.each([
  [['--pretend', 'a', 'b'], '', ['a', 'b']],
  [['--pretend=x', 'a'], 'x', ['a']],
  [['a', '--pretend'], '', ['a']],
  [['a'], undefined, ['a']],
])('%j', (argv, value, words) => {
  const command = new CommandWithFlags('try', ['--pretend']).option('--pretend [how]').argument('<words...>');
  command.parse(argv, { from: 'user' });
  expect([command.opts()['pretend'], command.args]).toEqual([value, words]);
});
