import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { evaluateRun } from './evaluate-run.js';

it('scores all judged queries and no others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-run-'));
  const [judgements, run] = [join(folder, 'qrels'), join(folder, 'run')];
  writeFileSync(judgements, '1 0 a 1\n1 0 c 1\n2 0 x 1\n');
  writeFileSync(run, '1 Q0 a 1 3 t\n1 Q0 b 2 2 t\n1 Q0 c 3 1 t\n9 Q0 x 1 1 t\n');
  const report = await evaluateRun({ judgements, run, bootstrap: { resamples: 100 } });
  expect(report).toMatchObject({
    queries: 2,
    queriesWithoutAnswer: 0,
    queriesWithoutRanking: 1,
    unjudgedQueries: 1,
    splits: {},
    intervals: { mrr: [0, 1] },
  });
  expect(report.overall['ndcg@3']).toBeCloseTo(0.9197 / 2, 4);
});
