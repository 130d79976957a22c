import { expect, it } from 'vitest';
import { estimateInputTokens, estimateTokens, estimateUsage } from './estimate-tokens.js';

it('counts four UTF-8 bytes a token, rounded up', () => {
  expect(['', 'a', 'four', 'fives', '日本語'].map(estimateTokens)).toEqual([0, 1, 1, 2, 3]);
});

it('counts messages, the calls in them, tools and the schema', () => {
  const tool = { name: 'add', description: 'Adds.', parameters: {} };
  const request = {
    messages: [
      { role: 'user', content: '12345678' },
      { role: 'assistant', content: '', toolCalls: [{ id: '1', name: 'addd', arguments: '{"a"}' }] },
    ],
    tools: [tool],
    schema: { type: 'object' },
  } as const;
  const toolTokens = estimateTokens(JSON.stringify(tool));
  // 4 + 2 for the first message, 4 + 0 + 1 + 2 for the second, {"type":"object"} is 17 bytes.
  expect(estimateInputTokens(request)).toBe(4 + 2 + 4 + 1 + 2 + toolTokens + 5);
  expect(estimateInputTokens(request)).toBe(4 + 2 + 4 + 1 + 2 + toolTokens + 5);
});

it('marks estimated usage as not counted', () => {
  const request = { messages: [{ role: 'user', content: 'hi' }] } as const;
  expect(estimateUsage(request, { text: 'hello', calls: ['{}'] })).toEqual({
    inputTokens: 5,
    outputTokens: 3,
    counted: false,
  });
});
