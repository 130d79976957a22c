import { isJsonObject, type JsonObject } from '../../base/index.js';
import type { Observation, Outcome, Provenance } from '../observation.js';

const provenances: ReadonlySet<unknown> = new Set<Provenance>(['live', 'local', 'recorded', 'simulated', 'none']);

/** What each outcome must have besides its status. */
const members: Readonly<Record<Outcome['status'], Readonly<Record<string, (value: unknown) => boolean>>>> = {
  ok: { body: isText },
  'unknown-api': { given: isText, candidates: isTexts },
  'bad-arguments': { problems: isTexts },
  denied: { reason: isText },
  repeated: { firstCallId: isText },
  'not-callable': { reason: isText },
  'missing-credential': { scheme: isText, variable: isText },
  'http-error': { httpStatus: isNumber, body: isText },
  failed: { reason: isText },
  timeout: { afterMs: isNumber },
};

/** Whether a value read from a file is an observation. */
export function isObservation(value: unknown): value is Observation {
  if (!isJsonObject(value)) return false;
  const { status, provenance, elapsedMs, coerced } = value;
  if (!provenances.has(provenance) || !isNumber(elapsedMs) || !isTexts(coerced)) return false;
  return typeof status === 'string' && Object.hasOwn(members, status) && hasMembers(value, status as Outcome['status']);
}

function hasMembers(value: JsonObject, status: Outcome['status']): boolean {
  return Object.entries(members[status]).every(([name, isRight]) => isRight(value[name]));
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}
