import type { Retriever } from 'capuchin/retrieval';
import { median } from './machine.js';

export interface RequestTimes {
  /** Medians of the rounds' percentiles. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of this process for one request, all its threads together: what other programs' load changes least. */
  readonly cpuMs: number;
  /** How many requests were timed: fewer than one round of them where time ran out. */
  readonly count: number;
}

/**
 * The time that the ten best APIs take, for all requests, round after round until the rounds or the time are over. Some
 * requests before are not counted. The round in which the time runs out counts only when it is the first.
 */
export async function timedRequests(
  retriever: Retriever,
  requests: readonly string[],
  { rounds, maxSeconds }: { readonly rounds: number; readonly maxSeconds: number },
): Promise<RequestTimes> {
  const end = performance.now() + maxSeconds * 1_000;
  const isOver = () => performance.now() > end;
  for (const request of requests.slice(0, 100)) {
    await retriever.search(request, 10);
    if (performance.now() > end - maxSeconds * 900) break;
  }
  const percentiles: { p50: number; p99: number }[] = [];
  const cpuBefore = process.cpuUsage();
  let count = 0;
  for (let round = 0; round < rounds && !isOver(); round++) {
    const taken: number[] = [];
    for (const request of requests) {
      const started = performance.now();
      await retriever.search(request, 10);
      taken.push(performance.now() - started);
      if (isOver()) break;
    }
    count += taken.length;
    if (taken.length < requests.length && round > 0) break;
    taken.sort((a, b) => a - b);
    percentiles.push({ p50: median(taken), p99: taken[Math.floor(taken.length * 0.99)] ?? Number.NaN });
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    p50Ms: median(percentiles.map(({ p50 }) => p50)),
    p99Ms: median(percentiles.map(({ p99 }) => p99)),
    cpuMs: (user + system) / 1_000 / count,
    count: Math.min(count, requests.length),
  };
}
