import { describe, expect, it } from 'vitest';
import { loadPrompt } from '../../../base/index.js';
import type { ToolSpec } from '../../chat-model.js';
import { chooseTool, type Likelihood } from './choose-tool.js';

const prompts = {
  forward: loadPrompt(new URL('./forward.prompt.md', import.meta.url)),
  backward: loadPrompt(new URL('./backward.prompt.md', import.meta.url)),
};
const weights = { order: 0.5, relevance: 12, backward: 1, none: 1.5 };
const tool = (name: string, description: string): ToolSpec => ({ name, description, parameters: { type: 'object' } });
const tools = [tool('tideTimes', 'High water.'), tool('parcel_track', 'Where a parcel is.')];

/** Likes a continuation when it shares a word with the last two lines of the prefix. */
const wordMatcher = (asked: string[] = []): Likelihood => ({
  async logprobs(_kind, prefix, continuation) {
    asked.push(continuation);
    const known = new Set(
      prefix
        .split('\n')
        .slice(-2)
        .join(' ')
        .toLowerCase()
        .match(/\w{4,}/g),
    );
    return (continuation.toLowerCase().match(/\w{4,}/g) ?? []).map(word => (known.has(word) ? -1 : -4));
  },
});

describe('chooseTool', () => {
  it('ranks by likelihood whatever the order', async () => {
    const request = 'Where is my parcel?';
    const forth = await chooseTool(wordMatcher(), request, tools, weights, prompts);
    const back = await chooseTool(wordMatcher(), request, [...tools].reverse(), weights, prompts);
    expect([forth, back].map(({ ranked }) => ranked[0]?.tool.name)).toEqual(['parcel_track', 'parcel_track']);
    expect(forth.fits).toBe(true);
  });

  it('keeps the listed order where the model sees no difference', async () => {
    const { ranked, fits } = await chooseTool(wordMatcher(), 'Sing!', tools, weights, prompts);
    expect(ranked.map(chance => chance.tool.name)).toEqual(['tideTimes', 'parcel_track']);
    expect(fits).toBe(false);
  });

  it('lets relevance decide where the model sees no difference, whatever its scale', async () => {
    for (const scale of [1, 1_000]) {
      const found = tools.map((each, i) => ({ ...each, relevance: scale * (i + 1) }));
      const { ranked } = await chooseTool(wordMatcher(), 'Sing!', found, weights, prompts);
      expect(ranked.map(chance => chance.tool.name)).toEqual(['parcel_track', 'tideTimes']);
    }
  });

  it('asks for content-free scores of a description once', async () => {
    const baselines = new Map<string, readonly number[]>();
    const first: string[] = [];
    const second: string[] = [];
    await chooseTool(wordMatcher(first), 'one', tools, weights, prompts, baselines);
    await chooseTool(wordMatcher(second), 'two', tools, weights, prompts, baselines);
    expect([first.length, second.length]).toEqual([9, 6]);
    expect(first).toContain(' tide Times. High water.\n');
  });
});
