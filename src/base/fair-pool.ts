import { checkConcurrency } from './check-concurrency.js';

/** A bound on how many pieces of work run at once, shared by lanes that are served in turn. */
export interface FairPool {
  /** A lane of one's own: however much waits in others, the next of this one is served once all others had one. */
  lane(): Lane;
}

export interface Lane {
  /**
   * Waits for a place, in the order asked for within the lane. What it gives leaves the place, once; a second time it does
   * nothing. @throws the signal's reason when aborted while waiting.
   */
  enter(signal?: AbortSignal): Promise<() => void>;
}

export function createFairPool(concurrency: number): FairPool {
  checkConcurrency(concurrency);
  /** Lanes in which somebody waits, the one to be served next first. */
  const turns = new Set<Set<() => void>>();
  let free = concurrency;

  function serveNext(): void {
    const [lane] = turns;
    if (lane === undefined) {
      free += 1;
      return;
    }
    const [longestWaiting] = lane as Iterable<() => void>;
    turns.delete(lane);
    lane.delete(longestWaiting as () => void);
    if (lane.size > 0) turns.add(lane); // behind all others
    longestWaiting?.();
  }

  function placeTaken(): () => void {
    let isHere = true;
    return () => {
      if (isHere) serveNext();
      isHere = false;
    };
  }

  return {
    lane() {
      const waiting = new Set<() => void>();
      return {
        async enter(signal) {
          signal?.throwIfAborted();
          if (free > 0) {
            free -= 1;
            return placeTaken();
          }
          return new Promise((resolve, reject) => {
            const enter = () => {
              signal?.removeEventListener('abort', leave);
              resolve(placeTaken());
            };
            const leave = () => {
              waiting.delete(enter);
              if (waiting.size === 0) turns.delete(waiting);
              reject(signal?.reason);
            };
            waiting.add(enter);
            turns.add(waiting);
            signal?.addEventListener('abort', leave, { once: true });
          });
        },
      };
    },
  };
}
