import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CapuchinError, fingerprint, isJsonObject, messageOf } from '../../base/index.js';
import type { ChatDelta, ChatReply, ChatRequest, ModelFeatures } from '../chat-model.js';

/** A request as it is recorded: all that a model sees of it. */
export type RecordedRequest = Omit<ChatRequest, 'signal'>;

export interface Recording {
  /** SHA-256 over the model's id and the request. */
  readonly fingerprint: string;
  readonly request: RecordedRequest;
  readonly deltas: readonly ChatDelta[];
  readonly reply: ChatReply;
}

export interface CassetteHeader {
  readonly format: 'capuchin-cassette';
  readonly version: 1;
  /** Id and features of the model that was recorded. */
  readonly model: string;
  readonly features: ModelFeatures;
}

export interface Cassette {
  readonly header: CassetteHeader;
  readonly recordings: readonly Recording[];
}

export function requestFingerprint(model: string, request: RecordedRequest): string {
  const { tools, ...rest } = request;
  // The same tools are the same request, whatever else has been indexed beside them since.
  const offered = tools?.map(({ relevance: _relevance, ...tool }) => tool);
  return fingerprint({ model, request: { ...rest, ...(offered === undefined ? {} : { tools: offered }) } });
}

/**
 * Reads a cassette: JSON lines, the header first. A last line that was cut off by a killed process is left out.
 *
 * @returns `undefined` when there is no such file.
 * @throws CapuchinError `bad-recording`.
 */
export function readCassette(path: string): Cassette | undefined {
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n').filter(line => line.trim() !== '');
  const values = lines.flatMap((line, place): unknown[] => {
    try {
      return [JSON.parse(line)];
    } catch (thrown) {
      if (place > 0 && place === lines.length - 1 && !text.endsWith('\n')) return [];
      throw badRecording(path, `line ${place + 1} is not JSON: ${messageOf(thrown)}`);
    }
  });
  const [header, ...recordings] = values;
  if (!isJsonObject(header) || header['format'] !== 'capuchin-cassette') {
    throw badRecording(path, 'the first line does not say that it is a recording');
  }
  if (header['version'] !== 1) throw badRecording(path, `version ${String(header['version'])} is not known, only 1 is`);
  if (typeof header['model'] !== 'string' || !isJsonObject(header['features'])) {
    throw badRecording(path, 'the first line does not say which model was recorded');
  }
  recordings.forEach((recording, place) => {
    if (!isRecording(recording)) throw badRecording(path, `line ${place + 2} is not a request with its reply`);
  });
  return { header: header as unknown as CassetteHeader, recordings: recordings as Recording[] };
}

/** Adds lines at the end; makes folder and file as needed. */
export function appendToCassette(path: string, line: CassetteHeader | Recording): void {
  mkdirSync(dirname(path), { recursive: true });
  // One write a line, so that recordings of concurrent calls do not mix.
  appendFileSync(path, `${JSON.stringify(line)}\n`);
}

function isRecording(value: unknown): boolean {
  if (!isJsonObject(value) || typeof value['fingerprint'] !== 'string' || !Array.isArray(value['deltas'])) return false;
  const { request, reply } = value;
  return (
    isJsonObject(request) && Array.isArray(request['messages']) && isJsonObject(reply) && isJsonObject(reply['message'])
  );
}

function badRecording(path: string, problem: string): CapuchinError {
  return new CapuchinError('bad-recording', `the recording ${path} cannot be used: ${problem}`);
}
