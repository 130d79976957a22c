import type { RunOutcome } from '../trajectory/index.js';

/** What became of one query; a row of `runs.jsonl`. */
export interface QueryReport {
  readonly queryId: string;
  readonly outcome: RunOutcome;
  readonly reason?: string;
  /** As in the answer file; absent where none was written. */
  readonly valid?: boolean;
  readonly modelCalls: number;
  readonly tokens: number;
  /** How many calls were answered live, from recordings, by simulation or not at all (`none`). */
  readonly calls: Readonly<Record<string, number>>;
  /** The run file, from the folder of the answers. */
  readonly run: string;
}

export interface ToolBenchReport {
  readonly method: string;
  readonly model: string;
  readonly out: string;
  /** Queries whose answer file was there. */
  readonly skipped: number;
  readonly answered: number;
  /** With an answer file and without an answer. */
  readonly unanswered: number;
  /** Without an answer file: the next run works on them again. */
  readonly failed: number;
  readonly modelCalls: number;
  readonly tokens: number;
  readonly calls: Readonly<Record<string, number>>;
}

type Facts = Pick<ToolBenchReport, 'method' | 'model' | 'out' | 'skipped'>;

export function toolBenchReport(facts: Facts, queries: readonly QueryReport[]): ToolBenchReport {
  const sum = (value: (query: QueryReport) => number) => queries.reduce((total, query) => total + value(query), 0);
  const kinds = [...new Set(queries.flatMap(({ calls }) => Object.keys(calls)))].sort();
  return {
    ...facts,
    answered: sum(({ outcome }) => Number(outcome === 'answered')),
    unanswered: sum(({ outcome, valid }) => Number(outcome !== 'answered' && valid !== undefined)),
    failed: sum(({ valid }) => Number(valid === undefined)),
    modelCalls: sum(({ modelCalls }) => modelCalls),
    tokens: sum(({ tokens }) => tokens),
    calls: Object.fromEntries(kinds.map(kind => [kind, sum(({ calls }) => calls[kind] ?? 0)])),
  };
}

export function toolBenchLines(report: ToolBenchReport): string[] {
  const { method, out, skipped, answered, unanswered, failed, modelCalls, tokens, calls } = report;
  const kinds = Object.entries(calls).map(([kind, count]) => `${count} ${kind === 'none' ? 'not made' : kind}`);
  return [
    `${method}: ${answered} answered, ${unanswered} not, ${failed} failed; ${skipped} were there already (${out})`,
    `${modelCalls} model calls, ${tokens} tokens; calls: ${kinds.length === 0 ? 'none' : kinds.join(', ')}`,
  ];
}
