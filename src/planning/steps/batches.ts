import { canonicalJson } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { ToolCall } from '../../models/index.js';
import { parseArguments } from '../parse-arguments.js';

/** Whether a call changes anything. A name that no API has runs nothing. */
export function changes(api: Api | undefined): boolean {
  return api !== undefined && api.effect !== 'read';
}

/**
 * The calls of one reply in groups to be made one after the other; the calls of a group may be made at once. Those are
 * neighbours that only read: what changes something is alone, so that what is asked before it is read before it. Of two
 * equal calls the second begins a group, since it is answered with what became of the first.
 */
export function batchesOf(
  calls: readonly ToolCall[],
  offered: ReadonlyMap<string, Api>,
  concurrency: number,
): readonly (readonly ToolCall[])[] {
  const batches: ToolCall[][] = [];
  let keys = new Set<string>();
  let mayJoin = false;
  for (const call of calls) {
    const key = `${call.name} ${canonicalJson(parseArguments(call.arguments).value)}`;
    const isAlone = concurrency === 1 || changes(offered.get(call.name));
    if (mayJoin && !isAlone && !keys.has(key)) {
      batches.at(-1)?.push(call);
      keys.add(key);
    } else {
      batches.push([call]);
      keys = new Set([key]);
    }
    mayJoin = !isAlone;
  }
  return batches;
}
