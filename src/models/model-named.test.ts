import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock, unseededRandom } from '../base/index.js';
import { reply } from './chat-model.js';
import { modelNamed, parseModelName } from './model-named.js';
import type { ModelContext } from './providers/model-provider.js';

interface Sent {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;
}

/** A context whose fetch answers every chat with "hi" and keeps what was sent. */
function context(secrets: Record<string, string> = {}): ModelContext & { readonly sent: Sent[] } {
  const sent: Sent[] = [];
  return {
    sent,
    secret: name => secrets[name],
    clock: systemClock,
    random: unseededRandom(),
    fetch: async (url, init) => {
      const { headers, body } = init as { headers: Record<string, string>; body: string };
      sent.push({ url: String(url), headers, body: JSON.parse(body) });
      return Response.json({ choices: [{ message: { content: 'hi' }, finish_reason: 'stop' }] });
    },
  };
}

const hi = { messages: [{ role: 'user', content: 'hi' }] } as const;

describe('parseModelName', () => {
  it.each([
    ['openai:gpt-4.1-mini', { provider: 'openai', rest: 'gpt-4.1-mini' }],
    ['openai:a/b:c@http://h:1/v1', { provider: 'openai', rest: 'a/b:c@http://h:1/v1' }],
    ['recorded:C:\\x.jsonl', { provider: 'recorded', rest: 'C:\\x.jsonl' }],
  ])('reads %s', (text, expected) => {
    expect(parseModelName(text)).toEqual(expected);
  });

  it.each([
    ['opnai:gpt', /no model provider named "opnai"; did you mean "openai"\? known: anthropic, .*openai/],
    ['gpt-4', /no model provider named "gpt-4"/],
    ['toString:x', /no model provider named "toString"/],
    ['openai:', /"openai:" names no model; the form is openai:<model>/],
    ['scripted', /"scripted" names no model/],
  ])('refuses %s', (text, message) => {
    expect(() => parseModelName(text)).toThrow(message);
  });
});

describe('modelNamed', () => {
  it('reaches OpenAI with its key and price', async () => {
    const here = context({ OPENAI_API_KEY: 'sesame' });
    const model = await modelNamed('openai:gpt-4.1-mini', here);
    await reply(model, { ...hi, maxTokens: 5 });
    expect(here.sent).toMatchObject([
      {
        url: 'https://api.openai.com/v1/chat/completions',
        headers: { authorization: 'Bearer sesame' },
        body: { model: 'gpt-4.1-mini', max_completion_tokens: 5 },
      },
    ]);
    expect({ id: model.id, price: model.price }).toEqual({
      id: 'openai:gpt-4.1-mini',
      price: { input: 0.4, output: 1.6 },
    });
  });

  it('sends no key to another server unless told to, and knows no price there', async () => {
    const here = context({ OPENAI_API_KEY: 'sesame', MY_KEY: 'mine' });
    const model = await modelNamed('openai:gpt-4.1-mini@http://127.0.0.1:8000/v1', here);
    await reply(model, { ...hi, maxTokens: 5 });
    await reply(await modelNamed('openai:m@http://127.0.0.1:8000/v1#key=MY_KEY', here), hi);
    expect(here.sent.map(({ headers }) => headers['authorization'])).toEqual([undefined, 'Bearer mine']);
    expect(here.sent[0]?.body).toMatchObject({ max_tokens: 5 });
    expect(model.price).toBeUndefined();
  });

  it('takes base URL and key from the same settings', async () => {
    const here = context({ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://gateway.example/v1' });
    await reply(await modelNamed('openai:m', here), hi);
    expect(here.sent).toMatchObject([
      { url: 'http://gateway.example/v1/chat/completions', headers: { authorization: 'Bearer k' } },
    ]);
  });

  it('declares how a server differs', async () => {
    const here = context();
    const text =
      'openai:m@http://h.example/v1#context=8192,limit=max_completion_tokens,schema=guided_json,seed=no,tools=text,usage=none';
    const model = await modelNamed(text, here);
    expect(model.features).toEqual({ tools: true, schema: true, logprobs: true, seed: false, contextTokens: 8192 });
    const tools = [{ name: 'now', description: 'Time.', parameters: { type: 'object' } }];
    await reply(model, { ...hi, tools, maxTokens: 5 });
    expect(here.sent[0]?.body).toMatchObject({ guided_json: { anyOf: expect.anything() }, max_completion_tokens: 5 });
    expect(here.sent[0]?.body).not.toHaveProperty('tools');
    expect(model.id).toBe(text);
    await expect(modelNamed('openai:m#schema=gided_json', here)).rejects.toThrow(
      'no value of schema named "gided_json"',
    );
    await expect(modelNamed('openai:m#tool=text', here)).rejects.toThrow('no model option named "tool"');
  });

  it('reaches Anthropic', async () => {
    const here = context({ ANTHROPIC_API_KEY: 'sesame' });
    const model = await modelNamed('anthropic:claude-haiku-4-5#max=100', here);
    await expect(reply(model, hi)).rejects.toThrow('where a message was expected');
    expect(here.sent).toMatchObject([
      {
        url: 'https://api.anthropic.com/v1/messages',
        headers: { 'x-api-key': 'sesame' },
        body: { model: 'claude-haiku-4-5', max_tokens: 100 },
      },
    ]);
    expect(model.price).toEqual({ input: 1, cachedInput: 0.1, output: 5 });
  });

  it('records one model and replays it without', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'capuchin-models-'));
    const script = join(folder, 'script.json');
    const cassette = join(folder, 'deep/cassette.jsonl');
    writeFileSync(script, '["one"]');
    const recording = await modelNamed(`recorded:${cassette}?record=scripted:${script}`, context());
    expect((await reply(recording, hi)).message.content).toBe('one');
    const replaying = await modelNamed(`recorded:${cassette}`, context());
    expect((await reply(replaying, hi)).message.content).toBe('one');
    expect([recording.id, replaying.id]).toEqual([
      `recorded:${cassette}?record=scripted:${script}`,
      `recorded:${cassette}`,
    ]);
  });
});
