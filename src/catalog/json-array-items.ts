import { CapuchinError, type JsonValue, messageOf } from '../base/index.js';

export interface ArrayItem {
  readonly value: JsonValue;
  /** Place in the array, from 0. */
  readonly index: number;
  /** Bytes read so far. */
  readonly bytes: number;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);
const space = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * The items of one JSON array of objects or arrays, parsed one at a time, so that a large file is never held whole.
 * Throws `CapuchinError` with code `unreadable-document` for what is no such array, and for an item over
 * `maxItemBytes`. `name` is what messages call the input.
 */
export async function* jsonArrayItems(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  maxItemBytes: number,
): AsyncGenerator<ArrayItem, void, void> {
  let depth = 0;
  let inString = false;
  let escaped = false;
  let index = 0;
  let bytes = 0;
  let ended = false;
  let pieces: Uint8Array[] = [];
  let size = 0;
  const wrong = (problem: string) => new CapuchinError('unreadable-document', `${name}: ${problem}`);

  for await (const chunk of chunks) {
    let from = depth > 1 ? 0 : -1; // where the item that is being read begins in this chunk
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i] ?? 0;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) inString = false;
      } else if (byte === quote && depth > 1) inString = true;
      else if (opening.has(byte)) {
        if (ended || (depth === 0 && byte !== 0x5b)) throw wrong('it is no JSON array');
        depth += 1;
        if (depth === 2) from = i;
      } else if (closing.has(byte)) {
        depth -= 1;
        if (depth === 0) ended = true;
        else if (depth === 1) {
          pieces.push(chunk.subarray(from, i + 1));
          yield { value: parsed(Buffer.concat(pieces), index, wrong), index, bytes: bytes + i + 1 };
          index += 1;
          pieces = [];
          size = 0;
          from = -1;
        }
      } else if (depth < 2 && !space.has(byte) && !(depth === 1 && byte === comma)) {
        // A byte order mark is the one thing that may stand before.
        if (depth === 1 || ended || bytes + i > 2) throw wrong('it is no JSON array of objects');
      }
    }
    bytes += chunk.length;
    if (depth < 2) continue;
    size += chunk.length - from;
    if (size > maxItemBytes) throw wrong(`item ${index} is larger than ${maxItemBytes} bytes`);
    pieces.push(Buffer.from(chunk.subarray(from)));
  }
  if (!ended) throw wrong('it ends before the array does');
}

function parsed(text: Buffer, index: number, wrong: (problem: string) => CapuchinError): JsonValue {
  try {
    return JSON.parse(text.toString('utf8')) as JsonValue;
  } catch (thrown) {
    throw wrong(`item ${index} is no JSON: ${messageOf(thrown)}`);
  }
}
