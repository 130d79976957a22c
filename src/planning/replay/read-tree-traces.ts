import { CapuchinError, readJsonl } from '../../base/index.js';
import { type TreeTrace, treeTraceOf } from './tree-trace.js';

/**
 * The traces of a file with one a line, in order.
 *
 * @throws CapuchinError `bad-tree-trace` naming file and line, also for a file without any; those of `readJsonl`.
 */
export async function* readTreeTraces(path: string): AsyncGenerator<TreeTrace, void, undefined> {
  let count = 0;
  for await (const { line, value } of readJsonl(path)) {
    yield treeTraceOf(value, `${path}:${line}`);
    count += 1;
  }
  if (count === 0) throw new CapuchinError('bad-tree-trace', `${path}: no trace is in it`);
}
