import { type JsonObject, orAborted } from '../base/index.js';
import type { Api, Effect } from '../catalog/index.js';
import { closing } from './closing.js';
import type { CompleteReply, Executor } from './executor.js';
import { nothingRan } from './nothing-ran.js';
import { decide, type Policy, type Verdict } from './policy.js';
import { prepareUndo, type UndoPlan, type UndoPreparation } from './undo/prepare-undo.js';

/** What a person is asked before a call. */
export interface ApprovalRequest {
  readonly api: Api;
  /** As the call will be made: checked, mended, complete. */
  readonly arguments: JsonObject;
  /** Of this call: what another call cannot take back after all, such as for want of the value it replaces, is irreversible. */
  readonly effect: Effect;
  /** How the call would be taken back, where it can be. */
  readonly undo?: string;
  /** Why it cannot be taken back, though calls of this API usually can. */
  readonly whyIrreversible?: string;
  /** Why the policy asks, where it says. */
  readonly reason?: string;
  readonly signal?: AbortSignal;
}

/** `always`: yes, and do not ask again about this API. */
export type Approval = 'yes' | 'no' | 'always';

export interface GuardOptions {
  readonly policy: Policy;
  /** Whatever the policy would ask about runs. */
  readonly yes?: boolean;
  /** Whatever is not known to only read is refused, whatever the policy, `yes` or a person says. */
  readonly readOnly?: boolean;
  /** Asks a person, one request at a time. Absent where nobody can be asked: what would ask is refused. */
  readonly approve?: (request: ApprovalRequest) => Promise<Approval>;
  /** How calls that other calls reverse are prepared. Without it they count as irreversible. */
  readonly undo?: Pick<UndoPreparation, 'find' | 'checker'>;
}

/**
 * An executor that makes only the calls a policy allows or a person approves, and has the record put on disk
 * (`beforeIrreversible`) before a call that cannot be taken back. Goes behind `checked`, so that people see the real
 * arguments. Where another call takes it back, what that needs is read before anybody is asked, so that people are told
 * whether this very call can be taken back; a call that cannot be is decided on and asked about as irreversible.
 */
export function guarded(executor: Executor, options: GuardOptions): Executor {
  const always = new Set<string>();
  let asking: Promise<unknown> = Promise.resolve();

  /** Why a call is refused whatever anybody says, or what else the policy says of it. */
  function decideAlone(api: Api): { readonly refusal: string } | Verdict {
    const what = effectWords[api.effect];
    if (options.readOnly && api.effect !== 'read') {
      return { refusal: `${what}, and only reading is allowed (--read-only)` };
    }
    const verdict = decide(options.policy, api);
    if (verdict.decision === 'deny') return { refusal: verdict.reason ?? 'the policy forbids it' };
    if (verdict.decision === 'allow' || options.yes || always.has(keyOf(api))) return { decision: 'allow' };
    if (options.approve !== undefined) return verdict;
    const how = '--yes approves everything the policy would ask about';
    return { refusal: `${what} and needs approval, and nobody can be asked here; ${how}` };
  }

  /** Why a call may not be made, or nothing when it may. */
  async function refusal(
    api: Api,
    args: JsonObject,
    prepared: UndoPlan | undefined,
    signal: AbortSignal | undefined,
  ): Promise<string | undefined> {
    const verdict = decideAlone(api);
    const why = prepared?.possible === false ? ` (${prepared.reason})` : '';
    if ('refusal' in verdict) return `${verdict.refusal}${why}`;
    if (verdict.decision === 'allow') return undefined;
    const answer = await askInTurn(api, args, prepared, verdict, signal);
    return answer === 'yes' || answer === 'always' ? undefined : 'the user said no';
  }

  /** Two questions at once cannot be answered, and the answer to the first may settle the second. */
  async function askInTurn(
    api: Api,
    args: JsonObject,
    prepared: UndoPlan | undefined,
    { reason }: Verdict,
    signal: AbortSignal | undefined,
  ): Promise<Approval> {
    const answer = asking.then(async () => {
      signal?.throwIfAborted();
      if (always.has(keyOf(api))) return 'always';
      const given = await options.approve?.({
        api,
        arguments: args,
        effect: api.effect,
        ...howUndone(api, prepared),
        ...(reason === undefined ? {} : { reason }),
        ...(signal === undefined ? {} : { signal }),
      });
      if (given === 'always') always.add(keyOf(api));
      return given ?? 'no';
    });
    // A question that fails or is called off while it waits neither stops the next nor lets it come too early.
    const settled = orAborted(answer, signal);
    asking = Promise.allSettled([asking, settled]);
    return settled;
  }

  return {
    ...closing(executor),
    async call(api, args, callOptions = {}) {
      const { beforeIrreversible, ...rest } = callOptions;
      rest.signal?.throwIfAborted();
      const alone = decideAlone(api);
      if ('refusal' in alone) return nothingRan({ status: 'denied', reason: alone.refusal });
      const prepared = await preparedFor(api, args, rest.signal);
      const actual: Api = prepared?.possible === false ? { ...api, effect: 'irreversible' } : api;
      const reason = await refusal(actual, args, prepared, rest.signal);
      if (reason !== undefined) return nothingRan({ status: 'denied', reason });
      rest.signal?.throwIfAborted();
      if (actual.effect === 'irreversible') await beforeIrreversible?.();
      if (!prepared?.possible) return executor.call(api, args, rest);
      let reply: CompleteReply | undefined;
      const seen = await executor.call(api, args, {
        ...rest,
        onReply: complete => {
          reply = complete;
          rest.onReply?.(complete);
        },
      });
      return prepared.complete(seen, reply);
    },
  };

  /** What takes the call back; undefined where that is not another call's work. */
  async function preparedFor(
    api: Api,
    args: JsonObject,
    signal: AbortSignal | undefined,
  ): Promise<UndoPlan | undefined> {
    if (api.effect !== 'reversible' || api.undo?.call === undefined) return undefined;
    if (options.undo === undefined) return { possible: false, reason: 'nothing is set up to take it back' };
    const mayRead = (read: Api) => read.effect === 'read' && isAllowed(decideAlone(read));
    return prepareUndo(api, args, { ...options.undo, executor, mayRead, signal });
  }
}

function isAllowed(verdict: { readonly refusal: string } | Verdict): boolean {
  return 'decision' in verdict && verdict.decision === 'allow';
}

/** An "always" for calls that can be taken back is none for those that cannot. */
function keyOf({ id, effect }: Api): string {
  return `${effect} ${id}`;
}

function howUndone(api: Api, prepared: UndoPlan | undefined): Pick<ApprovalRequest, 'undo' | 'whyIrreversible'> {
  if (prepared?.possible === false) return { whyIrreversible: prepared.reason };
  const undo = prepared?.description ?? api.undo?.description;
  return undo === undefined ? {} : { undo };
}

const effectWords: Readonly<Record<Effect, string>> = {
  read: 'it only reads',
  reversible: 'it changes something',
  irreversible: 'it cannot be taken back',
};
