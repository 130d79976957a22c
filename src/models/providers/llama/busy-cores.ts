import { cpus } from 'node:os';

/**
 * Starts watching the processor; the function it gives says how many cores other processes kept busy since, on average.
 * Zero where the platform does not count.
 */
export function watchBusyCores(): () => number {
  const startedAt = performance.now();
  const all = busyMs();
  const own = process.cpuUsage();
  return () => {
    const elapsedMs = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(own);
    const others = busyMs() - all - (user + system) / 1_000;
    return elapsedMs <= 0 ? 0 : Math.max(0, others / elapsedMs);
  };
}

/** Milliseconds all cores together have worked since the machine started. */
function busyMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}
