import { CapuchinError, type Clock, createPool, type Pool, systemClock } from '../../base/index.js';
import { readPace } from './rate-headers.js';

export interface HostLimitsOptions {
  /** Requests to one host at the same time. Default 6, as browsers have it. */
  readonly maxConcurrent?: number;
  /** Requests to one host within `windowMs`; no limit of ours when absent. What hosts say of theirs counts either way. */
  readonly maxRequests?: number;
  /** Default 60,000. */
  readonly windowMs?: number;
  readonly clock?: Clock;
}

/** How often and how many at once hosts are asked. Shared by all calls that are to keep to it together. */
export interface HostLimits {
  /**
   * Waits until the host may be asked once more. Throws `CapuchinError` `host-busy`, at once, when that is known to be
   * after `deadlineMs`, and the signal's reason when aborted.
   */
  enter(host: string, wait: { readonly deadlineMs: number; readonly signal: AbortSignal }): Promise<Visit>;
}

/** One request to a host, from before it is sent until its reply is read. */
export interface Visit {
  /** Learns from a reply how often the host wants to be asked. */
  learn(status: number, headers: Readonly<Record<string, string>>): void;
  /** Makes room for the next. Does nothing the second time. */
  leave(): void;
}

export function hostLimits({
  maxConcurrent = 6,
  maxRequests,
  windowMs = 60_000,
  clock = systemClock,
}: HostLimitsOptions = {}): HostLimits {
  const hosts = new Map<string, HostState>();

  function stateOf(host: string): HostState {
    const known = hosts.get(host);
    if (known !== undefined) return known;
    const fresh: HostState = { pool: createPool(maxConcurrent), startedMs: [], running: 0, quietUntilMs: 0 };
    hosts.set(host, fresh);
    return fresh;
  }

  /** How long until the next request may start; 0 when it may now. */
  function waitMs(state: HostState): number {
    const now = clock.now();
    while (state.startedMs.length > 0 && (state.startedMs[0] as number) <= now - windowMs) state.startedMs.shift();
    if (state.left !== undefined && state.left.resetAtMs <= now) delete state.left;
    const windowFreeMs =
      maxRequests !== undefined && state.startedMs.length >= maxRequests
        ? (state.startedMs[0] as number) + windowMs
        : 0;
    const hostFreeMs = state.left?.requests === 0 ? state.left.resetAtMs : 0;
    return Math.max(0, windowFreeMs - now, hostFreeMs - now, state.quietUntilMs - now);
  }

  return {
    async enter(host, { deadlineMs, signal }) {
      const state = stateOf(host);
      const leave = await takePlace(state.pool, signal);
      try {
        for (let wait = waitMs(state); wait > 0; wait = waitMs(state)) {
          if (clock.now() + wait > deadlineMs) throw hostBusy(host, wait);
          await clock.sleep(wait, signal);
        }
      } catch (thrown) {
        leave();
        throw thrown;
      }
      if (maxRequests !== undefined) state.startedMs.push(clock.now());
      if (state.left !== undefined) state.left.requests -= 1;
      state.running += 1;
      let here = true;
      return {
        learn: (status, headers) => learn(state, status, headers, clock),
        leave() {
          if (!here) return;
          here = false;
          state.running -= 1;
          leave();
        },
      };
    },
  };
}

interface HostState {
  readonly pool: Pool;
  /** When the requests of the last window were started, oldest first; kept only where a limit of ours needs it. */
  readonly startedMs: number[];
  running: number;
  /** The host asked to be left alone until then. */
  quietUntilMs: number;
  /** What the host said it still takes, less what was started since. */
  left?: { requests: number; readonly resetAtMs: number };
}

function learn(state: HostState, status: number, headers: Readonly<Record<string, string>>, clock: Clock): void {
  const { quietMs, left } = readPace(status, headers, clock);
  if (quietMs !== undefined) state.quietUntilMs = Math.max(state.quietUntilMs, clock.now() + quietMs);
  if (left === undefined) return;
  const underWay = state.running - 1; // they may not have been counted yet
  state.left = { requests: Math.max(0, left.requests - underWay), resetAtMs: clock.now() + left.resetMs };
}

/** A place in a pool that is held until it is given up. */
function takePlace(pool: Pool, signal: AbortSignal): Promise<() => void> {
  return new Promise((resolve, reject) => {
    pool.run(() => new Promise<void>(leave => resolve(leave)), signal).catch(reject);
  });
}

function hostBusy(host: string, waitMs: number): CapuchinError {
  const seconds = Math.ceil(waitMs / 1_000);
  return new CapuchinError(
    'host-busy',
    `${host} takes no further request for ${seconds} s (its rate limit), which is longer than the call may take; nothing was sent`,
  );
}
