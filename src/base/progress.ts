import type { Clock } from './clock.js';
import { fitWidth, textWidth } from './text-width.js';

/** What is needed of a stream; `process.stderr` is one. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface Progress {
  /** Begins a task; one that still runs is ended first. */
  start(task: ProgressTask): RunningTask;
}

export interface ProgressTask {
  readonly label: string;
  /** `bytes`, or the plural noun of what is counted. */
  readonly unit: string;
  /** Left out when nobody knows. */
  readonly total?: number | undefined;
}

export interface RunningTask {
  /** `note` is a further fact, shown after the amount; it stays until another is given. */
  update(done: number, total?: number, note?: string): void;
  /** Says that the task is done, with how much it was and how long it took. */
  end(): void;
  /** Says that the task did not finish. */
  fail(): void;
}

const redrawEveryMs = 100;
const plainLineEveryMs = 5000;

/**
 * Shows how far long work is: on a terminal one line, drawn again and again; elsewhere a plain line when a task starts,
 * every few seconds, and when it ends. Draws only when told of progress. Give it stderr: stdout is for results.
 */
export function createProgress(stream: ProgressStream, { clock }: { readonly clock: Clock }): Progress {
  const isTerminal = stream.isTTY === true;
  let running: RunningTask | undefined;

  function start(task: ProgressTask): RunningTask {
    running?.end();
    const startedMs = clock.now();
    let done = 0;
    let total = task.total;
    let note = '';
    let drawnMs = startedMs;

    const state = (): ProgressState => ({ ...task, done, total, note, elapsedMs: clock.now() - startedMs });
    const columns = () => stream.columns ?? 80; // asked for each time: windows are resized
    const draw = (text: string) => stream.write(isTerminal ? `\r${text}\u001b[K` : `${text}\n`);
    const finish = (sentence: (state: ProgressState) => string) => {
      if (running !== handle) return; // ended already
      running = undefined;
      const text = sentence(state());
      draw(isTerminal ? fitWidth(text, columns() - 1) : text);
      if (isTerminal) stream.write('\n');
    };
    const handle: RunningTask = {
      update(nowDone, nowTotal = total, nowNote = note) {
        done = nowDone;
        total = nowTotal;
        note = nowNote;
        const sinceMs = clock.now() - drawnMs;
        if (running !== handle || sinceMs < (isTerminal ? redrawEveryMs : plainLineEveryMs)) return;
        drawnMs = clock.now();
        draw(isTerminal ? progressBar(state(), columns()) : progressSentence(state()));
      },
      end: () => finish(endSentence),
      fail: () => finish(failed => `${progressSentence(failed)}, not finished`),
    };
    running = handle;
    draw(isTerminal ? progressBar(state(), columns()) : `${task.label} …`);
    return handle;
  }

  return { start };
}

export interface ProgressState extends ProgressTask {
  readonly done: number;
  readonly note?: string;
  readonly elapsedMs: number;
}

/** One line that never wraps: label, bar, share, and what of amount, rate and time left there is room for. */
export function progressBar(state: ProgressState, columns: number): string {
  const room = columns - 1; // writing into the last column wraps on some terminals
  const share = shareOf(state);
  const facts = [amount(state), state.note ?? '', rate(state), timeLeft(state)].filter(fact => fact !== '');
  const percent = share === undefined ? '' : `${Math.floor(share * 100)}%`.padStart(4);
  const bar = share === undefined ? '' : drawBar(share, Math.min(24, Math.floor(room / 4)));
  const head = [fitWidth(state.label, Math.floor(room / 2)), bar, percent].filter(part => part !== '').join(' ');
  let line = head;
  for (const fact of facts) if (textWidth(`${line}  ${fact}`) <= room) line = `${line}  ${fact}`;
  return fitWidth(line, room);
}

/** The same facts where nothing can be drawn over: `label: 12.5 of 98.4 MB (12%), 4.2 MB/s, 20 s left`. */
function progressSentence(state: ProgressState): string {
  const share = shareOf(state);
  const percent = share === undefined ? '' : ` (${Math.floor(share * 100)}%)`;
  const facts = [`${amount(state)}${percent}`, state.note ?? '', rate(state), timeLeft(state)].filter(
    fact => fact !== '',
  );
  return `${state.label}: ${facts.join(', ')}`;
}

function endSentence(state: ProgressState): string {
  return `${state.label}: ${count(state.done, state.unit)} in ${duration(state.elapsedMs)}`;
}

function shareOf({ done, total }: ProgressState): number | undefined {
  return total === undefined || total <= 0 ? undefined : Math.min(1, done / total);
}

function drawBar(share: number, width: number): string {
  const full = Math.floor(share * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
}

function amount({ done, total, unit }: ProgressState): string {
  return total === undefined ? count(done, unit) : `${count(done, unit, total)} of ${count(total, unit)}`;
}

/** The mean since the start: it jumps less than the last second's, and the last second's tells less about the end. */
function rate({ done, elapsedMs, unit }: ProgressState): string {
  if (elapsedMs < 1000 || done === 0) return '';
  const perSecond = (done * 1000) / elapsedMs;
  if (unit === 'bytes') return `${count(perSecond, unit)}/s`;
  return `${perSecond < 10 ? perSecond.toFixed(1) : formatWhole(perSecond)}/s`;
}

function timeLeft({ done, total, elapsedMs }: ProgressState): string {
  if (total === undefined || done === 0 || done >= total || elapsedMs < 1000) return '';
  return `${duration((elapsedMs * (total - done)) / done)} left`;
}

const byteUnits = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** An amount with its unit; beside a `scale` in the same unit the unit is left out. Sizes are decimal: 1 kB is 1000 bytes. */
function count(value: number, unit: string, scale?: number): string {
  if (unit !== 'bytes') return scale === undefined ? `${formatWhole(value)} ${unit}` : formatWhole(value);
  const reference = scale ?? value;
  const power = reference < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(reference) / 3));
  const scaled = value / 1000 ** power;
  const number = power === 0 ? formatWhole(scaled) : scaled.toFixed(1);
  return scale === undefined ? `${number} ${byteUnits[power]}` : number;
}

function formatWhole(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(ms: number): string {
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
