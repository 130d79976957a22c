import { type Contribution, documentationFeature, pastCallsFeature } from '../retrieval/index.js';
import { table } from './layout.js';

const most = 5;

/** What others than the retriever add, which is always shown. */
const lifts: readonly string[] = [documentationFeature, pastCallsFeature];

/** The largest parts of a score, largest first, as a table, and what documentation and past calls add. */
export function whyLines(parts: readonly Contribution[], width: number): string[] {
  const shown = parts.filter(({ feature }, place) => place < most || lifts.includes(feature));
  const rows = shown.map(({ feature, value, contribution }) => [signed(contribution), value.toFixed(2), feature]);
  const columns = [
    { title: 'adds', align: 'right' },
    { title: 'value', align: 'right' },
    { title: 'feature' },
  ] as const;
  return table(columns, rows, width);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
