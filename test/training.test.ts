import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { Home } from './command-line.js';

const jsonl = (...rows: unknown[]) => rows.map(row => `${JSON.stringify(row)}\n`).join('');
const goods = ['soup', 'cake', 'bread', 'cheese', 'apple', 'onion', 'pepper', 'honey', 'butter', 'rice', 'salt', 'tea'];
const verbs = ['buy', 'return', 'rate'];

/** Each tool sells one thing. */
const apis = goods.flatMap(good =>
  verbs.map(verb => ({
    id: `${verb}-${good}`,
    category_name: 'Food',
    tool_name: `${good} shop`,
    tool_description: '',
    api_name: `${verb} ${good}`,
    api_description: `All of ${good}.`,
    method: 'GET',
    required_parameters: [],
    optional_parameters: [],
  })),
);
const pairs = goods.flatMap(good =>
  verbs.map(verb => ({ query: `I want to ${verb} some ${good} today`, relevant_apis: [`${verb}-${good}`] })),
);
const embedder = fileURLToPath(new URL('../src/models/embedders/static/fixtures/model2vec', import.meta.url));

describe('capuchin train retriever', () => {
  const home = new Home();
  const kept = join(home.folder, 'data', 'retrievers', 'fusion.json');
  const file = join(home.folder, 'pairs.jsonl');
  const wrong = join(home.folder, 'wrong.json');
  const train = (...args: string[]) =>
    home.run('train', 'retriever', '--collection', 'food', '--pairs', file, '--folds', '3', ...args);

  beforeAll(async () => {
    home.file('apis.jsonl', jsonl(...apis));
    home.file('pairs.jsonl', jsonl(...pairs));
    await home.run('import', 'toolbench', join(home.folder, 'apis.jsonl'), '--collection', 'food');
    // Weights that put last what has most of the request: everything is to be gained on them.
    await train('--force', '--out', wrong);
    const weights = JSON.parse(readFileSync(wrong, 'utf8'));
    const linear = weights.features.map((name: string) => (name === 'scoreOfBest' ? -0.2 : 0));
    home.file('wrong.json', JSON.stringify({ ...weights, model: { ...weights.model, linear } }));
  }, 60_000);

  it('refuses what gains nothing, and says so', async () => {
    const { code, stdout } = await train();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^36 requests in 3 folds of tools; 0 need tools of several folds and are not tested\n/);
    expect(stdout).toMatch(
      /\nndcg@5 +36 .*\nrecall@10 +36 .*\ndoes anything fit: AUROC \d\.\d+, Brier \d\.\d+ → AUROC/,
    );
    expect(stdout).toMatch(/\nnot kept: NDCG@5 gained nothing .*; --force keeps it\n$/);
    expect(existsSync(kept)).toBe(false);
  }, 60_000);

  it('keeps what helps where searches find it, until it is reset', async () => {
    home.env = { ...home.env, CAPUCHIN_RETRIEVER_WEIGHTS: wrong };
    const tried = JSON.parse((await train('--dry-run', '--json')).stdout);
    expect(tried).toMatchObject({
      arm: 'fusion',
      collection: 'food',
      ...{ pairs: 36, unknown: 0, leftOut: 0, folds: 3, heldOut: 'tools', seed: 1 },
      metrics: { 'ndcg@5': { n: 36, losses: 0 }, 'recall@10': { n: 36 } },
      ...{ helps: true, kept: false, path: null },
    });
    expect(existsSync(kept)).toBe(false);

    const { stdout } = await train();
    expect(stdout.split('\n').at(-2)).toBe(`kept: ${kept}`);
    const weights = JSON.parse(readFileSync(kept, 'utf8'));
    expect(weights.made).toMatch(
      /^capuchin train retriever --collection food --seed 1 --folds 3; 36 requests, NDCG@5 .* on tools held out$/,
    );
    expect(weights.made).not.toContain(home.folder);
    expect(readdirSync(join(home.folder, 'data', 'retrievers'))).toEqual(['fusion.json']);

    const firstScore = async () =>
      JSON.parse((await home.run('search', 'return my cheese', '-c', 'food', '--json')).stdout).hits[0].score;
    const scores: number[] = [];
    for (const choice of [kept, 'kept', 'packaged']) {
      home.env = { ...home.env, CAPUCHIN_RETRIEVER_WEIGHTS: choice };
      scores.push(await firstScore());
    }
    const [named, found, packaged] = scores;
    expect(found).toBe(named);
    expect(packaged).not.toBe(found);

    home.env = { ...home.env, CAPUCHIN_RETRIEVER_WEIGHTS: undefined };
    expect((await home.run('train', 'retriever', '--reset')).stdout).toBe(`removed ${kept}\n`);
    expect(await firstScore()).toBe(packaged);
    const again = await home.run('train', 'retriever', '--reset', '--json');
    expect(JSON.parse(again.stdout)).toEqual({ arm: 'fusion', removed: false, path: kept });
  }, 120_000);

  it('trains hybrid with its vectors, keeps that beside fused, and takes neither for the other', async () => {
    const keptHybrid = join(home.folder, 'data', 'retrievers', 'hybrid.json');
    const hybrid = ['--retriever', 'hybrid', '--embedder', embedder];
    const { stdout } = await train(...hybrid, '--force');
    expect(stdout.split('\n').at(-2)).toMatch(/^kept .*hybrid\.json$/);
    const weights = JSON.parse(readFileSync(keptHybrid, 'utf8'));
    expect(weights.made).toMatch(
      /^capuchin train retriever --retriever hybrid --embedder model2vec --collection food /,
    );

    const search = (...args: string[]) => home.run('search', 'return my cheese', '-c', 'food', '--json', ...args);
    const firstScore = async (...args: string[]) => JSON.parse((await search(...args)).stdout).hits[0].score;
    const found = await firstScore(...hybrid);
    home.env = { ...home.env, CAPUCHIN_RETRIEVER_WEIGHTS: 'packaged' };
    expect(await firstScore(...hybrid)).not.toBe(found);
    home.env = { ...home.env, CAPUCHIN_RETRIEVER_WEIGHTS: keptHybrid };
    expect(await firstScore(...hybrid)).toBe(found);
    const refused = await search();
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('learned with vectors') });

    home.env = { ...home.env, CAPUCHIN_RETRIEVER_WEIGHTS: undefined };
    const reset = await home.run('train', 'retriever', '--retriever', 'hybrid', '--reset');
    expect(reset.stdout).toBe(`removed ${keptHybrid}\n`);
  }, 120_000);

  it('says which line of a file is none, and what APIs are there', async () => {
    const bad = home.file('bad.jsonl', `${jsonl(pairs[0])}{"query":"soup"}\n`);
    const run = (path: string) => home.run('train', 'retriever', '--collection', 'food', '--pairs', path);
    expect(await run(bad)).toEqual({
      code: 1,
      stdout: '',
      stderr: `capuchin: ${bad}:2: relevant_apis must be a list of texts\n`,
    });
    const strange = home.file('strange.jsonl', jsonl({ query: 'soup', relevant_apis: ['soup'] }));
    expect((await run(strange)).stderr).toMatch(/^capuchin: none of the 1 requests has an API of "food"; .* such as "/);
    expect((await home.run('train', 'retriever', '--collection', 'food')).code).toBe(2);
    expect((await home.run('train', 'retriever', '--pairs', file)).code).toBe(2);
    expect(await home.run('train', 'retriever', '--collection', 'fod', '--pairs', file)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('did you mean "food"?'),
    });
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const other = new Home();
    other.file('apis.jsonl', jsonl(...apis));
    await other.run('import', 'toolbench', join(other.folder, 'apis.jsonl'), '--collection', 'food');
    other.file('pairs.jsonl', jsonl(...pairs));
    const running = other.run('train', 'retriever', '--collection', 'food', '--pairs', 'pairs.jsonl', '--force');
    setTimeout(() => other.stop.abort(new Error('interrupted')), 1);
    expect(await running).toMatchObject({ code: 130, stdout: '' });
    expect(existsSync(join(other.folder, 'data', 'retrievers'))).toBe(false);
  }, 60_000);

  it('passes over kept weights that it cannot read, with a word', async () => {
    const other = new Home();
    await other.run('collections');
    await other.run('train', 'retriever', '--reset');
    const { mkdirSync, writeFileSync } = await import('node:fs');
    mkdirSync(join(other.folder, 'data', 'retrievers'), { recursive: true });
    const path = join(other.folder, 'data', 'retrievers', 'fusion.json');
    writeFileSync(path, '{"format":"capuchin-fusion","version":9}');
    const passed = await other.run('search', 'solve equations', '--json');
    expect(passed.code).toBe(0);
    expect(passed.stderr).toContain('version 9 is not known here');
    other.env = { ...other.env, CAPUCHIN_RETRIEVER_WEIGHTS: path };
    expect((await other.run('search', 'solve equations')).code).toBe(1);
  });

  it("writes ToolBench's retriever files and reads them again", async () => {
    const folder = join(home.folder, 'tsv');
    const { stdout } = await train('--export-tsv', folder, '--json');
    expect(JSON.parse(stdout)).toEqual({
      collection: 'food',
      ...{ documents: 36, train: 24, test: 12, leftOut: 0 },
      path: folder,
    });
    const again = ['--collection', 'food', '--tsv', folder, '--folds', '2', '--dry-run', '--json'];
    expect(JSON.parse((await home.run('train', 'retriever', ...again)).stdout)).toMatchObject({
      pairs: 24,
      unknown: 0,
    });
    // As ToolBench's own files are: without our ids.
    const corpus = readFileSync(join(folder, 'corpus.tsv'), 'utf8');
    home.file(join('tsv', 'corpus.tsv'), corpus.replaceAll(/,""api_id"":""[^"]*""/g, ''));
    expect(JSON.parse((await home.run('train', 'retriever', ...again)).stdout)).toMatchObject({
      pairs: 24,
      unknown: 0,
    });
  }, 60_000);

  it('trains vectors of texts', async () => {
    const dense = (...args: string[]) => train('--arm', 'dense', ...args);
    home.env = { ...home.env, CAPUCHIN_EMBEDDER: 'minilm' };
    expect((await dense()).stderr).toContain('--arm dense trains a static model, and "minilm" is none');
    home.env = { ...home.env, CAPUCHIN_EMBEDDER: embedder };
    const report = JSON.parse((await dense('--force', '--json')).stdout);
    const folder = join(home.folder, 'data', 'retrievers', 'static');
    expect(report).toMatchObject({
      arm: 'dense',
      pairs: 36,
      kept: true,
      path: folder,
      metrics: { 'ndcg@5': { n: 36 } },
    });
    home.env = { ...home.env, CAPUCHIN_EMBEDDER: folder };
    const found = await home.run('search', 'return some cheese', '-c', 'food', '--retriever', 'dense', '--json');
    expect(JSON.parse(found.stdout).hits.length).toBeGreaterThan(0);
    expect((await home.run('train', 'retriever', '--arm', 'dense', '--reset')).stdout).toBe(`removed ${folder}\n`);
    expect(existsSync(folder)).toBe(false);
  }, 60_000);
});
