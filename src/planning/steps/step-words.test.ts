import { describe, expect, it } from 'vitest';
import { parsePrompt } from '../../base/index.js';
import { scripted } from '../../models/index.js';
import { ok, testApi, testTools } from '../planner.contract.js';
import type { Standing } from './standing.js';
import { proposedWords, stepWords, wayWords } from './step-words.js';
import { openSteps } from './steps.js';

const settings = { temperature: 0, seed: 0, maxTokens: 64, maxIdleSteps: 3 };

/** Two steps, of which the second would change something. */
async function twoSteps(): Promise<readonly [Standing, Standing]> {
  const model = scripted([
    { text: 'First I  look.\n', toolCalls: [{ name: 'look', arguments: { at: 'sky' } }] },
    [
      { name: 'look', arguments: {} },
      { name: 'set', arguments: { n: 1 } },
    ],
  ]);
  const apis = [testApi('look'), { ...testApi('set'), effect: 'reversible' as const }];
  const tools = testTools(model, apis, () => ok(`blue\n${'x'.repeat(400)}`));
  const steps = openSteps('Look.', tools, settings);
  steps.offer(apis.map(api => ({ api, score: 1 })));
  const taken: Standing[] = [];
  let at = steps.begin('test', parsePrompt('Do it.', 'test'));
  for (const _step of [1, 2]) {
    const taking = steps.take(at, { defer: true });
    let next = await taking.next();
    while (!next.done) next = await taking.next();
    at = next.value;
    taken.push(at);
  }
  return taken as unknown as readonly [Standing, Standing];
}

describe('stepWords', () => {
  it('says what was said, called and got, in part, and what waits', async () => {
    const [first, second] = await twoSteps();
    const gave = `blue ${'x'.repeat(294)}…`;
    expect(stepWords(first)).toBe(`said: First I look.\ncalled look {"at":"sky"}, which gave: ${gave}`);
    expect(stepWords(second)).toBe(
      `called look {}, which gave: ${gave}\nwould call set {"n":1}, which changes something`,
    );
    expect(stepWords({ ...first, calls: [], said: '', outcome: 'gave-up', reason: 'it is dark' })).toBe(
      'ended: gave up, it is dark',
    );
  });

  it('tells a way step by step, and that there is none yet', async () => {
    const [first, second] = await twoSteps();
    expect(wayWords(second)).toBe(`Step 1\n${stepWords(first)}\nStep 2\n${stepWords(second)}`);
    expect(wayWords(first.parent as Standing)).toBe('Nothing was done yet.');
  });

  it('tells what is proposed, and what stays changed of other ways', async () => {
    const [first, second] = await twoSteps();
    expect(proposedWords([first, second], [])).toBe(`1. ${stepWords(first)}\n2. ${stepWords(second)}`);
    expect(proposedWords([first], ['set', 'move'])).toBe(
      `1. ${stepWords(first)}\nOther ways were left, and these changes could not be taken back: set, move`,
    );
  });
});
