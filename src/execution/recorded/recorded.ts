import type { Executor } from '../executor.js';
import { nothingRan } from '../nothing-ran.js';
import type { Observation } from '../observation.js';
import { shortJson } from '../short-json.js';
import { type Recording, recordingKey } from './recording.js';

export interface RecordedOptions {
  /** Performs the calls that are not recorded. Without it they are not callable, and the observation says so. */
  readonly otherwise?: Executor;
}

/**
 * An executor that repeats recorded observations exactly, but for their provenance and for the undo of a call that is
 * not made again. Of several recordings of one call the last counts.
 */
export function recorded(recordings: Iterable<Recording>, { otherwise }: RecordedOptions = {}): Executor {
  const known = new Map<string, Observation>();
  for (const made of recordings) known.set(recordingKey(made), replayed(made.observation));
  return {
    async call(api, args, options) {
      options?.signal?.throwIfAborted();
      const seen = known.get(recordingKey({ api: api.id, arguments: args }));
      if (seen !== undefined) return seen;
      if (otherwise !== undefined) return otherwise.call(api, args, options);
      const reason = `${api.id} with the arguments ${shortJson(args, 200)} was not recorded`;
      return nothingRan({ status: 'not-callable', reason });
    },
  };
}

function replayed(observation: Observation): Observation {
  if (observation.status !== 'ok') return { ...observation, provenance: 'recorded' };
  const { undo: _undone, ...rest } = observation;
  return { ...rest, provenance: 'recorded' };
}
