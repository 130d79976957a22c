import type { Accuracy } from '../evaluation/index.js';
import { table } from './layout.js';

const perCent = (fraction: number) => (100 * fraction).toFixed(1);

/** Accuracies below one another, in per cent, with what was wrong most often. */
export function accuracyLines(
  title: string,
  rows: readonly (readonly [name: string, accuracy: Accuracy])[],
  width: number,
): string[] {
  const numeric = ['n', 'right', '95 %'].map(each => ({ title: each, align: 'right' as const }));
  const cells = rows.map(([name, { accuracy, total, interval, errors }]) => [
    name,
    String(total),
    perCent(accuracy),
    interval.map(perCent).join(' to '),
    Object.entries(errors)
      .map(([error, count]) => `${count} ${error}`)
      .join(', '),
  ]);
  return table([{ title }, ...numeric, { title: 'wrong' }], cells, width);
}
