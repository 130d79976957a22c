import { expect, it } from 'vitest';
import { bfclReport } from './bfcl-report.js';
import { bfclCategories } from './categories.js';
import type { JudgedTest } from './judged-test.js';

/** Of each category so many tests, the first so many right. */
function judged(counts: Record<string, readonly [correct: number, total: number]>): JudgedTest[] {
  return bfclCategories.flatMap(category => {
    const [correct, total] = counts[category.name] ?? [0, 0];
    return Array.from({ length: total }, (_, place) => ({
      category,
      test: { id: `${place}`, messages: [], functions: [], checked: [], accepted: [] },
      answer: { calls: [], text: '', inputTokens: 10, outputTokens: 2, elapsedMs: 1000 * (place + 1) },
      calls: [],
      fault: place < correct ? undefined : ('value_error:others' as const),
    }));
  });
}

it("adds up to the table's columns as the leaderboard does", () => {
  const report = bfclReport(
    judged({
      simple_python: [2, 2],
      simple_java: [1, 2],
      simple_javascript: [0, 2],
      multiple: [1, 2],
      parallel: [1, 2],
      parallel_multiple: [0, 2],
      irrelevance: [1, 2],
      live_simple: [3, 4],
      live_multiple: [1, 4],
      live_parallel: [1, 1],
      live_parallel_multiple: [0, 1],
      live_irrelevance: [4, 4],
    }),
  );
  expect(report.table).toEqual({ simple: 0.5, non_live: 0.375, live: 0.5, hallucination: 0.75 });
  expect(report.overall).toMatchObject({ total: 28, correct: 15 });
  expect(report.cost).toEqual({ inputTokens: 280, outputTokens: 56, medianSeconds: 2 });
});

it('leaves columns out whose categories were not all asked', () => {
  expect(bfclReport(judged({ simple_python: [1, 1], irrelevance: [1, 1] })).table).toEqual({});
  expect(bfclReport([])).toMatchObject({ overall: { total: 0 }, categories: {}, cost: { medianSeconds: 0 } });
});
