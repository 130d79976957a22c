import type { Provenance } from '../execution/index.js';
import { type RunNode, type RunTree, walkRun } from './run-tree.js';

/** What a step took. */
export interface StepCost {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Absent where the price is not known. */
  readonly costUsd?: number;
  /** Absent where the step is under way. */
  readonly elapsedMs?: number;
  /** Where its observations come from, each once; nothing that was not run. */
  readonly provenances: readonly Provenance[];
}

export function stepCost({ reply, calls, startedAt, endedAt }: RunNode): StepCost {
  const { inputTokens = 0, outputTokens = 0 } = reply?.usage ?? {};
  const origins = calls.flatMap(({ end }) => (end === undefined ? [] : [end.observation.provenance]));
  return {
    inputTokens,
    outputTokens,
    ...(reply?.costUsd === undefined ? {} : { costUsd: reply.costUsd }),
    ...(startedAt === undefined || endedAt === undefined ? {} : { elapsedMs: endedAt - startedAt }),
    provenances: [...new Set(origins)].filter(origin => origin !== 'none'),
  };
}

/** Ids of the nodes on the way to the answer; where there is none, to the step that was taken last. */
export function wayThrough(tree: RunTree): ReadonlySet<number> {
  const nodes = new Map([...walkRun(tree)].map(node => [node.id, node]));
  const steps = [...nodes.values()].filter(({ role }) => role === undefined);
  const last = steps.reduce((latest, node) => (node.id > latest.id ? node : latest), tree.root);
  const way = new Set<number>();
  let at: RunNode | undefined = steps.find(({ answer }) => answer !== undefined) ?? last;
  for (; at !== undefined && !way.has(at.id); at = at.parent === undefined ? undefined : nodes.get(at.parent)) {
    way.add(at.id);
  }
  return way;
}

/** Keys (`node/callId`) of the calls that were taken back while the run went on. */
export function undoneCalls(tree: RunTree): ReadonlySet<string> {
  const calls = [...walkRun(tree)].flatMap(node => node.calls);
  const undone = calls.filter(({ start, end }) => start.undoes !== undefined && end?.observation.status === 'ok');
  return new Set(undone.map(({ start }) => start.undoes as string));
}

/** A branch in brief: what was done in it, and how it ended. */
export interface BranchSummary {
  readonly steps: number;
  /** Without those that take others back. */
  readonly calls: number;
  /** The last step that says why it ended. */
  readonly end?: RunNode;
}

export function summarizeBranch(branch: RunNode): BranchSummary {
  const nodes = [...walkRun({ root: branch })].filter(({ role }) => role === undefined);
  const calls = nodes.flatMap(node => node.calls).filter(({ start }) => start.undoes === undefined);
  const end = nodes.findLast(({ outcome }) => outcome !== undefined && outcome !== 'open');
  return { steps: nodes.length, calls: calls.length, ...(end === undefined ? {} : { end }) };
}
