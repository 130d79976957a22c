import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import type { Api, ReferredCall, UndoCall } from '../../catalog/index.js';
import { type ArgumentChecker, argumentChecker } from '../arguments/argument-checker.js';
import type { CompleteReply, Executor } from '../executor.js';
import { callerSchema } from '../http/idempotency-key.js';
import type { CallUndo, Observation } from '../observation.js';
import { findArguments, type UndoSources } from './find-arguments.js';
import { expectedAfter } from './unchanged.js';

export interface UndoPreparation {
  /** By id; undefined when there is no such API. */
  readonly find: (id: string) => Api | undefined;
  /** Makes the read before a call. */
  readonly executor: Executor;
  /** Whether a read may be made without asking anybody. */
  readonly mayRead: (api: Api) => boolean;
  readonly checker?: ArgumentChecker;
  readonly signal?: AbortSignal | undefined;
}

/** How a call will be taken back, known before it is made; or why it cannot be. */
export type UndoPlan =
  | {
      readonly possible: true;
      readonly description: string;
      /** The observation with the step that reverses it, or with a warning that there is none after all. */
      readonly complete: (seen: Observation, reply: CompleteReply | undefined) => Promise<Observation>;
    }
  | { readonly possible: false; readonly reason: string };

/**
 * Prepares the reversal of a call by another call: makes the read before it, and checks that the reversing call will have
 * all its arguments and that its API accepts them. Rejects only with the signal's reason.
 */
export async function prepareUndo(api: Api, args: JsonObject, preparation: UndoPreparation): Promise<UndoPlan> {
  const undo = api.undo;
  if (undo?.call === undefined) return impossible('no call is known that reverses it');
  const before = await readBefore(api, undo.call, args, preparation);
  if ('reason' in before) return impossible(before.reason);
  const chosen = chooseCall(undo.call, before.found);
  if ('reason' in chosen) return impossible(chosen.reason);
  const reverse = preparation.find(`${api.collection}/${chosen.call.api}`);
  if (reverse === undefined) return impossible(`${chosen.call.api}, which would reverse it, is not in the collection`);
  const sources = { arguments: args, before: before.value };
  const found = findArguments(chosen.call, sources);
  if (!found.ok) return impossible(found.reason);
  const lost = lostByMerging(api, chosen.call, sources);
  if (lost !== undefined) return impossible(lost);
  const check = (step: JsonObject) => problemsOf(reverse, step, preparation.checker ?? argumentChecker());
  const problems = found.needsReply ? [] : await check(found.arguments);
  if (problems.length > 0)
    return impossible(`what would be put back does not fit ${reverse.name}: ${problems.join('; ')}`);
  const description = chosen.created ? `delete what it creates, by ${chosen.call.api}` : undo.description;
  return {
    possible: true,
    description,
    async complete(seen, reply) {
      if (seen.status !== 'ok' || (seen.provenance !== 'live' && seen.provenance !== 'local')) return seen;
      const step = findArguments(chosen.call, { ...sources, reply: reply?.value ?? seen.value ?? null });
      if (!step.ok) return withWarning(seen, step.reason);
      const misfits = await check(step.arguments);
      if (misfits.length > 0) return withWarning(seen, misfits.join('; '));
      const unchanged = expectedAfter(api, undo.call as UndoCall, { ...sources, reply: reply?.value ?? seen.value });
      const call: CallUndo = {
        kind: 'call',
        description,
        api: reverse.id,
        arguments: step.arguments,
        ...(unchanged === undefined ? {} : { unchanged }),
      };
      return { ...seen, undo: call };
    },
  };
}

type Before = { readonly found: boolean | undefined; readonly value?: JsonValue } | { readonly reason: string };

/** What is there before the call; `found` is undefined where nobody needs to know. */
async function readBefore(
  api: Api,
  { before }: UndoCall,
  args: JsonObject,
  { find, executor, mayRead, signal }: UndoPreparation,
): Promise<Before> {
  if (before === undefined) return { found: undefined };
  const read = find(`${api.collection}/${before.api}`);
  if (read === undefined)
    return { reason: `${before.api}, which would show what it replaces, is not in the collection` };
  if (!mayRead(read)) return { reason: `${read.name}, which would show what it replaces, may not be called unasked` };
  const found = findArguments(before, { arguments: args });
  if (!found.ok) return { reason: found.reason };
  let reply: CompleteReply | undefined;
  const seen = await executor.call(read, found.arguments, {
    onReply: complete => {
      reply = complete;
    },
    ...(signal === undefined ? {} : { signal }),
  });
  if (seen.status === 'http-error' && (seen.httpStatus === 404 || seen.httpStatus === 410)) return { found: false };
  if (seen.status !== 'ok') return { reason: `${read.name} cannot show what it replaces: ${outcomeOf(seen)}` };
  const value = reply?.value ?? seen.value;
  return value === undefined ? { found: true } : { found: true, value };
}

function outcomeOf(seen: Observation): string {
  if (seen.status === 'http-error') return `HTTP ${seen.httpStatus}`;
  return 'reason' in seen ? seen.reason : seen.status;
}

type Chosen = { readonly call: ReferredCall; readonly created: boolean } | { readonly reason: string };

function chooseCall(call: UndoCall, found: boolean | undefined): Chosen {
  if (found === undefined) return { call, created: false };
  if (call.before?.finds === 'nothing') {
    return found
      ? { reason: 'it is there already, and undoing would take away more than the call adds' }
      : { call, created: true };
  }
  if (found) return { call, created: false };
  if (call.absent === undefined) return { reason: 'there is nothing there that could be put back' };
  return { call: call.absent, created: true };
}

/**
 * A PATCH may merge objects: what it adds to one cannot be taken out by another PATCH. Nothing is lost when every member
 * that is given was there before.
 */
function lostByMerging(api: Api, call: ReferredCall, { arguments: args, before }: UndoSources): string | undefined {
  const merges = api.invocation.kind === 'http' && api.invocation.method === 'PATCH';
  if (!merges || !isJsonObject(before ?? null)) return undefined;
  const put = findArguments(call, { arguments: args, before });
  if (!put.ok) return undefined;
  const added = Object.entries(args).find(([name, value]) => addsMembers(value, put.arguments[name]));
  return added === undefined ? undefined : `it may add members to ${added[0]} that cannot be taken out again`;
}

function addsMembers(given: JsonValue, had: JsonValue | undefined): boolean {
  if (!isJsonObject(given)) return false;
  if (!isJsonObject(had ?? null)) return had !== undefined && Object.keys(given).length > 0;
  return Object.entries(given).some(([name, value]) => {
    const before = (had as JsonObject)[name];
    return before === undefined || addsMembers(value, before);
  });
}

async function problemsOf(api: Api, args: JsonObject, checker: ArgumentChecker): Promise<readonly string[]> {
  const seen = await checker.check(callerSchema(api), args);
  return seen.ok ? [] : seen.problems;
}

function withWarning(seen: Observation, reason: string): Observation {
  const warning = `this call was made, and cannot be undone after all: ${reason}`;
  return { ...seen, warnings: [...(seen.warnings ?? []), warning] };
}

function impossible(reason: string): UndoPlan {
  return { possible: false, reason };
}
