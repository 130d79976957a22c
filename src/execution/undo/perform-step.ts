import type { JsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { CompleteReply, Executor } from '../executor.js';
import { performUndo } from '../functions/perform-undo.js';
import type { FunctionsOptions } from '../functions/run-definition.js';
import { nothingRan } from '../nothing-ran.js';
import type { CallUndo, FunctionUndo, Observation, UndoStep } from '../observation.js';
import { differences } from './unchanged.js';

export interface PerformOptions {
  /** By id; undefined when there is no such API. */
  readonly find: (id: string) => Api | undefined;
  /** Makes reversing calls, as the policy allows. */
  readonly executor: Executor;
  readonly functions: FunctionsOptions;
  /** Why a function's step may not be performed; undefined when it may. */
  readonly refuse: (step: FunctionUndo) => string | undefined;
  /** Asked when what a call made was changed since by somebody else: whether to go on all the same. */
  readonly overwrite: (changes: readonly string[]) => Promise<boolean>;
  readonly signal?: AbortSignal;
  /** As in `CallOptions`. */
  readonly beforeIrreversible?: () => Promise<void>;
}

/**
 * Takes a call back by the step that was prepared when it was made, in any process. What the call wrote is read first:
 * where it is not as the call left it, nothing is done unless `overwrite` says so; where it is gone and the step would
 * delete it, there is nothing left to do. Rejects only with the signal's reason.
 */
export async function performStep(step: UndoStep, options: PerformOptions): Promise<Observation> {
  options.signal?.throwIfAborted();
  if (step.kind === 'call') return performCall(step, options);
  const refusal = options.refuse(step);
  if (refusal !== undefined) return nothingRan({ status: 'denied', reason: refusal });
  return performUndo(step, options.functions, signalOf(options));
}

async function performCall(step: CallUndo, options: PerformOptions): Promise<Observation> {
  const api = options.find(step.api);
  if (api === undefined) {
    return nothingRan({ status: 'not-callable', reason: `${step.api} is not in the collection any more` });
  }
  const now = await look(step, options);
  const deletes = api.invocation.kind === 'http' && api.invocation.method === 'DELETE';
  if (now.state === 'gone') {
    if (deletes) return nothingLeft(now.seen);
    return nothingRan({ status: 'denied', reason: 'what the call changed is gone, so nothing can be put back' });
  }
  if (now.state === 'changed' && !(await options.overwrite(now.changes))) {
    return nothingRan({ status: 'denied', reason: `it was changed since: ${now.changes.join('; ')}` });
  }
  const { beforeIrreversible } = options;
  const seen = await options.executor.call(api, step.arguments, {
    ...signalOf(options),
    ...(beforeIrreversible === undefined ? {} : { beforeIrreversible }),
  });
  const isGone = seen.status === 'http-error' && (seen.httpStatus === 404 || seen.httpStatus === 410);
  if (isGone && deletes) return nothingLeft(seen);
  const warnings = now.state === 'unknown' && now.reason !== undefined ? [now.reason] : [];
  if (now.state === 'changed') warnings.push(`what was changed since was overwritten: ${now.changes.join('; ')}`);
  return warnings.length === 0 ? seen : { ...seen, warnings: [...warnings, ...(seen.warnings ?? [])] };
}

type Now =
  | { readonly state: 'unchanged' }
  | { readonly state: 'changed'; readonly changes: readonly string[] }
  | { readonly state: 'gone'; readonly seen: Observation }
  | { readonly state: 'unknown'; readonly reason?: string };

async function look({ unchanged }: CallUndo, options: PerformOptions): Promise<Now> {
  if (unchanged === undefined) return { state: 'unknown' };
  const read = options.find(unchanged.api);
  if (read?.effect !== 'read') return unseen('the API that shows it is not there any more');
  let reply: CompleteReply | undefined;
  const seen = await options.executor.call(read, unchanged.arguments, {
    ...signalOf(options),
    onReply: complete => {
      reply = complete;
    },
  });
  if (seen.status === 'http-error' && (seen.httpStatus === 404 || seen.httpStatus === 410)) {
    return { state: 'gone', seen };
  }
  if (seen.status !== 'ok') return unseen(seen.status === 'http-error' ? `HTTP ${seen.httpStatus}` : seen.status);
  const changes = differences(unchanged.values as JsonObject, reply?.value ?? seen.value);
  return changes.length === 0 ? { state: 'unchanged' } : { state: 'changed', changes };
}

function unseen(why: string): Now {
  return { state: 'unknown', reason: `whether somebody changed it since could not be seen: ${why}` };
}

/** The end that was wanted, whoever brought it about. */
function nothingLeft({ provenance, elapsedMs }: Observation): Observation {
  return { status: 'ok', body: 'nothing was left to undo: it is gone already', provenance, elapsedMs, coerced: [] };
}

function signalOf({ signal }: PerformOptions): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
