import { canonicalJson, type JsonObject } from '../../base/index.js';
import type { Executor } from '../executor.js';
import type { Observation } from '../observation.js';

/** A call that ran and what came of it. */
export interface Recording {
  /** Id of the API. */
  readonly api: string;
  readonly arguments: JsonObject;
  readonly observation: Observation;
}

/** Equal for calls that recordings hold to be the same: the same API with equal arguments in any order. */
export function recordingKey({ api, arguments: args }: Pick<Recording, 'api' | 'arguments'>): string {
  return `${api}\n${canonicalJson(args)}`;
}

/**
 * An executor that hands every call that ran to `keep`, before the caller hears of it. Refused calls are not kept. Goes
 * behind `checked` and `guarded`, next to what does the work.
 */
export function recording(executor: Executor, keep: (recording: Recording) => void): Executor {
  return {
    async call(api, args, options) {
      const observation = await executor.call(api, args, options);
      if (observation.provenance !== 'none') keep({ api: api.id, arguments: args, observation });
      return observation;
    },
  };
}
