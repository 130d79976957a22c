import { UnknownName } from '../../base/index.js';
import { searchRules } from '../dfsdt/search.js';
import { readTreeTraces } from './read-tree-traces.js';
import { replayTree } from './replay-tree.js';
import { comparedInTrees, type TreeDifference, treeDifferences } from './tree-differences.js';
import type { SearchRule } from './tree-trace.js';

export interface ReplayOptions {
  /** Name of a rule, or `recorded`: for each tree the one it was found to follow. Default `recorded`. */
  readonly rule?: string;
  /** `all`, or the name of one trace; the first of the file when absent. */
  readonly only?: string;
}

export interface ReplayReport {
  readonly trees: number;
  readonly equal: number;
  readonly differences: readonly TreeDifference[];
  /** In words. */
  readonly compared: readonly string[];
  readonly replayed: readonly {
    readonly trace: string;
    readonly rule: SearchRule;
    readonly modelCalls: number;
    readonly nodes: number;
    readonly differences: number;
  }[];
}

/**
 * Makes the recorded trees of a file anew and compares.
 *
 * @throws UnknownName for a rule or a trace that is not there; what `readTreeTraces` throws.
 */
export async function replayTraces(
  path: string,
  { rule = 'recorded', only }: ReplayOptions = {},
): Promise<ReplayReport> {
  const forced = ruleNamed(rule);
  const replayed: ReplayReport['replayed'][number][] = [];
  const differences: TreeDifference[] = [];
  const passed: string[] = [];
  for await (const trace of readTreeTraces(path)) {
    if (only !== undefined && only !== 'all' && only !== trace.name) {
      passed.push(trace.name);
      continue;
    }
    const found = await replayTree(trace, forced ?? trace.rule);
    const unlike = treeDifferences(trace, found);
    const { modelCalls, nodes } = found.tree;
    replayed.push({ trace: trace.name, rule: forced ?? trace.rule, modelCalls, nodes, differences: unlike.length });
    differences.push(...unlike);
    if (only !== 'all') break;
  }
  if (replayed.length === 0 && only !== undefined) throw new UnknownName('trace', only, passed);
  const equal = replayed.filter(each => each.differences === 0).length;
  return { trees: replayed.length, equal, differences, compared: comparedInTrees, replayed };
}

function ruleNamed(name: string): SearchRule | undefined {
  if (name === 'recorded') return undefined;
  if (!Object.hasOwn(searchRules, name)) throw new UnknownName('rule', name, ['recorded', ...Object.keys(searchRules)]);
  return name as SearchRule;
}
