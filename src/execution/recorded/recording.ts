import type { JsonObject } from '../../base/index.js';
import type { Executor } from '../executor.js';
import type { Observation } from '../observation.js';

/** A call that ran, or was simulated, and what came of it. */
export interface Recording {
  /** Id of the API. */
  readonly api: string;
  readonly arguments: JsonObject;
  /** Its provenance is that of the call itself. */
  readonly observation: Observation;
  /** What the call is found by (`callKeys`), where secrets were taken out of the arguments. */
  readonly key?: string;
  /** What was recorded of the same call before counts no longer. */
  readonly replaces?: true;
}

/**
 * An executor that hands every call that ran to `keep`, before the caller hears of it. Calls that were refused, or
 * answered from a recording, are not kept. Goes behind `checked` and `guarded`, next to what does the work.
 */
export function recording(executor: Executor, keep: (recording: Recording) => void | Promise<void>): Executor {
  return {
    async call(api, args, options) {
      const observation = await executor.call(api, args, options);
      const { provenance } = observation;
      if (provenance !== 'none' && provenance !== 'recorded') await keep({ api: api.id, arguments: args, observation });
      return observation;
    },
  };
}
