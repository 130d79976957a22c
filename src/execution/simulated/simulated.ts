import { canonicalJson, type JsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { Executor } from '../executor.js';
import { nothingRan } from '../nothing-ran.js';
import type { Observation } from '../observation.js';
import { observationBody } from '../observation-body.js';
import type { Cassette } from '../recorded/cassette.js';
import { recorded } from '../recorded/recorded.js';
import { completeReply, type Recording } from '../recorded/recording.js';
import { exampleReplies } from './example-replies.js';
import { schemaReplies } from './schema-replies.js';
import type { Simulate, Simulation } from './simulation.js';

export interface SimulatedOptions {
  /** Answers first; what it holds keeps its provenance. */
  readonly cassette?: Cassette;
  /** Default `exampleReplies()`. */
  readonly examples?: Simulate;
  /** Default `schemaReplies()`. */
  readonly sampler?: Simulate;
  /** Such as `modelReplies(model)`. */
  readonly model?: Simulate;
  /** Is given every simulation that worked, before the caller hears of it: `keep` of a file that holds simulations. */
  readonly keep?: (recording: Recording) => void | Promise<void>;
  /** Values that recordings were scrubbed of; see `recorded`. */
  readonly secrets?: () => Iterable<string>;
  readonly maxBodyCharacters?: number;
}

/**
 * An executor that calls nothing. It answers from the cassette, else from the API's examples, else from the schema of its
 * reply, else from a model, and says in a warning which of them it was. What no cassette held is `simulated`.
 *
 * A simulated API has no state: what one call writes, no other reads. Equal calls get equal answers; a simulation that
 * failed is not remembered.
 */
export function simulated(options: SimulatedOptions = {}): Executor {
  const { cassette, secrets, examples = exampleReplies(), sampler = schemaReplies(), model } = options;
  const sources = [examples, sampler, ...(model === undefined ? [] : [model])];
  const remembered = new Map<string, Recording>();

  /** A simulation as it can be kept, or what an observation says of there being none. */
  async function simulate(
    api: Api,
    args: JsonObject,
    signal: AbortSignal | undefined,
  ): Promise<Recording | Observation> {
    for (const source of sources) {
      const simulation = await source(api, args, signal);
      signal?.throwIfAborted();
      if (simulation === undefined) continue;
      const observation = observationOf(simulation, options.maxBodyCharacters);
      if (observation.status !== 'ok' || 'failure' in simulation.made) return observation;
      const reply = observation.value === undefined ? { reply: { value: simulation.made.value } } : {};
      return { api: api.id, arguments: args, observation, ...reply };
    }
    const reason =
      'it has no recording, no example and no schema of its reply to be simulated from; a model could do it';
    return nothingRan({ status: 'not-callable', reason });
  }

  const otherwise: Executor = {
    async call(api, args, { signal, onReply } = {}) {
      signal?.throwIfAborted();
      const key = `${api.id}\n${canonicalJson(args)}`;
      const known = remembered.get(key) ?? (await simulate(api, args, signal));
      if ('observation' in known) {
        const first = remembered.get(key); // an equal call may have been quicker
        const made = first ?? known;
        if (first === undefined) {
          remembered.set(key, made);
          await options.keep?.(made);
        }
        const reply = completeReply(made);
        if (reply !== undefined) onReply?.(reply);
        return made.observation;
      }
      return known;
    },
  };
  if (cassette === undefined) return otherwise;
  return recorded(cassette, { otherwise, ...(secrets === undefined ? {} : { secrets }) });
}

/** Takes no time, so that equal simulations are equal to the letter. */
function observationOf({ from, made, notes }: Simulation, maxBodyCharacters: number | undefined): Observation {
  const around = {
    provenance: 'simulated',
    elapsedMs: 0,
    coerced: [],
    warnings: [`simulated (from: ${from}); nothing was called`, ...notes],
  } as const;
  if ('failure' in made) return { status: 'failed', reason: made.failure, ...around };
  return { status: 'ok', ...observationBody(made.value, maxBodyCharacters), ...around };
}
