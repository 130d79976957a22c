import { closing } from '../closing.js';
import type { CompleteReply, Executor } from '../executor.js';
import type { Observation } from '../observation.js';
import { callKeys } from './call-key.js';
import type { Cassette } from './cassette.js';
import { completeReply, type Recording } from './recording.js';
import { recordingMissing } from './recording-missing.js';
import { secretKeeper } from './secret-keeper.js';

interface Replay {
  readonly observation: Observation;
  readonly reply: CompleteReply | undefined;
}

export interface RecordedOptions {
  /** Performs the calls that are not recorded. Without it they throw. */
  readonly otherwise?: Executor;
  /** As when it was recorded, so that calls with a credential in a text are found. */
  readonly secrets?: () => Iterable<string>;
}

/**
 * An executor that repeats recorded observations exactly, but for the undo of a call that is not made again, and for the
 * provenance: what was `live` or `local` is `recorded` now, and what was `simulated` stays so. A call that was recorded
 * several times gets its observations in that order, and then the last one again and again.
 *
 * Nothing is run, so calls that are not recorded throw `RecordingMissing` unless told otherwise.
 */
export function recorded(cassette: Cassette, { otherwise, secrets }: RecordedOptions = {}): Executor {
  const keeper = secretKeeper(secrets);
  const keyOf = callKeys(cassette.salt, keeper.scrubKnown);
  let indexing: Promise<Map<string, Replay[]>> | undefined;

  /** Calls are found by what they were, and by what is left of them: replayed replies hold no secrets to call with. */
  async function index(): Promise<Map<string, Replay[]>> {
    const waiting = new Map<string, Replay[]>();
    for (const made of cassette.recordings) {
      const stored = await keyOf(made.api, made.arguments);
      const seen = replayed(made);
      for (const key of new Set([made.key ?? stored, stored])) {
        const known = waiting.get(key);
        if (known === undefined || made.replaces) waiting.set(key, [seen]);
        else known.push(seen);
      }
    }
    return waiting;
  }

  return {
    ...(otherwise === undefined ? {} : closing(otherwise)),
    async call(api, args, options) {
      options?.signal?.throwIfAborted();
      indexing ??= index();
      const waiting = (await indexing).get(await keyOf(api.id, args));
      options?.signal?.throwIfAborted();
      const seen = waiting !== undefined && waiting.length > 1 ? waiting.shift() : waiting?.[0];
      if (seen !== undefined) {
        if (seen.reply !== undefined) options?.onReply?.(seen.reply);
        return seen.observation;
      }
      if (otherwise !== undefined) return otherwise.call(api, args, options);
      throw recordingMissing(api, keeper.scrubValue(args), cassette.recordings);
    },
  };
}

function replayed(made: Recording): Replay {
  const provenance = made.observation.provenance === 'simulated' ? 'simulated' : 'recorded';
  const reply = completeReply(made);
  if (made.observation.status !== 'ok') return { observation: { ...made.observation, provenance }, reply };
  const { undo: _undone, ...rest } = made.observation;
  return { observation: { ...rest, provenance }, reply };
}
