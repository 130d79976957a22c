import { afterEach, describe, expect, it } from 'vitest';
import type { ChatDelta, ChatModel, ChatReply, ChatRequest } from './chat-model.js';

/** What the contract asks for; a model behind a fixture prepares the reply that belongs to it. */
export type Scenario = 'text' | 'tools' | 'schema';

export interface ContractOptions {
  /** Promises that cannot be kept, with the reason; printed in the title. */
  readonly skip?: Partial<Record<'tools' | 'schema', string>>;
  readonly timeoutMs?: number;
}

export const contractRequests: Readonly<Record<Scenario, ChatRequest>> = {
  text: { messages: [{ role: 'user', content: 'Say hello to the monkeys.' }], maxTokens: 40 },
  tools: {
    messages: [{ role: 'user', content: 'Add 1 and 2.' }],
    tools: [
      {
        name: 'add',
        description: 'Adds two numbers.',
        parameters: {
          type: 'object',
          properties: { a: { type: 'number' }, b: { type: 'number' } },
          required: ['a', 'b'],
          additionalProperties: false,
        },
      },
    ],
    maxTokens: 80,
  },
  schema: {
    messages: [{ role: 'user', content: 'Name a primate as JSON.' }],
    schema: {
      type: 'object',
      properties: { name: { type: 'string' } },
      required: ['name'],
      additionalProperties: false,
    },
    maxTokens: 80,
  },
};

/** What every chat model promises. `make` gives a new model for each test, ready for the scenario. */
export function chatModelContract(
  name: string,
  make: (scenario: Scenario) => Promise<ChatModel>,
  { skip = {}, timeoutMs = 30_000 }: ContractOptions = {},
): void {
  describe(`${name} keeps the chat model contract`, { timeout: timeoutMs }, () => {
    let model: ChatModel | undefined;
    const open = async (scenario: Scenario) => {
      model = await make(scenario);
      return model;
    };
    afterEach(async () => {
      await model?.close?.();
      model = undefined;
    });

    it('joins its deltas to the reply', async () => {
      const { deltas, reply } = await collect(await open('text'), contractRequests.text);
      expect(joined(deltas)).toEqual({ content: reply.message.content, calls: [] });
      expect(reply.message.content).not.toBe('');
    });

    it('says how the reply ended and what it took', async () => {
      const { reply } = await collect(await open('text'), contractRequests.text);
      expect(['stop', 'length']).toContain(reply.finish);
      const { inputTokens, outputTokens, counted } = reply.usage;
      expect(inputTokens).toBeGreaterThan(0);
      expect(outputTokens).toBeGreaterThan(0);
      expect(Number.isInteger(inputTokens) && Number.isInteger(outputTokens)).toBe(true);
      expect(typeof counted).toBe('boolean');
      expect(Array.isArray(reply.warnings)).toBe(true);
    });

    it.skipIf(skip.tools !== undefined)(titled('answers or calls when tools are offered', skip.tools), async () => {
      const { deltas, reply } = await collect(await open('tools'), contractRequests.tools);
      const { content, toolCalls } = reply.message;
      expect(joined(deltas)).toEqual({
        content,
        calls: toolCalls.map(call => ({ name: call.name, arguments: call.arguments })),
      });
      expect(content !== '' || toolCalls.length > 0).toBe(true);
      expect(toolCalls.every(call => call.id !== '' && call.name !== '')).toBe(true);
      expect(new Set(toolCalls.map(call => call.id)).size).toBe(toolCalls.length);
      if (toolCalls.length > 0) expect(['tool-calls', 'length']).toContain(reply.finish);
      else expect(reply.finish).not.toBe('tool-calls');
    });

    it.skipIf(skip.schema !== undefined)(titled('keeps to a schema it says it enforces', skip.schema), async () => {
      const opened = await open('schema');
      expect(opened.features.schema).toBe(true);
      const { deltas, reply } = await collect(opened, contractRequests.schema);
      expect(JSON.parse(reply.message.content)).toEqual({ name: expect.any(String) });
      expect(joined(deltas).content).toBe(reply.message.content);
    });

    it('rejects with the reason when aborted before', async () => {
      const reason = new Error('enough');
      const request = { ...contractRequests.text, signal: AbortSignal.abort(reason) };
      await expect(collect(await open('text'), request)).rejects.toBe(reason);
    });

    it('rejects with the reason when aborted in the middle', async () => {
      const reason = new Error('enough');
      const controller = new AbortController();
      const stream = (await open('text')).chat({ ...contractRequests.text, signal: controller.signal });
      expect((await stream.next()).done).toBe(false);
      controller.abort(reason);
      const rest = async () => {
        while (!(await stream.next()).done);
      };
      await expect(rest()).rejects.toBe(reason);
    });

    it('refuses requests that no model can serve', async () => {
      await expect(collect(await open('text'), { messages: [] })).rejects.toMatchObject({ code: 'usage' });
    });

    it('may be left in the middle of a reply', async () => {
      const opened = await open('text');
      for await (const delta of opened.chat(contractRequests.text)) {
        expect(delta.type).toBe('text');
        break;
      }
    });

    it('closes twice', async () => {
      const opened = await open('text');
      await opened.close?.();
      await opened.close?.();
    });

    it('has an id that names its provider', async () => {
      expect((await open('text')).id).toMatch(/^[a-z]+:./);
    });
  });
}

function titled(promise: string, reason: string | undefined): string {
  return reason === undefined ? promise : `${promise} (skipped: ${reason})`;
}

/** A whole reply together with the deltas that led to it. */
export async function collect(
  model: ChatModel,
  request: ChatRequest,
): Promise<{ readonly deltas: readonly ChatDelta[]; readonly reply: ChatReply }> {
  const deltas: ChatDelta[] = [];
  const stream = model.chat(request);
  let next = await stream.next();
  for (; !next.done; next = await stream.next()) deltas.push(next.value);
  return { deltas, reply: next.value };
}

/** What deltas add up to. */
export function joined(deltas: readonly ChatDelta[]): {
  content: string;
  calls: { name: string; arguments: string }[];
} {
  const calls: { name: string; arguments: string }[] = [];
  let content = '';
  for (const delta of deltas) {
    if (delta.type === 'text') {
      content += delta.text;
      continue;
    }
    const call = calls[delta.index] ?? { name: '', arguments: '' };
    calls[delta.index] = {
      name: call.name + (delta.name ?? ''),
      arguments: call.arguments + (delta.arguments ?? ''),
    };
  }
  return { content, calls };
}
