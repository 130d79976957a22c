import { mkdtempSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { RetrievalQuery } from '../../evaluation/index.js';
import { readStaticModel, type StaticModel, staticEmbedder } from '../../models/index.js';
import { retrieverOver } from '../../retrieval/index.js';
import { type DenseArmOptions, trainDenseArm } from './train-dense-arm.js';
import { writeStaticModel } from './write-static-model.js';

/** Requests say `ask3` where APIs say `does3`; words alone never meet. Requests also say `please`, and APIs `api`. */
const pairCount = 24;
const words = [
  '[UNK]',
  'please',
  'api',
  ...Array.from({ length: pairCount }, (_, i) => [`ask${i}`, `does${i}`]).flat(),
];
const dimensions = 16;

async function writeSmallModel(folder: string): Promise<void> {
  const random = seededRandom(3);
  const rows = Int8Array.from({ length: words.length * dimensions }, () => random.integer(200) - 100);
  const vocab = Object.fromEntries(words.map((word, i) => [word, i]));
  const tokenizer = {
    added_tokens: [],
    normalizer: { type: 'BertNormalizer', lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    model: { type: 'WordPiece', unk_token: '[UNK]', vocab },
  };
  const source = join(folder, 'source');
  await mkdir(source);
  await writeFile(join(source, 'tokenizer.json'), JSON.stringify(tokenizer));
  await writeFile(join(source, 'config.json'), '{"split_identifiers":false}');
  const bare = { rows, dimensions, scales: new Float32Array(dimensions).fill(0.01) } as unknown as StaticModel;
  await writeStaticModel(join(folder, 'model'), bare, source);
}

const folder = mkdtempSync(join(tmpdir(), 'capuchin-arm-'));
let model: StaticModel;
beforeAll(async () => {
  await writeSmallModel(folder);
  model = await readStaticModel(join(folder, 'model'));
});

const apiOf = (title: string, tool: string): Api => ({
  id: `c/${tool}-${title}`,
  name: title,
  collection: 'c',
  provider: 'p',
  tool,
  category: '',
  title,
  description: 'api',
  parameters: { type: 'object' },
  effect: 'read',
  examples: [],
  source: { uri: 'test' },
  invocation: { kind: 'function', module: 'builtin:x', function: 'f' },
});

/** Each of two tools does everything, so what is learned of one tool's requests serves the other's. */
const tools = ['first', 'second'];
const apis = tools.flatMap(tool => Array.from({ length: pairCount }, (_, i) => apiOf(`does${i}`, tool)));
const pairs: RetrievalQuery[] = tools.flatMap(tool =>
  Array.from({ length: pairCount }, (_, i) => ({
    query: `please ask${i}`,
    relevant: new Set([`c/${tool}-does${i}`]),
    splits: [],
  })),
);
const options = async (): Promise<DenseArmOptions> => ({
  model,
  apis,
  textOf: api => `${api.title} ${api.description}`,
  words: await retrieverOver(apis),
  folds: 2,
  epochs: 30,
  batchSize: 8,
  rate: { rows: 0.1, weights: 0.1 },
});

describe('trainDenseArm', () => {
  it('learns what serves tools it has not seen, and says how much', async () => {
    const progress: (readonly [number, number])[] = [];
    const arm = await trainDenseArm(pairs, { ...(await options()), onProgress: (...state) => progress.push(state) });
    expect(arm.helps).toBe(true);
    expect(arm.gain.alone).toMatchObject({ n: 48 });
    expect(arm.gain.alone.second).toBeGreaterThan(0.6);
    expect(arm.gain.alone.first).toBeLessThan(0.4);
    expect(progress.at(-1)).toEqual([progress.length, progress.length]);
    expect(progress).toHaveLength(30 * (3 + 3 + 6)); // both folds, then all
  });

  it('gives a model that the static embedder reads, under a name of its own', async () => {
    const arm = await trainDenseArm(pairs, await options());
    const written = join(folder, 'trained');
    await writeStaticModel(written, arm.model, join(folder, 'model'));
    const read = await readStaticModel(written);
    expect({ ...read, version: '', tokenizer: '' }).toEqual({ ...arm.model, version: '', tokenizer: '' });
    expect(new Set([model.version, arm.model.version, read.version]).size).toBe(3);
    const embedder = staticEmbedder(read);
    const [asked, right, wrong] = await embedder.embed(['please ask3', 'does3 api', 'does4 api'], 'query');
    const similar = (a?: Float32Array, b?: Float32Array) => a!.reduce((sum, value, i) => sum + value * b![i]!, 0);
    expect(similar(asked, right)).toBeGreaterThan(similar(asked, wrong) + 0.5);
  });

  it('says that it does not help where nothing can be learned', async () => {
    const random = seededRandom(9);
    const unrelated = pairs.map(pair => ({ ...pair, relevant: new Set([random.pick(apis).id]) }));
    expect((await trainDenseArm(unrelated, await options())).helps).toBe(false);
    const none = await trainDenseArm([], await options());
    expect(none).toMatchObject({ helps: false, gain: { alone: { n: 0 }, withWords: { n: 0 } } });
  });

  it('can hold out requests instead of tools', async () => {
    // One tool has all requests: no part could be trained on without it.
    const ofOneTool = pairs.slice(0, pairCount);
    const byTools = await trainDenseArm(ofOneTool, await options());
    expect(byTools.gain.alone).toMatchObject({ n: pairCount, difference: 0 });
    const byRequests = await trainDenseArm(
      ofOneTool.flatMap(pair => [pair, { ...pair, query: `${pair.query} please please` }]),
      { ...(await options()), heldOut: 'requests' },
    );
    expect(byRequests.gain.alone.difference).toBeGreaterThan(0.2);
  });

  it('stops when told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(trainDenseArm(pairs, { ...(await options()), signal })).rejects.toThrow('enough');
  });

  it('refuses a model whose tokens share vectors', async () => {
    const shared = { ...model, mapping: new Uint32Array(words.length) };
    await expect(trainDenseArm(pairs, { ...(await options()), model: shared })).rejects.toMatchObject({
      code: 'bad-model',
    });
  });
});
