import { type Contribution, pastCallsFeature } from '../retrieval/index.js';
import { table } from './layout.js';

const most = 5;

/** The largest parts of a score, largest first, as a table; what past calls add is always among them. */
export function whyLines(parts: readonly Contribution[], width: number): string[] {
  const shown = parts.filter(({ feature }, place) => place < most || feature === pastCallsFeature);
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
