import { CapuchinError } from '../base/index.js';
import type { RecordedEvent } from './event.js';
import { readRun } from './run-file.js';

export interface PastCallsOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** After which a call counts half. */
  readonly halfLifeDays?: number;
  readonly maxRuns?: number;
  readonly signal?: AbortSignal;
}

const dayMs = 86_400_000;
/** Runs older than this many half-lives say next to nothing. */
const oldestHalfLives = 7;

/**
 * How often each API was called with success, by id: once a run at most, less the longer ago. Only what was really called
 * counts: nothing recorded or simulated. `paths` are run files, newest first; those that cannot be read are passed over.
 */
export async function pastCalls(paths: readonly string[], options: PastCallsOptions): Promise<Map<string, number>> {
  const { now, halfLifeDays = 30, maxRuns = 1_000, signal } = options;
  const counts = new Map<string, number>();
  for (const path of paths.slice(0, maxRuns)) {
    signal?.throwIfAborted();
    const events = await eventsOf(path);
    const halfLives = Math.max(0, now - (events.at(-1)?.at ?? now)) / (halfLifeDays * dayMs);
    if (halfLives > oldestHalfLives) break;
    for (const api of succeeded(events)) counts.set(api, (counts.get(api) ?? 0) + 0.5 ** halfLives);
  }
  return counts;
}

async function eventsOf(path: string): Promise<readonly RecordedEvent[]> {
  try {
    return await readRun(path);
  } catch (thrown) {
    if (thrown instanceof CapuchinError) return []; // a torn or foreign file says nothing of past calls
    throw thrown;
  }
}

function succeeded(events: readonly RecordedEvent[]): Set<string> {
  const called = new Map<string, string>();
  const found = new Set<string>();
  for (const event of events) {
    if (event.type === 'call-start' && event.apiId !== undefined) called.set(event.callId, event.apiId);
    if (event.type !== 'call-end') continue;
    const { status, provenance } = event.observation;
    const api = called.get(event.callId);
    if (api !== undefined && status === 'ok' && (provenance === 'live' || provenance === 'local')) found.add(api);
  }
  return found;
}
