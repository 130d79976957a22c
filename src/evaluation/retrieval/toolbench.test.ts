import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Api, toolbenchImporter } from '../../catalog/index.js';
import { apiAnalyzer, plainAnalyzer, retrieverOver } from '../../retrieval/index.js';
import { evaluateRetrieval } from './evaluate-retrieval.js';
import type { RetrievalMetric } from './score-rankings.js';

const pack = new URL('../../../../shared/data/toolbench/', import.meta.url);
const file = (name: string) => fileURLToPath(new URL(name, pack));
const absent = !existsSync(file('apis.jsonl')) || !existsSync(file('queries.dev.jsonl'));

async function packApis(): Promise<Api[]> {
  const apis: Api[] = [];
  for await (const item of toolbenchImporter.read(file('apis.jsonl'))) {
    if (item.kind !== 'api') continue;
    const { key, baseName, ...draft } = item.draft;
    apis.push({ ...draft, id: `toolbench/${key}`, name: baseName, collection: 'toolbench' });
  }
  return apis;
}

/** Per cent, as an independent BM25 gave them on the same queries and texts. */
const published: Readonly<Record<RetrievalMetric, number>> = {
  'ndcg@1': 55.5,
  'ndcg@3': 46.64,
  'ndcg@5': 49.82,
  'recall@5': 51.18,
  'recall@10': 59.96,
  'coverage@5': 31.0,
  'coverage@10': 40.75,
  mrr: 63.47,
};

/** What `lexical` must not fall below; it gave 73.0, 69.3, 80.6 and 64.3. */
const floor = { 'ndcg@1': 72, 'ndcg@5': 68, 'recall@10': 79, 'coverage@10': 63 } as const;

describe.skipIf(absent)(`retrieval on ToolBench's 2,490 APIs${absent ? ' (pack absent)' : ''}`, () => {
  const evaluate = async (analyzer: typeof plainAnalyzer) => {
    const apis = await packApis();
    const ids = new Set(apis.map(api => api.id));
    return evaluateRetrieval({
      queries: file('queries.dev.jsonl'),
      collection: 'toolbench',
      retriever: await retrieverOver(apis, analyzer),
      known: id => ids.has(id),
    });
  };

  it('gives the plain BM25 baseline within a tenth of a point', async () => {
    const report = await evaluate(plainAnalyzer);
    expect(report).toMatchObject({ queries: 400, unknownApis: 0, queriesWithoutAnswer: 0 });
    expect(Object.keys(report.splits)).toEqual([
      ...['I1', 'I1-Cat', 'I1-Inst', 'I1-Tool', 'I2', 'I2-Cat', 'I2-Inst', 'I3', 'I3-Inst'],
    ]);
    for (const [metric, value] of Object.entries(published)) {
      const difference = Math.abs(100 * report.overall[metric as RetrievalMetric] - value);
      expect(difference, `${metric}, published ${value}`).toBeLessThan(0.1);
    }
  });

  it('does far better with words read as people write them', async () => {
    const { overall } = await evaluate(apiAnalyzer);
    for (const [metric, value] of Object.entries(floor)) {
      expect(100 * overall[metric as RetrievalMetric], metric).toBeGreaterThan(value);
    }
  });
});
