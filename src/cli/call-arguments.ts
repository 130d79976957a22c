import { isJsonObject, type JsonObject, type JsonValue, messageOf, UsageError } from '../base/index.js';
import type { Api } from '../catalog/index.js';
import type { Io } from './io.js';

/** Largest object read from standard input. */
const maxInputBytes = 20_000_000;

/**
 * The arguments of a call as the command line gives them: one JSON object (`-`: on standard input), and `name=value`
 * pairs that go before its members. A value is text where the API takes text, and JSON where it is that.
 *
 * @throws UsageError naming what is wrong.
 */
export async function readCallArguments(
  io: Io,
  api: Api,
  text: string | undefined,
  pairs: readonly string[],
): Promise<JsonObject> {
  const source = text === '-' ? await readAll(io) : (text ?? '{}');
  const whole = source.trim() === '' ? {} : parsed(source);
  if (!isJsonObject(whole)) throw new UsageError('the arguments must be one JSON object, such as \'{"text": "Hi"}\'');
  return { ...whole, ...Object.fromEntries(pairs.map(pair => argumentOf(pair, api))) };
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (thrown) {
    throw new UsageError(`the arguments are not JSON: ${messageOf(thrown)}`, { cause: thrown });
  }
}

function argumentOf(pair: string, api: Api): [string, JsonValue] {
  const mark = pair.indexOf('=');
  if (mark < 1) throw new UsageError(`--arg needs name=value, and "${pair}" is not that`);
  const name = pair.slice(0, mark);
  const text = pair.slice(mark + 1);
  if (takesText(api, name)) return [name, text];
  try {
    return [name, JSON.parse(text) as JsonValue];
  } catch {
    return [name, text]; // not JSON: text, which the check of the arguments mends or refuses
  }
}

function takesText(api: Api, name: string): boolean {
  const properties = api.parameters['properties'];
  const schema = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  const type = isJsonObject(schema) ? schema['type'] : undefined;
  return type === 'string' || (Array.isArray(type) && type.includes('string'));
}

async function readAll(io: Io): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of io.stdin) {
    bytes += chunk.length;
    if (bytes > maxInputBytes) throw new UsageError(`standard input has more than ${maxInputBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
