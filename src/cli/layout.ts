import { fitWidth, textWidth } from '../base/index.js';

/** Breaks text at spaces into lines of at most `columns`; a longer word stands alone on a line of its own width. */
export function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap(paragraph => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && textWidth(longer) > columns) {
        lines.push(line);
        line = word;
      } else {
        line = longer;
      }
    }
    return [...lines, line];
  });
}

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/**
 * Rows under titles, columns as wide as their content; what does not fit is taken from the last column. Empty when
 * there are no rows.
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string[] {
  if (rows.length === 0) return [];
  const all = [columns.map(column => column.title), ...rows];
  const widths = columns.map((_, i) => Math.max(...all.map(row => textWidth(row[i] ?? ''))));
  const last = widths.length - 1;
  const before = widths.slice(0, last).reduce((sum, each) => sum + each + 2, 0);
  widths[last] = Math.max(10, Math.min(widths[last] ?? 0, width - before));
  return all.map(row =>
    columns
      .map((column, i) => {
        const cell = fitWidth((row[i] ?? '').replace(/\s+/g, ' '), widths[i] ?? 0);
        const gap = ' '.repeat(Math.max(0, (widths[i] ?? 0) - textWidth(cell)));
        return column.align === 'right' ? gap + cell : i === last ? cell : cell + gap;
      })
      .join('  ')
      .trimEnd(),
  );
}
