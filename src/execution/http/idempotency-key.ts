import { isJsonObject, type JsonObject, type JsonSchema, type Random } from '../../base/index.js';
import type { Api, HttpInvocation } from '../../catalog/index.js';

/** Arguments of a call, and what is known of sending it twice. */
export interface KeyedArguments {
  readonly arguments: JsonObject;
  /** Whether the host can tell that two requests are the same call. */
  readonly hasKey: boolean;
  /** How the key was made, in words, when the caller gave none. */
  readonly made?: string;
}

/** Methods that come to the same when they are carried out twice (RFC 9110, section 9.2.2), and need no key. */
const idempotent: ReadonlySet<HttpInvocation['method']> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/**
 * The argument by which a host recognises a call it has seen: a header or body member named as an idempotency key.
 * Undefined for methods that need none.
 */
export function keyArgument({ method, parameters, body }: HttpInvocation): string | undefined {
  if (idempotent.has(method)) return undefined;
  const header = parameters.find(({ in: where, name }) => where === 'header' && isKeyName(name));
  if (header !== undefined) return header.argument;
  const members = body?.shape.kind === 'fields' ? Object.entries(body.shape.arguments) : [];
  return members.find(([, name]) => isKeyName(name))?.[0];
}

/** `Idempotency-Key`, `X-Idempotency-Key`, `idempotency_key`, `idempotencyToken`, `PayPal-Request-Id`. */
function isKeyName(name: string): boolean {
  return /^(?:x?idempoten(?:cy|t)(?:key|token|id)|paypalrequestid)$/.test(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

/**
 * The arguments with an idempotency key where the API takes one: the caller's, or one made from `random`, which must not
 * be seeded alike in two processes, because hosts answer a key they know with the reply of long ago.
 */
export function withIdempotencyKey(invocation: HttpInvocation, args: JsonObject, random: Random): KeyedArguments {
  const argument = keyArgument(invocation);
  if (argument === undefined) return { arguments: args, hasKey: false };
  const given = Object.hasOwn(args, argument) ? args[argument] : undefined;
  if (given !== undefined && given !== null && given !== '') return { arguments: args, hasKey: true };
  const key = randomUuid(random);
  return {
    arguments: { ...args, [argument]: key },
    hasKey: true,
    made: `${argument} was made, as none was given: ${key}`,
  };
}

/** Version 4 (RFC 9562, section 5.4). */
function randomUuid(random: Random): string {
  const bytes = Buffer.from(Array.from({ length: 16 }, () => random.integer(256)));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const callerSchemas = new WeakMap<JsonSchema, JsonSchema>();

/** The schema that a caller's arguments have to fit: that of the API, but that an idempotency key need not be given. */
export function callerSchema({ invocation, parameters }: Pick<Api, 'invocation' | 'parameters'>): JsonSchema {
  const argument = invocation.kind === 'http' ? keyArgument(invocation) : undefined;
  const { required } = parameters;
  if (argument === undefined || !Array.isArray(required) || !required.includes(argument)) return parameters;
  const known = callerSchemas.get(parameters);
  if (known !== undefined) return known;
  const eased = { ...parameters, required: required.filter(name => name !== argument) };
  if (isJsonObject(parameters)) callerSchemas.set(parameters, eased); // schemas are compiled once an object
  return eased;
}
