import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '../../base/index.js';
import type { CompleteReply } from '../executor.js';
import type { Observation } from '../observation.js';
import type { Recording } from './recording.js';
import type { SecretKeeper } from './secret-keeper.js';

/** A recording without secrets, and whether its arguments held any. */
export interface ScrubbedRecording {
  readonly recording: Recording;
  readonly argumentsHeldSecrets: boolean;
}

export function scrubRecording(made: Recording, secrets: SecretKeeper): ScrubbedRecording {
  scrubOnce(made, secrets); // what the reply teaches holds for the arguments too, and the other way round
  const args = secrets.scrubValue(made.arguments);
  const recording = {
    ...made,
    arguments: args,
    observation: scrubObservation(made.observation, secrets),
    ...(made.reply === undefined ? {} : { reply: scrubReply(made.reply, secrets) }),
  };
  return { recording, argumentsHeldSecrets: !isDeepStrictEqual(args, made.arguments) };
}

function scrubOnce(made: Recording, secrets: SecretKeeper): void {
  secrets.scrubValue(made.arguments);
  scrubObservation(made.observation, secrets);
  if (made.reply !== undefined) scrubReply(made.reply, secrets);
}

/** Addresses carry secrets in their query. */
function scrubReply({ value, nextUrl }: Partial<CompleteReply>, secrets: SecretKeeper): Partial<CompleteReply> {
  const scrubbed = typeof value === 'string' ? secrets.scrubText(value) : value && secrets.scrubValue(value);
  return {
    ...(value === undefined || scrubbed === undefined ? {} : { value: scrubbed }),
    ...(nextUrl === undefined ? {} : { nextUrl: secrets.scrubText(nextUrl) }),
  };
}

/** A body is text that a value was printed as, or a piece of one; everything else is taken as the value it is. */
function scrubObservation(seen: Observation, secrets: SecretKeeper): Observation {
  const { status, provenance, body, ...rest } = seen as Observation & { readonly body?: string };
  const scrubbed = secrets.scrubValue(rest as unknown as JsonObject) as JsonValue as unknown as Observation;
  const text = body === undefined ? {} : { body: secrets.scrubText(body) };
  return { ...seen, ...scrubbed, status, provenance, ...text } as Observation;
}
