import type { SheetCounts, Split } from '../datasets/index.js';

export function toolCallLines(card: Readonly<Record<Split, SheetCounts>>, _width: number): string[] {
  return [JSON.stringify(card, null, 2)];
}
