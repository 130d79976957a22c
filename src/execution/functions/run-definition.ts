import { type JsonObject, linkedAbort, messageOf, orAborted } from '../../base/index.js';
import type { FunctionContext, FunctionDefinition, FunctionInvocation } from '../../catalog/index.js';
import { cutText } from '../cut-text.js';
import type { CallOptions } from '../executor.js';
import type { FunctionUndo, Observation, Outcome } from '../observation.js';
import { observationBody } from '../observation-body.js';
import { jsonValue } from './json-value.js';

export interface FunctionsOptions {
  /** Finds the function an API stands for; rejects with a message for people when there is none. */
  readonly load: (invocation: FunctionInvocation) => Promise<FunctionDefinition>;
  /** As in `FunctionContext`. */
  readonly workspace: string;
  readonly now: () => number;
  readonly random: () => number;
  /** Default 30,000. A function that never gives up the thread cannot be stopped from within the process. */
  readonly timeoutMs?: number;
  /** Default 20,000. */
  readonly maxBodyCharacters?: number;
}

/** What of `CallOptions` a function has a use for. */
interface CallOfDefinition {
  readonly signal?: AbortSignal | undefined;
  readonly onReply?: CallOptions['onReply'] | undefined;
}

const timeUp = Symbol('time up');

/** Runs a function once, with its undo prepared before. Rejects only with the reason of `signal`. */
export async function runDefinition(
  definition: FunctionDefinition,
  args: JsonObject,
  module: string,
  { workspace, now, random, timeoutMs = 30_000, maxBodyCharacters }: FunctionsOptions,
  { signal, onReply }: CallOfDefinition = {},
): Promise<Observation> {
  const link = linkedAbort(signal);
  const timer = setTimeout(() => link.because(timeUp), timeoutMs);
  const context: FunctionContext = { workspace, now, random, signal: link.signal };
  const startedAt = now();
  const seen = (outcome: Outcome): Observation => ({
    ...outcome,
    provenance: 'local',
    elapsedMs: Math.max(0, now() - startedAt),
    coerced: [],
  });
  try {
    const undo = definition.undo && (await orAborted(prepared(definition.undo, args, module, context), link.signal));
    const value = jsonValue(
      await orAborted(
        promised(() => definition.run(args, context)),
        link.signal,
      ),
    );
    onReply?.({ value });
    const body = observationBody(value, maxBodyCharacters);
    return seen(undo === undefined ? { status: 'ok', ...body } : { status: 'ok', ...body, undo });
  } catch (thrown) {
    signal?.throwIfAborted();
    if (link.signal.aborted) return seen({ status: 'timeout', afterMs: timeoutMs });
    return seen({ status: 'failed', reason: cutText(messageOf(thrown), maxReasonCharacters) });
  } finally {
    clearTimeout(timer);
    link.unlink();
  }
}

const maxReasonCharacters = 2000;

/** The call's undo, kept from running when it cannot be prepared: the call would then not be reversible. */
async function prepared(
  undo: NonNullable<FunctionDefinition['undo']>,
  args: JsonObject,
  module: string,
  context: FunctionContext,
): Promise<FunctionUndo> {
  try {
    const step = await undo(args, context);
    return {
      kind: 'function',
      description: step.description,
      module,
      function: step.function,
      arguments: jsonValue(step.arguments),
    };
  } catch (thrown) {
    throw new Error(`nothing was done, because how to undo it cannot be prepared: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}

/** What synchronous work returns or throws, as a promise. */
async function promised<T>(work: () => T | Promise<T>): Promise<T> {
  return work();
}
