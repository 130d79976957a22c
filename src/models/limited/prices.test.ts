import { describe, expect, it } from 'vitest';
import { reply } from '../chat-model.js';
import { scripted } from '../scripted/scripted.js';
import { costUsd, knownPrices, priceOf, withPrice } from './prices.js';

describe('prices', () => {
  it('costs as the example of its comment', () => {
    const usage = { inputTokens: 1_000_000, cachedInputTokens: 400_000, outputTokens: 100_000, counted: true };
    expect(costUsd(usage, { input: 2, cachedInput: 0.5, output: 8 })).toBeCloseTo(2.2, 12);
    expect(costUsd(usage, { input: 2, output: 8 })).toBeCloseTo(2.8, 12);
  });

  it('takes exact names only, options aside', () => {
    const price = { input: 1, output: 2 };
    const prices = { 'openai:m': price };
    expect(priceOf('openai:m', prices)).toBe(price);
    expect(priceOf('openai:m#seed=no', prices)).toBe(price);
    for (const other of ['openai:m2', 'openai:m@http://h.example', 'toString']) {
      expect(priceOf(other, prices)).toBeUndefined();
    }
  });

  it('come dated, with a source, none negative', () => {
    const { asOf, source, usdPerMillionTokens } = knownPrices();
    expect(asOf).toMatch(/^\d{4}-\d{2}$/);
    expect(source).not.toBe('');
    for (const { input, output, cachedInput = 0 } of Object.values(usdPerMillionTokens)) {
      expect(input > 0 && output >= input && cachedInput >= 0 && cachedInput <= input).toBe(true);
    }
  });

  it('can be put on a model', async () => {
    const price = { input: 1, output: 2 };
    const model = withPrice(scripted(['hi']), price);
    expect(model).toMatchObject({ id: 'scripted:inline', price });
    expect((await reply(model, { messages: [{ role: 'user', content: 'x' }] })).message.content).toBe('hi');
  });
});
