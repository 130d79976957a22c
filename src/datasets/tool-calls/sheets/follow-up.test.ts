import { expect, it } from 'vitest';
import { seededRandom } from '../../../base/index.js';
import { followUp } from './follow-up.js';

const call = (name: string) => ({ name, arguments: {} });

it('makes calls round by round and answers from what the last round gave', () => {
  const turns = followUp(
    [
      [{ call: call('a'), gives: { id: 7 } }],
      [
        { call: call('b'), gives: 'done' },
        { call: call('c'), gives: { t: 3 } },
      ],
    ],
    seededRandom(1),
  );
  expect(turns).toEqual([
    { role: 'calls', calls: [call('a')] },
    { role: 'observation', name: 'a', text: '{"id":7}' },
    { role: 'calls', calls: [call('b'), call('c')] },
    { role: 'observation', name: 'b', text: '"done"' },
    { role: 'observation', name: 'c', text: '{"t":3}' },
    { role: 'answer', text: 'done, t: 3' },
  ]);
});

it('makes something up for a call to give where that does not matter, and answers from it', () => {
  for (let seed = 0; seed < 20; seed++) {
    const [, observation, answer] = followUp([[{ call: call('a') }]], seededRandom(seed));
    const seen = observation?.role === 'observation' ? observation.text : '';
    const said = answer?.role === 'answer' ? answer.text : '?';
    for (const fact of said.split(', ')) expect(seen).toContain(fact.split(': ').at(-1));
  }
});
