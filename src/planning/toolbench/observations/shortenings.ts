import { type JsonValue, seededRandom, UnknownName } from '../../../base/index.js';
import { responseTemplate } from '../schema/source-parameters.js';
import { byModel } from './by-model.js';
import { filteredReply } from './filtered-reply.js';
import type { LongReply, Shortening } from './shortening.js';

export interface ShorteningOptions {
  readonly seed: number;
}

/** Leaves all to the cut. */
const truncate = () => byRule('truncate', ({ value }) => value);

/** Drops what the source's own example of a reply does not have. */
const filter = () => byRule('filter', filtered);

/** As `filter` for half of the replies, drawn by lot; the same ones for the same seed. */
const random = ({ seed }: ShorteningOptions) =>
  byRule('random', reply => (seededRandom(`${seed} ${reply.key}`).next() < 0.5 ? filtered(reply) : reply.value));

function filtered({ api, value }: LongReply): JsonValue {
  return filteredReply(value, responseTemplate(api));
}

function byRule(name: string, rule: (reply: LongReply) => JsonValue): Shortening {
  return {
    name,
    async *shorten(reply) {
      yield* []; // no model is asked
      return rule(reply);
    },
  };
}

/** Every way of shortening by name. What a `model` says of an API holds for all runs that share the shortening. */
export const shortenings = { truncate, filter, random, model: byModel } as const satisfies Record<
  string,
  (options: ShorteningOptions) => Shortening
>;

/** Throws `UnknownName` for a name that is not exactly one of `shortenings`. */
export function shorteningNamed(name: string): (options: ShorteningOptions) => Shortening {
  if (!Object.hasOwn(shortenings, name)) throw new UnknownName('way of shortening', name, Object.keys(shortenings));
  return shortenings[name as keyof typeof shortenings];
}
