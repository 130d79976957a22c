import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chatModelContract, collect, contractRequests } from '../chat-model.contract.js';
import { type ChatRequest, reply } from '../chat-model.js';
import { type ScriptedReply, scripted } from '../scripted/scripted.js';
import { recorded } from './recorded.js';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'capuchin-recorded-')), 'cassette.jsonl');
const ask = (content: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content },
  ],
  ...more,
});
const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));

describe('recorded', () => {
  it('replays exactly what it recorded, delta by delta', async () => {
    const path = newFile();
    const features = { contextTokens: 99, seed: false };
    const model = scripted(['one two', { name: 'add', arguments: { a: 1 } }], { id: 'scripted:x', features });
    const recording = recorded(path, { record: model });
    const first = [await collect(recording, ask('a')), await collect(recording, ask('b', { seed: 1 }))];
    const replaying = recorded(path);
    const controller = new AbortController();
    const second = [
      await collect(replaying, ask('a', { signal: controller.signal })),
      await collect(replaying, ask('b', { seed: 1 })),
    ];
    expect(second).toEqual(first);
    expect(replaying.features).toEqual(model.features);
    expect(linesOf(path)[0]).toEqual({
      format: 'capuchin-cassette',
      version: 1,
      model: 'scripted:x',
      features: model.features,
    });
  });

  it('replays equal requests in the order recorded, each once', async () => {
    const path = newFile();
    const recording = recorded(path, { record: scripted(['first', 'other', 'second']) });
    for (const content of ['a', 'b', 'a']) await reply(recording, ask(content));
    const replaying = recorded(path);
    const said = [];
    for (const content of ['a', 'a', 'b']) said.push((await reply(replaying, ask(content))).message.content);
    expect(said).toEqual(['first', 'second', 'other']);
    await expect(reply(replaying, ask('a'))).rejects.toMatchObject({
      code: 'recording-missing',
      message: expect.stringContaining('it was recorded, and every reply to it is used up'),
    });
  });

  it('fails loudly on what it does not know, showing what is nearest', async () => {
    const path = newFile();
    const recording = recorded(path, { record: scripted(['x', 'y']) });
    await reply(recording, ask('How are you?', { temperature: 0 }));
    await reply(recording, { messages: [{ role: 'user', content: 'Else.' }] });
    await expect(reply(recorded(path), ask('How are we?', { temperature: 0 }))).rejects.toMatchObject({
      code: 'recording-missing',
      message:
        `${path} has no reply to this request; the nearest one differs in ` +
        'messages[1].content: recorded "How are you?", asked "How are we?" (record it, or look what changed)',
    });
  });

  it('asks only for what is missing', async () => {
    const path = newFile();
    await reply(recorded(path, { record: scripted(['one']) }), ask('a'));
    const model = scripted(['two']);
    const recording = recorded(path, { record: model });
    expect((await reply(recording, ask('a'))).message.content).toBe('one');
    expect((await reply(recording, ask('b'))).message.content).toBe('two');
    expect(model.requests).toEqual([ask('b')]);
    expect(linesOf(path)).toHaveLength(3);
  });

  it('never writes a secret', async () => {
    const path = newFile();
    const secrets = ['hunter2'];
    const model = scripted([[{ name: 'login', arguments: { password: 'hunter2' } }]]);
    const live = await reply(recorded(path, { record: model, secrets }), ask('my password is hunter2'));
    expect(live.message.toolCalls[0]?.arguments).toBe('{"password":"hunter2"}');
    expect(readFileSync(path, 'utf8')).not.toContain('hunter2');
    const replayed = await reply(recorded(path, { secrets }), ask('my password is hunter2'));
    expect(replayed.message.toolCalls[0]?.arguments).toBe('{"password":"[secret]"}');
  });

  it('records no reply that failed or was left', async () => {
    const path = newFile();
    const recording = recorded(path, { record: scripted([new Error('trouble'), 'one two']) });
    await expect(reply(recording, ask('a'))).rejects.toThrow('trouble');
    for await (const _ of recording.chat(ask('b'))) break;
    expect(linesOf(path)).toHaveLength(1);
  });

  it('refuses files that are not, or are someone else’s', async () => {
    expect(() => recorded(newFile())).toThrow(/there is no recording .*\?record=<model>/);
    const path = newFile();
    await reply(recorded(path, { record: scripted(['x']) }), ask('a'));
    expect(() => recorded(path, { record: scripted([], { id: 'scripted:other' }) })).toThrow(
      `${path} holds replies of scripted:inline, not of scripted:other`,
    );
    const bad = (text: string) => {
      const file = newFile();
      writeFileSync(file, text);
      return () => recorded(file);
    };
    expect(bad('')).toThrow('the first line does not say that it is a recording');
    expect(bad('{"format":"capuchin-cassette","version":2}\n')).toThrow('version 2 is not known');
    expect(bad('{"format":"capuchin-cassette","version":1}\n')).toThrow('which model was recorded');
    appendFileSync(path, '{"fingerprint":1}\n');
    expect(() => recorded(path)).toThrow('line 3 is not a request with its reply');
    appendFileSync(path, 'x\n');
    expect(() => recorded(path)).toThrow('line 4 is not JSON');
  });

  it('leaves out a last line that a killed process cut off', async () => {
    const path = newFile();
    await reply(recorded(path, { record: scripted(['x']) }), ask('a'));
    appendFileSync(path, '{"fingerprint":"ab');
    expect((await reply(recorded(path), ask('a'))).message.content).toBe('x');
  });
});

const contractReplies: Record<string, ScriptedReply> = {
  text: 'Hello, monkeys!',
  tools: { name: 'add', arguments: { a: 1, b: 2 } },
  schema: '{"name": "capuchin"}',
};
chatModelContract('recorded', async scenario => {
  const path = newFile();
  await reply(recorded(path, { record: scripted([contractReplies[scenario] ?? '']) }), contractRequests[scenario]);
  return recorded(path);
});
chatModelContract('recorded, while recording', async scenario =>
  recorded(newFile(), { record: scripted([contractReplies[scenario] ?? '']) }),
);
