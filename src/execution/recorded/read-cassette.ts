import { CapuchinError, isJsonObject, type JsonObject, type JsonValue, readJsonl } from '../../base/index.js';
import { belongsIn, type Cassette, type Holds } from './cassette.js';
import { isObservation } from './is-observation.js';
import type { Recording } from './recording.js';

const format = 'capuchin-recordings';
const version = 2;

type Header = Pick<Cassette, 'holds' | 'salt'>;

/** The first line of a file of recordings. */
export function headerOf({ holds, salt }: Header): JsonObject {
  return { format, version, holds, salt };
}

/** All of a file of recordings. Throws as `readRecordings` does. */
export async function readCassette(path: string): Promise<Cassette> {
  const lines = readLines(path);
  const first = await lines.next();
  if (first.done || !('salt' in first.value)) throw bad(`${path} is not a file of recordings`);
  const recordings: Recording[] = [];
  for await (const line of lines) if (!('salt' in line)) recordings.push(line);
  return { ...first.value, recordings };
}

/**
 * The recordings of a file in the order they were made, one at a time. A last line that was cut off by a kill is passed
 * over.
 *
 * @throws CapuchinError `bad-recordings`, naming file and line, for anything else that is no recording, or not of the
 * kind that the file says it holds; `bad-jsonl-row`; `unreadable-file`.
 */
export async function* readRecordings(path: string): AsyncGenerator<Recording, void, void> {
  for await (const line of readLines(path)) if (!('salt' in line)) yield line;
}

async function* readLines(path: string): AsyncGenerator<Header | Recording, void, void> {
  let header: Header | undefined;
  for await (const { line, value } of readJsonl(path, { onTornEnd: () => undefined })) {
    if (header === undefined) {
      header = readHeader(value, path);
      yield header;
    } else yield readRecording(value, `${path}:${line}`, header.holds);
  }
  if (header === undefined) throw bad(`${path} is not a file of recordings`);
}

function readHeader(value: JsonValue, path: string): Header {
  const header = isJsonObject(value) ? value : {};
  if (header['format'] !== format) throw bad(`${path} is not a file of recordings`);
  if (header['version'] !== version) {
    throw bad(`${path} has version ${String(header['version'])}; this program reads ${version}`);
  }
  const { holds, salt } = header;
  if ((holds !== 'calls' && holds !== 'simulations') || typeof salt !== 'string') {
    throw bad(`the first line of ${path} must say what it holds, calls or simulations, and its salt`);
  }
  return { holds, salt };
}

function readRecording(value: JsonValue, place: string, holds: Holds): Recording {
  if (!isJsonObject(value)) throw bad(`${place} is no recording`);
  const { api, arguments: args, observation, reply, key, replaces } = value;
  if (typeof api !== 'string' || !isJsonObject(args) || !isObservation(observation)) {
    throw bad(`${place} is no recording; it needs api, arguments and observation`);
  }
  if (!belongsIn(holds, observation.provenance)) {
    throw bad(`${place} is ${observation.provenance}, and the file says that it holds ${holds}`);
  }
  return {
    api,
    arguments: args,
    observation,
    ...(isJsonObject(reply) ? { reply: readReply(reply) } : {}),
    ...(typeof key === 'string' ? { key } : {}),
    ...(replaces === true ? { replaces } : {}),
  };
}

function readReply({ value, nextUrl }: JsonObject): NonNullable<Recording['reply']> {
  return { ...(value === undefined ? {} : { value }), ...(typeof nextUrl === 'string' ? { nextUrl } : {}) };
}

function bad(problem: string): CapuchinError {
  return new CapuchinError('bad-recordings', problem);
}
