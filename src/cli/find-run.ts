import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CapuchinError } from '../base/index.js';
import { listRunFiles, readRun } from '../trajectory/index.js';

/** The file of a run given by its id, by a path, or as `last`. */
export async function findRun(folder: string, run: string): Promise<string> {
  if (run === 'last') {
    const [newest] = await listRunFiles(folder);
    if (newest !== undefined) return newest;
    throw new CapuchinError('not-found', 'there are no runs yet; try: capuchin ask "…"');
  }
  for (const path of [join(folder, `${run}.jsonl`), run]) if (existsSync(path)) return path;
  throw new CapuchinError('not-found', `no run "${run}"; \`capuchin runs\` lists them`);
}

export interface RunSummary {
  readonly id: string;
  readonly path: string;
  readonly request: string;
  /** `unfinished` when the process ended before the run did. */
  readonly outcome: string;
  readonly called: readonly string[];
}

/** The newest `count` runs; a file that is no run is shown as `unreadable` rather than hidden. */
export async function summarizeRuns(folder: string, count: number): Promise<RunSummary[]> {
  const paths = (await listRunFiles(folder)).slice(0, count);
  return Promise.all(paths.map(summarize));
}

async function summarize(path: string): Promise<RunSummary> {
  const id = basename(path, '.jsonl');
  try {
    const events = await readRun(path);
    const start = events[0];
    const end = events.at(-1);
    return {
      id,
      path,
      request: start?.type === 'run-start' ? start.request : '',
      outcome: end?.type === 'run-end' ? end.outcome : 'unfinished',
      called: events.flatMap(event => (event.type === 'call-start' ? [event.name] : [])),
    };
  } catch (thrown) {
    if (thrown instanceof CapuchinError)
      return { id, path, request: thrown.message, outcome: 'unreadable', called: [] };
    throw thrown;
  }
}
