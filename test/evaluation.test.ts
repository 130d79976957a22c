import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Home } from './command-line.js';

const jsonl = (...rows: unknown[]) => rows.map(row => `${JSON.stringify(row)}\n`).join('');
const api = (id: string, tool: string, description: string) => ({
  id,
  category_name: 'Food',
  tool_name: tool,
  tool_description: '',
  api_name: id,
  api_description: description,
  method: 'GET',
  required_parameters: [],
  optional_parameters: [],
});
const apis = jsonl(
  api('soup', 'Recipes', 'Recipes of hot soup'),
  api('cake', 'Recipes', 'Recipes of sweet cake'),
  api('rain', 'Weather', 'Forecast of rain'),
);
const queries = jsonl(
  { query_id: 1, group: 'G1', paper_split: 'I1-Inst', query: 'cook a hot soup', relevant_apis: ['soup'] },
  {
    query_id: 2,
    group: 'G2',
    paper_split: 'I2-Inst',
    query: 'sweet cake when it may rain',
    relevant_apis: ['cake', 'rain'],
  },
);

describe('capuchin eval retrieval', () => {
  const home = new Home();
  const run = (...args: string[]) => home.run('eval', 'retrieval', ...args);
  const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout);
  const suite = ['--suite', 'toolbench', '--data', home.folder];

  beforeAll(async () => {
    home.file('apis.jsonl', apis);
    home.file('queries.jsonl', queries);
    await home.run('import', 'toolbench', join(home.folder, 'apis.jsonl'), '--collection', 'food');
  }, 60_000);

  it('measures a suite on its own pool and leaves the collections alone', async () => {
    const before = (await home.run('collections', '--json')).stdout;
    const report = await json(...suite);
    expect(report).toMatchObject({
      retriever: 'fused',
      collection: 'suite-toolbench',
      suite: 'toolbench',
      searched: ['suite-toolbench'],
      queries: 2,
      unknownApis: 0,
      overall: { 'recall@5': 1, mrr: 1 },
      intervals: { mrr: [1, 1] },
      splits: { I1: { queries: 1 }, 'I2-Inst': { queries: 1 } },
    });
    expect((await home.run('collections', '--json')).stdout).toBe(before);
    expect(await json(...suite, '--limit', '1')).toMatchObject({ queries: 1 });
  });

  it('searches collections of the user besides, or in place of the pool', async () => {
    const distracted = await json(...suite, '--pool', 'food', '--pool', 'toolbox');
    expect(distracted).toMatchObject({ searched: ['food', 'toolbox', 'suite-toolbench'], unknownApis: 0 });
    expect(distracted.overall['ndcg@1']).toBeLessThan(1); // the same API is there twice, and only one is right
    const own = await json(...suite, '--collection', 'food');
    expect(own).toMatchObject({ collection: 'food', searched: ['food'], overall: { mrr: 1 } });
    expect(await json('--queries', join(home.folder, 'queries.jsonl'), '--collection', 'food')).toMatchObject({
      collection: 'food',
      overall: own.overall,
    });
  });

  it('knows the upper bound', async () => {
    expect(await json(...suite, '--retriever', 'oracle')).toMatchObject({ overall: { 'ndcg@5': 1, 'coverage@5': 1 } });
  });

  it('writes TREC files and scores them again', async () => {
    const [runFile, judgements] = [join(home.folder, 'run.trec'), join(home.folder, 'qrels.trec')];
    const files = ['--run', runFile, '--judgements', judgements];
    const { overall } = await json(...suite, ...files);
    expect(readFileSync(judgements, 'utf8').split('\n')[0]).toBe('1 0 suite-toolbench/soup 1');
    expect(readFileSync(runFile, 'utf8').split('\n')[0]).toMatch(/^1 Q0 suite-toolbench\/soup 1 \d+ fused$/);
    expect(await json(...files)).toMatchObject({ run: runFile, overall, queriesWithoutRanking: 0 });
    expect((await run(...files)).stdout).toMatch(/^run\s+n {2}ndcg@1.*\nall\s+2\s+100\.00/);
  });

  it('compares retrievers with the first', async () => {
    const { reports, comparisons } = await json(...suite, '--compare', 'oracle,bm25,lexical');
    expect(reports.map((report: { retriever: string }) => report.retriever)).toEqual(['oracle', 'bm25', 'lexical']);
    expect(comparisons).toMatchObject([
      { first: 'oracle', second: 'bm25', metrics: { mrr: { n: 2 } } },
      { first: 'oracle', second: 'lexical', metrics: { 'recall@10': { n: 2, ties: 2, pValue: 1 } } },
    ]);
    const { stdout } = await run(...suite, '--compare', 'bm25,lexical');
    expect(stdout).toMatch(/retriever.*\nbm25.*\n.*±.*\nlexical/);
    expect(stdout).toMatch(/bm25 {2}lexical {2}difference +95 % +p +wins +ties +losses/);
  });

  it.each([
    [[], 'name what is asked'],
    [['--suite', 'toolbench'], '--suite needs --data'],
    [['--suite', 'tool', '--data', '.'], 'no suite named "tool"'],
    [['--queries', 'q.jsonl'], 'name what is asked'],
    [['--queries', 'q', '--suite', 'bfcl', '--data', '.'], 'a suite has its own queries'],
    [['--compare', 'bm25'], '--compare needs two names'],
    [['--compare', 'bm25,lexical', '--run', 'x'], 'room for one retriever'],
    [['--run', 'x'], 'name what is asked'],
  ])('%j is no use', async (args, reason) => {
    const { code, stderr } = await run(...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
  });

  it('says which collection is not there', async () => {
    expect(await run(...suite, '--pool', 'fod')).toMatchObject({ code: 3, stderr: expect.stringContaining('"food"') });
    expect(await run(...suite, '--collection', 'fod')).toMatchObject({ code: 3 });
  });

  it('leaves no part of a file when it is interrupted', async () => {
    const interrupted = new Home();
    interrupted.file('apis.jsonl', apis);
    interrupted.file('queries.jsonl', queries);
    interrupted.stop.abort(new Error('interrupted'));
    const target = join(interrupted.folder, 'run.trec');
    const { code } = await interrupted.run(
      ...['eval', 'retrieval', '--suite', 'toolbench', '--data', interrupted.folder, '--run', target],
    );
    expect(code).toBe(130);
    expect(existsSync(target)).toBe(false);
    expect(readdirSync(interrupted.folder).filter(name => name.includes('partial'))).toEqual([]);
  });

  it('needs a retriever that can tell for `eval fit`', async () => {
    const fit = await home.run('eval', 'fit', ...suite, '--retriever', 'bm25');
    expect(fit).toMatchObject({ code: 2, stderr: expect.stringContaining('"bm25" cannot tell whether anything fits') });
  });
});
