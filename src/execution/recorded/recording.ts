import type { JsonObject } from '../../base/index.js';
import { closing } from '../closing.js';
import type { CompleteReply, Executor } from '../executor.js';
import type { Observation } from '../observation.js';

/** A call that ran, or was simulated, and what came of it. */
export interface Recording {
  /** Id of the API. */
  readonly api: string;
  readonly arguments: JsonObject;
  /** Its provenance is that of the call itself. */
  readonly observation: Observation;
  /** What there was of the reply besides what the observation holds. */
  readonly reply?: Partial<CompleteReply>;
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
    ...closing(executor),
    async call(api, args, options) {
      let complete: CompleteReply | undefined;
      const onReply = (reply: CompleteReply) => {
        complete = reply;
        options?.onReply?.(reply);
      };
      const observation = await executor.call(api, args, { ...options, onReply });
      const { provenance } = observation;
      if (provenance === 'none' || provenance === 'recorded') return observation;
      const reply = complete === undefined ? undefined : notShown(complete, observation);
      await keep({ api: api.id, arguments: args, observation, ...(reply === undefined ? {} : { reply }) });
      return observation;
    },
  };
}

function notShown({ value, nextUrl }: CompleteReply, seen: Observation): Partial<CompleteReply> | undefined {
  const isShown = seen.status === 'ok' && seen.value !== undefined;
  if (isShown && nextUrl === undefined) return undefined;
  return { ...(isShown ? {} : { value }), ...(nextUrl === undefined ? {} : { nextUrl }) };
}

/** The complete reply of a recorded call, where it is known. */
export function completeReply({ observation, reply }: Recording): CompleteReply | undefined {
  const value = reply?.value ?? (observation.status === 'ok' ? observation.value : undefined);
  if (value === undefined) return undefined;
  return { value, ...(reply?.nextUrl === undefined ? {} : { nextUrl: reply.nextUrl }) };
}
