import { describe, expect, it } from 'vitest';
import { chatModelContract } from '../chat-model.contract.js';
import { type ChatRequest, reply } from '../chat-model.js';
import { type ScriptedReply, scripted } from '../scripted/scripted.js';
import { type BudgetLimits, openBudget } from './budget.js';
import { limited } from './limited.js';

/** 4 tokens for the message and 2 for its text. */
const ask: ChatRequest = { messages: [{ role: 'user', content: 'How long?' }] };
const inputTokens = 7;
const said = (outputTokens: number): ScriptedReply => ({
  text: 'x',
  usage: { inputTokens, outputTokens, counted: true },
});
const price = { input: 1_000, output: 10_000 };

function setUp(limits: BudgetLimits, replies: readonly ScriptedReply[]) {
  const inner = scripted(replies);
  const budget = openBudget(limits);
  return { inner, budget, model: limited(inner, budget, { price }) };
}

describe('limited', () => {
  it('counts calls, tokens and money, and says what each reply cost', async () => {
    const { model, budget } = setUp({}, [said(10), said(20)]);
    expect((await reply(model, ask)).costUsd).toBeCloseTo(0.007 + 0.1, 12);
    await reply(model, ask);
    const { costUsd, ...counts } = budget.spent();
    expect(counts).toEqual({ modelCalls: 2, inputTokens: 14, outputTokens: 30 });
    expect(costUsd).toBeCloseTo(0.014 + 0.3, 12);
  });

  it('changes nothing about a request without limits', async () => {
    const { inner, model } = setUp({}, [said(1)]);
    await reply(model, ask);
    expect(inner.requests).toEqual([ask]);
  });

  it('stops before the call that would be one too many', async () => {
    const { inner, model } = setUp({ maxModelCalls: 2 }, [said(1), said(1), said(1)]);
    await reply(model, ask);
    await reply(model, ask);
    await expect(reply(model, ask)).rejects.toMatchObject({
      code: 'budget-spent',
      limit: 'maxModelCalls',
      message: 'the budget is spent: 2 of 2 model calls are made (raise the limit to go on)',
      spent: { modelCalls: 2, inputTokens: 14, outputTokens: 2 },
    });
    expect(inner.requests).toHaveLength(2);
  });

  it('bounds replies by the tokens left, and stops before a call that does not fit', async () => {
    const { inner, model } = setUp({ maxTokens: 100 }, [said(50), said(20)]);
    await reply(model, { ...ask, maxTokens: 60 });
    await reply(model, { ...ask, maxTokens: 60 });
    expect(inner.requests.map(request => request.maxTokens)).toEqual([60, 100 - 57 - 7]);
    await expect(reply(model, ask)).rejects.toMatchObject({
      code: 'budget-spent',
      limit: 'maxTokens',
      message:
        'the budget is spent: 84 of 100 tokens are spent, and the next call sends about 7 tokens (raise the limit to go on)',
    });
    expect(inner.requests).toHaveLength(2);
  });

  it('bounds replies by the money left', async () => {
    // 0.007 USD for the input of each call leaves 0.493 USD, 49 tokens, and after 30 of them 0.186 USD, 18 tokens.
    const { inner, model } = setUp({ maxCostUsd: 0.5 }, [said(30), said(18)]);
    await reply(model, ask);
    await reply(model, ask);
    expect(inner.requests.map(request => request.maxTokens)).toEqual([49, 18]);
    await expect(reply(model, ask)).rejects.toMatchObject({ code: 'budget-spent', limit: 'maxCostUsd' });
  });

  it('wants a price for a money limit', async () => {
    const inner = scripted(['x'], {});
    const { price: _, ...unpriced } = inner;
    await expect(reply(limited(unpriced, openBudget({ maxCostUsd: 1 })), ask)).rejects.toThrow(
      'a money limit needs the price of the model',
    );
    const budget = openBudget({});
    expect(await reply(limited(unpriced, budget), ask)).not.toHaveProperty('costUsd');
    expect(budget.spent()).toEqual({ modelCalls: 1, inputTokens: 7, outputTokens: 1 });
  });

  it('holds concurrent calls to the limit together', async () => {
    const budget = openBudget({ maxModelCalls: 5, maxTokens: 400 });
    const inner = scripted(async () => said(10));
    const model = limited(inner, budget);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => reply(model, { ...ask, maxTokens: 100 })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(budget.spent()).toMatchObject({ modelCalls: 5, inputTokens: 35, outputTokens: 50 });
  });

  it('gives up waiting for room when aborted', async () => {
    const budget = openBudget({ maxModelCalls: 1 });
    const model = limited(
      scripted(() => new Promise(() => {})),
      budget,
    );
    const first = new AbortController();
    const second = new AbortController();
    const stuck = reply(model, { ...ask, signal: first.signal });
    const waiting = reply(model, { ...ask, signal: second.signal });
    second.abort('enough');
    await expect(waiting).rejects.toBe('enough');
    first.abort('enough');
    await expect(stuck).rejects.toBe('enough');
  });

  it('counts what a failed or abandoned call took', async () => {
    const { model, budget } = setUp({}, [new Error('trouble'), 'one two three']);
    await expect(reply(model, ask)).rejects.toThrow('trouble');
    for await (const _ of model.chat(ask)) break;
    expect(budget.spent()).toMatchObject({ modelCalls: 2, inputTokens: 14, outputTokens: 1 });
  });
});

const contractReplies: Record<string, ScriptedReply> = {
  text: 'Hello, monkeys!',
  tools: { name: 'add', arguments: { a: 1, b: 2 } },
  schema: '{"name": "capuchin"}',
};
chatModelContract('limited', async scenario =>
  limited(scripted([contractReplies[scenario] ?? '']), openBudget({ maxTokens: 10_000 })),
);
