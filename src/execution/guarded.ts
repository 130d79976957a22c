import { type JsonObject, orAborted } from '../base/index.js';
import type { Api, Effect } from '../catalog/index.js';
import { closing } from './closing.js';
import type { Executor } from './executor.js';
import { nothingRan } from './nothing-ran.js';
import { decide, type Policy, type Verdict } from './policy.js';

/** What a person is asked before a call. */
export interface ApprovalRequest {
  readonly api: Api;
  /** As the call will be made: checked, mended, complete. */
  readonly arguments: JsonObject;
  readonly effect: Effect;
  /** How the call would be taken back, where it can be. */
  readonly undo?: string;
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
}

/**
 * An executor that makes only the calls a policy allows or a person approves, and has the record put on disk
 * (`beforeIrreversible`) before a call that cannot be taken back. Goes behind `checked`, so that people see the real
 * arguments.
 */
export function guarded(executor: Executor, options: GuardOptions): Executor {
  const always = new Set<string>();
  let asking: Promise<unknown> = Promise.resolve();

  /** Why a call may not be made, or nothing when it may. */
  async function refusal(api: Api, args: JsonObject, signal: AbortSignal | undefined): Promise<string | undefined> {
    const what = effectWords[api.effect];
    if (options.readOnly && api.effect !== 'read') return `${what}, and only reading is allowed (--read-only)`;
    const verdict = decide(options.policy, api);
    if (verdict.decision === 'allow') return undefined;
    if (verdict.decision === 'deny') return verdict.reason ?? 'the policy forbids it';
    if (options.yes || always.has(api.id)) return undefined;
    if (options.approve === undefined) {
      return `${what} and needs approval, and nobody can be asked here; --yes approves everything the policy would ask about`;
    }
    const answer = await askInTurn(api, args, verdict, signal);
    return answer === 'yes' || answer === 'always' ? undefined : 'the user said no';
  }

  /** Two questions at once cannot be answered, and the answer to the first may settle the second. */
  async function askInTurn(
    api: Api,
    args: JsonObject,
    { reason }: Verdict,
    signal: AbortSignal | undefined,
  ): Promise<Approval> {
    const answer = asking.then(async () => {
      signal?.throwIfAborted();
      if (always.has(api.id)) return 'always';
      const given = await options.approve?.({
        api,
        arguments: args,
        effect: api.effect,
        ...(api.undo === undefined ? {} : { undo: api.undo.description }),
        ...(reason === undefined ? {} : { reason }),
        ...(signal === undefined ? {} : { signal }),
      });
      if (given === 'always') always.add(api.id);
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
      const reason = await refusal(api, args, rest.signal);
      if (reason !== undefined) return nothingRan({ status: 'denied', reason });
      rest.signal?.throwIfAborted();
      if (api.effect === 'irreversible') await beforeIrreversible?.();
      return executor.call(api, args, rest);
    },
  };
}

const effectWords: Readonly<Record<Effect, string>> = {
  read: 'it only reads',
  reversible: 'it changes something',
  irreversible: 'it cannot be taken back',
};
