import { expect, it } from 'vitest';
import { CapuchinError } from '../../base/index.js';
import { scripted } from '../../models/index.js';
import { askForCalls } from './ask-for-calls.js';

const tool = { name: 'a.b', description: '', parameters: { type: 'object' } };
const question = { messages: [{ role: 'user', content: 'go' } as const], tools: [tool], toolChoice: 'auto' as const };

function clock() {
  let time = 0;
  return () => (time += 250);
}

it('gives the calls, the words and what they took', async () => {
  const usage = { inputTokens: 7, outputTokens: 3, counted: true };
  const model = scripted([{ text: 'so', toolCalls: [{ name: 'a.b', arguments: { x: 1 } }], usage }]);
  expect(await askForCalls(question, { model, now: clock() })).toEqual({
    calls: [{ name: 'a.b', arguments: '{"x":1}' }],
    text: 'so',
    inputTokens: 7,
    outputTokens: 3,
    elapsedMs: 250,
  });
  expect(model.requests[0]).toMatchObject({ tools: [tool], toolChoice: 'auto', temperature: 0, seed: 0 });
});

it('takes a failure for an answer, but not a spent budget or an abort', async () => {
  const failing = scripted([new Error('no memory')]);
  expect(await askForCalls(question, { model: failing, now: clock() })).toMatchObject({
    calls: [],
    failure: 'no memory',
  });
  const spent = scripted([new CapuchinError('budget-spent', 'no more')]);
  await expect(askForCalls(question, { model: spent })).rejects.toMatchObject({ code: 'budget-spent' });
  const signal = AbortSignal.abort(new Error('stopped'));
  await expect(askForCalls(question, { model: scripted(['x']), signal })).rejects.toThrow('stopped');
});

it('asks without functions where there are none', async () => {
  const model = scripted(['none']);
  await askForCalls({ ...question, tools: [], toolChoice: 'required' }, { model });
  expect(model.requests[0]).not.toHaveProperty('toolChoice');
});
