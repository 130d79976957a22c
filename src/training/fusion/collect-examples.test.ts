import { describe, expect, it } from 'vitest';
import { featureCount, lexicalIndexOver } from '../../retrieval/index.js';
import { type ExampleSource, fusionExamples, type TrainingPair } from './collect-examples.js';
import { fitCandidates, fitExampleOf, fitExamples, misfitExamples } from './fit-examples.js';
import { modelOf } from './fixtures/made-examples.js';
import { smallApi } from './fixtures/small-api.js';
import type { FusionExample } from './fusion-example.js';

const apis = [
  smallApi('c/soup', { tool: 'Recipes', title: 'findSoup', description: 'Find recipes of hot soup.' }),
  smallApi('c/soup2', { tool: 'Recipes', title: 'findSoup', description: 'Find recipes of hot soup!' }),
  smallApi('c/cake', { tool: 'Recipes', title: 'findCake', description: 'Find recipes of sweet cake.' }),
  smallApi('c/rain', { tool: 'Weather', title: 'rainForecast', description: 'Find the forecast of rain.' }),
];
const variants = (id: string) => (id.startsWith('c/soup') ? ['c/soup', 'c/soup2'] : [id]);
const source = async (): Promise<ExampleSource> => ({ index: await lexicalIndexOver(apis), variants });
const pair = (query: string, ...ids: string[]): TrainingPair => ({ query, relevant: new Set(ids) });

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('fusionExamples', () => {
  it('has no wrong candidates that say what a right one says', async () => {
    const [soup] = await all(fusionExamples([pair('find hot soup', 'c/soup')], await source()));
    const { features, relevant, relevantCount, tools } = soup as FusionExample;
    // Soup, cake and rain; the second soup is neither right nor wrong.
    expect({ relevant: [...relevant].sort(), relevantCount }).toEqual({ relevant: [0, 0, 1], relevantCount: 1 });
    expect(features).toHaveLength(3 * featureCount);
    expect(tools).toHaveLength(1);
  });

  it('names each tool of the right APIs once, and counts those that are not found', async () => {
    const asked = pair('find hot soup and a sweet cake, what about rain', 'c/soup', 'c/cake', 'c/rain', 'c/gone');
    const [example] = await all(fusionExamples([asked], await source()));
    expect(example).toMatchObject({ relevantCount: 4, tools: [expect.any(String), expect.any(String)] });
  });

  it('leaves out requests for APIs that are not there, and stops when told to', async () => {
    expect(await all(fusionExamples([pair('find hot soup', 'c/gone')], await source()))).toEqual([]);
    const signal = AbortSignal.abort(new Error('enough'));
    const stopped = all(fusionExamples([pair('soup', 'c/soup')], { ...(await source()), signal }));
    await expect(stopped).rejects.toThrow('enough');
  });
});

describe('fitExamples', () => {
  const model = modelOf('scoreOfBest');

  it('asks each request with its answer there, and with its whole tool gone', async () => {
    const [whole, without] = await fitCandidates(pair('find hot soup', 'c/soup'), await source());
    expect([...(whole?.right ?? [])].sort()).toEqual([0, 0, 1, 1]); // both soups answer it
    expect(without).toMatchObject({ tools: whole?.tools });
    expect(without?.right).toBeUndefined();
    expect(without?.features).toHaveLength(featureCount); // the weather alone
  });

  it('takes away the right APIs alone where there is no other tool', async () => {
    const index = await lexicalIndexOver(apis.slice(0, 3));
    const [, without] = await fitCandidates(pair('find hot soup', 'c/soup'), { index, variants });
    expect(without?.features).toHaveLength(featureCount); // the cake
  });

  it('leaves out what has no candidates, or a right API that is not found', async () => {
    expect(fitExampleOf({ features: new Float32Array(), tools: [] }, model)).toBeUndefined();
    const [whole] = await fitCandidates(pair('find hot soup', 'c/soup'), await source());
    const missed = { ...whole, features: whole?.features ?? new Float32Array(), right: new Uint8Array(4), tools: [] };
    expect(fitExampleOf(missed, model)).toBeUndefined();
  });

  it('gives examples of pairs and of requests that nothing answers', async () => {
    const made = await all(fitExamples([pair('find hot soup', 'c/soup')], await source(), model));
    expect(made.map(({ isAnswered }) => isAnswered)).toEqual([true, false]);
    expect(made[0]?.values[0]).toBeGreaterThan(made[1]?.values[0] as number); // more of the request is covered
    const strange = await all(misfitExamples(['find me a husband', 'zzz'], await source(), model));
    expect(strange.map(({ isAnswered }) => isAnswered)).toEqual([false]);
  });
});
