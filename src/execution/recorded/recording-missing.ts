import { CapuchinError, isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { differences } from '../../models/index.js';
import { shortJson } from '../short-json.js';
import type { Recording } from './recording.js';

/** A call that a cassette does not hold. Nothing ran. */
export class RecordingMissing extends CapuchinError {
  override readonly name = 'RecordingMissing';
  constructor(
    readonly api: string,
    /** Without their secrets. */
    readonly given: JsonObject,
    advice: string,
  ) {
    super('recording-missing', `${api} with the arguments ${shortJson(given, 200)} was not recorded; ${advice}`);
  }
}

const maxShownDifferences = 5;

/** Why a call is not there: the nearest arguments of the same API, or the other id that it was recorded under. */
export function recordingMissing(api: Api, args: JsonObject, recordings: readonly Recording[]): RecordingMissing {
  return new RecordingMissing(api.id, args, adviceFor(api, args, recordings));
}

function adviceFor(api: Api, args: JsonObject, recordings: readonly Recording[]): string {
  let nearest: { readonly recording: Recording; readonly found: readonly string[] } | undefined;
  for (const recording of recordings) {
    if (recording.api !== api.id) continue;
    const found = differences(recording.arguments, args);
    if (nearest === undefined || weight(found, recording, args) < weight(nearest.found, nearest.recording, args)) {
      nearest = { recording, found };
    }
  }
  if (nearest !== undefined) {
    const { recording, found } = nearest;
    const shown = found.slice(0, maxShownDifferences).join('; ');
    const more = found.length > maxShownDifferences ? `; and ${found.length - maxShownDifferences} more` : '';
    const where = found.length === 0 ? 'a secret' : `${shown}${more}`;
    return `the nearest call recorded had ${shortJson(recording.arguments, 200)} and differs in ${where}`;
  }
  const others = [...new Set(recordings.map(recording => recording.api))];
  const moved = others.find(id => keyIn(id) === keyIn(api.id));
  if (moved !== undefined) {
    const collection = moved.slice(0, moved.indexOf('/'));
    return `it was recorded as ${moved}, and ids must be equal: import it as the collection ${collection}, or record it again`;
  }
  return others.length === 0 ? 'nothing was' : `of this API nothing was, only of ${listed(others)}`;
}

/** Differing places, and among equals a wrong text counts less when it is only a little wrong. */
function weight(found: readonly string[], recording: Recording, args: JsonObject): number {
  return found.length + 1 - likeness(recording.arguments, args);
}

/** The share of texts' characters that both begin with, 0 to 1. */
function likeness(a: JsonValue, b: JsonValue): number {
  if (!isJsonObject(a) || !isJsonObject(b)) return 0;
  const texts = Object.entries(a).flatMap(([name, value]) =>
    typeof value === 'string' && typeof b[name] === 'string' ? [[value, b[name]] as const] : [],
  );
  const shares = texts.map(([one, other]) => sharedStart(one, other) / Math.max(1, one.length, other.length));
  return shares.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length += 1;
  return length;
}

function keyIn(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

function listed(ids: readonly string[]): string {
  return ids.length > 5 ? `${ids.slice(0, 5).join(', ')} and ${ids.length - 5} more` : ids.join(', ');
}
