import { orAborted } from '../../base/index.js';
import type { Planner } from '../planner.js';

/**
 * A planner that ends at the latest `graceMs` after its run was aborted: what does not heed the signal is left to itself,
 * and can ask for nothing more.
 */
export function leftWhenStuck(planner: Planner, graceMs: number): Planner {
  return {
    ...planner,
    async *run(request, tools) {
      const stuck = new AbortController();
      let timer: NodeJS.Timeout | undefined;
      const startTimer = () => {
        timer = setTimeout(() => stuck.abort(tools.signal?.reason), graceMs);
      };
      if (tools.signal?.aborted) startTimer();
      tools.signal?.addEventListener('abort', startTimer, { once: true });
      const events = planner.run(request, tools);
      try {
        for (;;) {
          const next = await orAborted(events.next(), stuck.signal);
          if (next.done) return next.value;
          yield next.value;
        }
      } finally {
        clearTimeout(timer);
        tools.signal?.removeEventListener('abort', startTimer);
        const ending = events.return(undefined as never);
        // Nobody waits for what is stuck, nor hears what it throws should it ever come to its end.
        if (stuck.signal.aborted) ending.catch(() => {});
        else await ending;
      }
    },
  };
}
