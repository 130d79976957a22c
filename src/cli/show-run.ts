import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { inert } from '../execution/index.js';
import { type RecordedEvent, type RunTree, readRun, runTree } from '../trajectory/index.js';
import { findRun } from './find-run.js';
import { coloursFor, type Io, note, print, widthOf } from './io.js';
import { runLines } from './run-view.js';
import { openWorkbench } from './workbench.js';
import { writeWhole } from './write-whole.js';

export interface ShowRunFlags {
  readonly tree?: boolean;
  readonly steps?: boolean;
  readonly html?: boolean;
  readonly json?: boolean;
  readonly all?: boolean;
  readonly output?: string;
}

/** Shows a run in the way that is wanted, on standard output or in a file. */
export async function showRun(io: Io, run: string, flags: ShowRunFlags): Promise<void> {
  const { folders, close } = await openWorkbench(io, {});
  const events = await findRun(folders.runs, run).then(readRun).finally(close);
  const tree = runTree(events);
  const text = await shownText(io, tree, events, flags);
  if (flags.output === undefined) print(io, text);
  else {
    const path = resolve(io.cwd, flags.output);
    await writeWhole(path, unfinished => writeFile(unfinished, `${text}\n`));
    note(io, `capuchin: written to ${path}`);
  }
  if (tree.end === undefined && flags.json !== true) {
    note(io, 'capuchin: this run never ended; its process was stopped (capuchin runs resume goes on with it)');
  }
}

async function shownText(
  io: Io,
  tree: RunTree,
  events: readonly RecordedEvent[],
  { steps, html, json, all = false, output }: ShowRunFlags,
): Promise<string> {
  if (json) return JSON.stringify(events, null, 2);
  if (html) {
    const { runPage } = await import('./html-view/run-page.js');
    return runPage(tree, { all }).trimEnd();
  }
  if (steps) {
    const { transcriptLines } = await import('./run-transcript.js');
    return transcriptLines(tree).join('\n');
  }
  const answer = events.findLast(event => event.type === 'answer');
  const isFile = output !== undefined;
  const plain = { stdout: io.stdout, env: { NO_COLOR: '1' } };
  const colours = coloursFor(isFile ? { ...io, ...plain } : io, 'stdout');
  const lines = runLines(tree, isFile ? Number.POSITIVE_INFINITY : widthOf(io, 'stdout'), colours, { all });
  return [...lines, ...(answer?.type === 'answer' ? ['', inert(answer.text)] : [])].join('\n');
}
