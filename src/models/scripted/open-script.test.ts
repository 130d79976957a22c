import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock, unseededRandom } from '../../base/index.js';
import { reply } from '../chat-model.js';
import { openModel } from './open-script.js';

const open = async (text: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'capuchin-script-')), 'script.json');
  writeFileSync(path, text);
  const context = { secret: () => undefined, clock: systemClock, random: unseededRandom() };
  return { path, model: await openModel(path, context, () => Promise.reject(new Error('not wrapped'))) };
};

describe('a scripted model from a file', () => {
  it('says what the file says', async () => {
    const { path, model } = await open('["hi", {"toolCalls": [{"name": "add", "arguments": {"a": 1}}]}]');
    const request = { messages: [{ role: 'user', content: 'x' }] } as const;
    expect((await reply(model, request)).message.content).toBe('hi');
    expect((await reply(model, request)).message.toolCalls).toEqual([
      { id: 'call_1_0', name: 'add', arguments: '{"a":1}' },
    ]);
    expect(model.id).toBe(`scripted:${path}`);
  });

  it.each([
    ['{', 'cannot be read'],
    ['{}', 'is not a JSON list of replies'],
    ['["a", 3]', 'has a reply, number 2, that is neither text nor calls'],
    ['[{"text": 1}]', 'has a reply, number 1,'],
    ['[{"toolCalls": [{"name": "add"}]}]', 'has a reply, number 1,'],
  ])('refuses %s', async (text, message) => {
    await expect(open(text)).rejects.toMatchObject({ code: 'model-failed', message: expect.stringContaining(message) });
  });
});
