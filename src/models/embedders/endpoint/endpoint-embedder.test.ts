import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { manualClock, seededRandom } from '../../../base/index.js';
import { openBudget } from '../../limited/budget.js';
import { type Answer, type LocalServer, localServer } from '../../providers/fixtures/local-server.js';
import { embeddingsIn } from './embeddings-reply.js';
import { type EndpointEmbedderOptions, openEndpointEmbedder } from './endpoint-embedder.js';

const servers: LocalServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map(server => server.close())));

const json = { 'content-type': 'application/json' };
const recorded = (name: string): Answer => ({
  headers: json,
  chunks: [readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')],
});
const reply = (...vectors: readonly (readonly number[])[]): Answer => ({
  headers: json,
  chunks: [JSON.stringify({ data: vectors.map((embedding, index) => ({ index, embedding })) })],
});

async function setUp(options: Partial<EndpointEmbedderOptions>, ...answers: readonly Answer[]) {
  const server = await localServer(...answers);
  servers.push(server);
  const clock = manualClock(0);
  const sleep = async () => {};
  const opening = openEndpointEmbedder({
    model: 'm',
    baseUrl: `${server.url}/v1`,
    clock: { ...clock, sleep },
    random: seededRandom(1),
    ...options,
  });
  return { server, opening };
}

const rounded = (vectors: readonly Float32Array[]) =>
  vectors.map(vector => [...vector].map(each => Math.round(each * 1e6) / 1e6 + 0));

describe('openEndpointEmbedder', () => {
  it("reads OpenAI's reply, in whatever order it comes, and makes vectors as long as 1", async () => {
    const { server, opening } = await setUp({ dimensions: 3, key: 'secret' }, recorded('openai'));
    const embedder = await opening;
    expect(rounded(await embedder.embed(['one', 'two'], 'document'))).toEqual([
      [0.6, 0.8, 0],
      [0, -1, 0],
    ]);
    expect(server.seen).toEqual([
      {
        path: '/v1/embeddings',
        headers: expect.objectContaining({ authorization: 'Bearer secret' }),
        body: { model: 'm', input: ['one', 'two'], encoding_format: 'float', dimensions: 3 },
      },
    ]);
  });

  it("reads llama-server's reply, and asks for the dimensions where they are not given", async () => {
    const { server, opening } = await setUp({}, reply([1, 0, 0]), recorded('llama-server'));
    const embedder = await opening;
    expect(embedder.dimensions).toBe(3);
    expect(embedder.name).toMatch(/^openai-m-3-[0-9a-f]{8}$/);
    expect(rounded(await embedder.embed(['one', 'two'], 'query'))).toEqual([
      [0.6, 0.8, 0],
      [1, 0, 0],
    ]);
    expect(server.seen[0]?.body).toEqual({ model: 'm', input: ['dimensions'], encoding_format: 'float' });
  });

  it('asks in batches, with the prefix of the purpose, and sends no empty texts', async () => {
    const prefixes = { query: 'query: ' };
    const { server, opening } = await setUp(
      { dimensions: 2, batch: 2, concurrency: 1, prefixes },
      reply([1, 0], [0, 1]),
      reply([0, 1]),
    );
    const made = await (await opening).embed(['a', ' ', 'b', 'c'], 'query');
    expect(rounded(made)).toEqual([
      [1, 0],
      [0, 0],
      [0, 1],
      [0, 1],
    ]);
    expect(server.seen.map(({ body }) => (body as { input: unknown }).input)).toEqual([
      ['query: a', 'query: b'],
      ['query: c'],
    ]);
    expect(await (await opening).embed(['', '\n'], 'query')).toEqual([new Float32Array(2), new Float32Array(2)]);
    expect(server.seen).toHaveLength(2);
  });

  it('tries again what may pass', async () => {
    const busy: Answer = { status: 429, headers: json, chunks: ['{"error":{"message":"slow down"}}'] };
    const notices: string[] = [];
    const { opening } = await setUp({ dimensions: 2, onNotice: notice => notices.push(notice) }, busy, reply([1, 0]));
    expect(rounded(await (await opening).embed(['a'], 'query'))).toEqual([[1, 0]]);
    expect(notices).toEqual([expect.stringContaining('answered 429: slow down')]);
  });

  it('says what a refusal and a reply of another kind are', async () => {
    const refused: Answer = { status: 401, headers: json, chunks: ['{"error":{"message":"no key"}}'] };
    await expect((await setUp({}, refused)).opening).rejects.toThrow(/answered 401: no key \(it wants a key\)/);
    const other = await setUp({ dimensions: 2 }, reply([1, 0, 0]));
    await expect((await other.opening).embed(['a'], 'query')).rejects.toThrow('3 dimensions');
    const few = await setUp({ dimensions: 2 }, reply([1, 0]));
    await expect((await few.opening).embed(['a', 'b'], 'query')).rejects.toThrow('a list of 2 embeddings');
  });

  it('stays within a budget, and counts what was spent', async () => {
    const budget = openBudget({ maxModelCalls: 2 });
    const price = { input: 100_000, output: 0 };
    const { opening } = await setUp({ dimensions: 3, budget, price }, recorded('openai'));
    const embedder = await opening;
    await embedder.embed(['one', 'two'], 'query');
    await embedder.embed(['one', 'two'], 'query');
    expect(budget.spent()).toEqual({ modelCalls: 2, inputTokens: 16, outputTokens: 0, costUsd: expect.closeTo(1.6) });
    await expect(embedder.embed(['one', 'two'], 'query')).rejects.toMatchObject({ code: 'budget-spent' });
  });

  it('stops when told to', async () => {
    const { opening } = await setUp({ dimensions: 2 }, { end: 'hang' });
    const stop = new AbortController();
    const work = (await opening).embed(['a'], 'query', stop.signal);
    stop.abort('enough');
    await expect(work).rejects.toBe('enough');
  });
});

describe('embeddingsIn', () => {
  it('wants exactly one finite vector for each text, all of one length', () => {
    const entry = (index: unknown, ...embedding: unknown[]) => ({ index, embedding });
    const bad = [
      undefined,
      'x',
      [],
      [entry(0, 1)],
      [entry(0, 1), entry(0, 2)],
      [entry(0, 1), entry(2, 2)],
      [entry(0, 1), entry(0.5, 2)],
      [entry(0, 1), entry(-1, 2)],
      [entry(0, 1), entry('length', 2)],
      [entry(0, 1), entry(1, 2, 3)],
      [entry(0), entry(1)],
      [entry(0, 1), entry(1, null)],
      [entry(0, 1), entry(1, '2')],
      [entry(0, 1), { index: 1, embedding: 'AAAA' }],
      [entry(0, 1), entry(1, 1e300)],
      [entry(0, 1), 3],
    ];
    for (const data of bad) expect([data, embeddingsIn({ data } as never, 2)]).toEqual([data, undefined]);
    const good = embeddingsIn({ data: [{ embedding: [1] }, { embedding: [2] }] }, 2);
    expect(good).toEqual({ vectors: [Float32Array.of(1), Float32Array.of(2)], dimensions: 1 });
  });
});
