import type { Api } from '../catalog/index.js';
import { type ArgumentChecker, argumentChecker } from './arguments/argument-checker.js';
import { checked } from './checked.js';
import { describeCall } from './describe-call.js';
import type { Executor } from './executor.js';
import { nothingRan } from './nothing-ran.js';

/**
 * An executor that makes no call, not even one that only reads, and says of each what exactly would have been sent.
 * Arguments are checked and mended as for a call; nothing is asked, looked up or connected to.
 */
export function dryRun(
  server: (api: Api) => string | undefined = () => undefined,
  checker: ArgumentChecker = argumentChecker(),
): Executor {
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
