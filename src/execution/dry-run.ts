import type { JsonObject } from '../base/index.js';
import type { Api } from '../catalog/index.js';
import { type ArgumentChecker, argumentChecker } from './arguments/argument-checker.js';
import { checked } from './checked.js';
import { describeCall } from './describe-call.js';
import type { Executor } from './executor.js';
import { callerSchema } from './http/idempotency-key.js';
import { nothingRan } from './nothing-ran.js';

/** Base address in place of the servers that an API's source names. */
export type ServerOf = (api: Api) => string | undefined;

/**
 * An executor that makes no call, not even one that only reads, and says of each what exactly would have been sent.
 * Arguments are checked and mended as for a call; nothing is asked, looked up or connected to.
 */
export function dryRun(server: ServerOf = () => undefined, checker: ArgumentChecker = argumentChecker()): Executor {
  const executor: Executor = {
    async call(api, args, options) {
      options?.signal?.throwIfAborted();
      const { lines, problem } = describeCall(api, args, { server: server(api) });
      if (problem !== undefined) return nothingRan({ status: 'not-callable', reason: problem });
      const reason = `this is a dry run, and nothing was sent; it would have been (${api.effect}):\n${lines.join('\n')}`;
      return nothingRan({ status: 'denied', reason });
    },
  };
  return checked(executor, checker);
}

export type CallPlan =
  | {
      readonly ok: true;
      /** As the call would be made: checked, mended, complete. */
      readonly arguments: JsonObject;
      readonly coerced: readonly string[];
      /** The exact request, as `describeCall` has it. */
      readonly request: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly string[] };

/** What a call with these arguments would be, without making it. */
export async function planCall(
  api: Api,
  args: JsonObject,
  server: ServerOf = () => undefined,
  checker: ArgumentChecker = argumentChecker(),
): Promise<CallPlan> {
  const seen = await checker.check(callerSchema(api), args);
  if (!seen.ok) return { ok: false, problems: seen.problems };
  const { lines, problem } = describeCall(api, seen.arguments, { server: server(api) });
  if (problem !== undefined) return { ok: false, problems: [problem] };
  return { ok: true, arguments: seen.arguments, coerced: seen.coerced, request: lines };
}
