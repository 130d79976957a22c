import type { JsonObject, JsonValue } from '../base/index.js';

/**
 * Where an observation came from: `live` from the network, `local` from code on this machine, `recorded` from an earlier
 * call, `simulated` made up. `none`: nothing ran.
 */
export type Provenance = 'live' | 'local' | 'recorded' | 'simulated' | 'none';

/** What a call came to. A failing API is information for the planner, never an exception. */
export type Observation = Outcome & {
  readonly provenance: Provenance;
  readonly elapsedMs: number;
  /** How arguments were changed to fit the schema, in words; empty when they fitted. */
  readonly coerced: readonly string[];
  /** What could not be checked or honoured, in words; absent when everything was. */
  readonly warnings?: readonly string[];
};

export type Outcome =
  | {
      readonly status: 'ok';
      /** The text a model or person reads: a string result as it is, anything else as JSON. Bounded. */
      readonly body: string;
      /** The value itself, when it was within the limit. */
      readonly value?: JsonValue;
      /** Present when `body` was cut: its full length in characters. */
      readonly fullLength?: number;
      /** How to take the call back, for reversible calls. */
      readonly undo?: UndoStep;
    }
  | { readonly status: 'unknown-api'; readonly given: string; readonly candidates: readonly string[] }
  | { readonly status: 'bad-arguments'; readonly problems: readonly string[] }
  | { readonly status: 'denied'; readonly reason: string }
  /** The same call was made before in this run, so it was not made again. */
  | { readonly status: 'repeated'; readonly firstCallId: string }
  | { readonly status: 'not-callable'; readonly reason: string }
  | {
      readonly status: 'missing-credential';
      readonly scheme: string;
      /** The environment variable it is looked for in. */
      readonly variable: string;
      /** Who gives such credentials out: with `scheme`, its name in the credential store. */
      readonly provider?: string;
    }
  | { readonly status: 'http-error'; readonly httpStatus: number; readonly body: string; readonly fullLength?: number }
  | { readonly status: 'failed'; readonly reason: string }
  | { readonly status: 'timeout'; readonly afterMs: number };

/**
 * A reversing step that was prepared when the call was made. It is data, kept with the run, and holds all that another
 * process needs to perform it (`performUndo`).
 */
export type UndoStep = FunctionUndo | CallUndo;

/** The API call that reverses another. */
export interface CallUndo {
  readonly kind: 'call';
  readonly description: string;
  /** Id of the reversing API. */
  readonly api: string;
  readonly arguments: JsonObject;
  /** A read, and what it gives as long as nobody changes what the call made: JSON pointer → value. */
  readonly unchanged?: {
    readonly api: string;
    readonly arguments: JsonObject;
    readonly values: Readonly<Record<string, JsonValue>>;
  };
}

export interface FunctionUndo {
  readonly kind: 'function';
  readonly description: string;
  /** As in `FunctionInvocation`. */
  readonly module: string;
  readonly function: string;
  readonly arguments: JsonValue;
}

/** The text a model is shown for an observation. */
export function describeObservation(seen: Outcome): string {
  switch (seen.status) {
    case 'ok':
      return bodyText(seen);
    case 'unknown-api':
      return seen.candidates.length === 0
        ? `No API named ${seen.given}.`
        : `No API named ${seen.given}. Nearest: ${seen.candidates.join(', ')}.`;
    case 'bad-arguments':
      return sentence(`Arguments rejected: ${seen.problems.join('; ')}`);
    case 'denied':
      return sentence(`Not allowed: ${seen.reason}`);
    case 'repeated':
      return `The same call was made before (${seen.firstCallId}) and was not repeated; use its result or try another.`;
    case 'not-callable':
      return sentence(`Cannot be called: ${seen.reason}`);
    case 'missing-credential':
      return missingCredential(seen);
    case 'http-error':
      return `HTTP ${seen.httpStatus}: ${bodyText(seen)}`;
    case 'failed':
      return sentence(`Failed: ${seen.reason}`);
    case 'timeout':
      return `No answer after ${seen.afterMs} ms.`;
    default:
      return seen satisfies never;
  }
}

function missingCredential({ scheme, variable, provider }: Outcome & { status: 'missing-credential' }): string {
  const needs = `Needs the credential "${scheme}". Set ${variable}`;
  if (provider === undefined) return `${needs}.`;
  return `${needs}, or store it: capuchin auth add ${word(provider)} --scheme ${word(scheme)}`;
}

/** As a shell takes it. */
function word(text: string): string {
  return /^[\w.@:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function bodyText({ body, fullLength }: { readonly body: string; readonly fullLength?: number }): string {
  return fullLength === undefined ? body : `${body}\n[cut: ${body.length} of ${fullLength} characters shown]`;
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
