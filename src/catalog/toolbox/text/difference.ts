import { structuredPatch } from 'diff';

/** Changed lines with three lines around them, in the unified format without a file header; empty when equal. */
export function unifiedDiff(before: string, after: string): string {
  // Two texts with nothing in common take quadratic time, so the search stops after a while and says so.
  const patch = structuredPatch('', '', before, after, undefined, undefined, { context: 3, timeout: 1000 });
  if (patch === undefined) throw new Error('the texts differ too much to compare; compare smaller parts');
  return patch.hunks
    .map(({ oldStart, oldLines, newStart, newLines, lines }) =>
      [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines, ''].join('\n'),
    )
    .join('');
}
