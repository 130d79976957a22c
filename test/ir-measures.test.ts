import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../src/base/index.js';
import type { Api } from '../src/catalog/index.js';
import {
  evaluateRetrieval,
  evaluateRun,
  openSuite,
  type RetrievalMetric,
  type RetrievalQuery,
  type RetrievalReport,
  retrievalSuites,
  trecJudgementsWriter,
  trecRunWriter,
  trecToken,
} from '../src/evaluation/index.js';
import { plainAnalyzer, type Retriever, retrieverOver } from '../src/retrieval/index.js';

const reason = spawnSync('python3', ['-c', 'import ir_measures']).status === 0 ? '' : ' (python3 has no ir_measures)';
const pack = fileURLToPath(new URL('../../shared/data/toolbench/', import.meta.url));
const packReason = existsSync(pack) ? '' : ' (pack absent)';

const names = {
  'ndcg@1': 'nDCG@1',
  'ndcg@3': 'nDCG@3',
  'ndcg@5': 'nDCG@5',
  'recall@5': 'R@5',
  'recall@10': 'R@10',
  mrr: 'RR',
} as const satisfies Partial<Record<RetrievalMetric, string>>;

/** Expects the means, and each query's figures, to be those of ir-measures; the files scored again to give the same. */
async function expectAgreement(retriever: Retriever, queries: readonly RetrievalQuery[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-measures-'));
  const [run, judgements] = [join(folder, 'run'), join(folder, 'qrels')];
  const writers = [trecRunWriter(run, 'test'), trecJudgementsWriter(judgements)];
  const figures = new Map<string, RetrievalReport['overall']>();
  const report = await evaluateRetrieval({
    queries,
    collection: 'c',
    retriever,
    onScored: scored => {
      figures.set(trecToken(scored.id), scored.scores);
      for (const writer of writers) writer.write(scored);
    },
  });
  for (const writer of writers) writer.finish();
  expect((await evaluateRun({ run, judgements })).overall).toEqual(report.overall);

  const script = fileURLToPath(new URL('./ir-measures.py', import.meta.url));
  const { stdout, stderr } = spawnSync('python3', [script, judgements, run], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect(stdout, stderr).not.toBe('');
  const theirs = JSON.parse(stdout) as {
    readonly queries: Record<string, Record<string, number>>;
    readonly means: Record<string, number>;
  };
  expect(Object.keys(theirs.queries).sort()).toEqual([...figures.keys()].sort());
  for (const [metric, name] of Object.entries(names)) {
    expect(Math.abs(report.overall[metric as RetrievalMetric] - theirs.means[name]!), metric).toBeLessThan(1e-6);
    const differences = [...figures].map(
      ([id, scores]) => scores[metric as RetrievalMetric] - theirs.queries[id]![name]!,
    );
    expect(Math.max(...differences.map(Math.abs)), metric).toBeLessThan(1e-6);
  }
}

describe(`ir-measures agrees${reason}`, () => {
  it.skipIf(reason !== '')('on rankings of any kind', async () => {
    const random = seededRandom(11);
    const ids = Array.from({ length: 40 }, (_, i) => `c/a ${i}%`);
    const some = (most: number) => random.shuffle(ids).slice(0, random.integer(most + 1));
    const rankings = new Map(Array.from({ length: 200 }, (_, i) => [`query ${i}`, some(30)]));
    const queries = [...rankings.keys()].map(query => ({ id: query, query, relevant: new Set(some(8)), splits: [] }));
    const search = async (query: string, k: number) =>
      (rankings.get(query) ?? []).slice(0, k).map((id, i) => ({ api: { id } as Api, score: -i }));
    await expectAgreement({ search }, queries);
  });

  it.skipIf(reason !== '' || packReason !== '')(`on a run over ToolBench${packReason}`, async () => {
    const { apis, queries } = await openSuite(retrievalSuites.toolbench, { folder: pack, collection: 'c' });
    await expectAgreement(await retrieverOver(apis, plainAnalyzer), queries);
  });
});
