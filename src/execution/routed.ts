import type { Invocation } from '../catalog/index.js';
import { closing } from './closing.js';
import type { Executor } from './executor.js';
import { nothingRan } from './nothing-ran.js';

type Kind = Invocation['kind'];

const wanting: Readonly<Record<Kind, string>> = {
  function: 'it is a function of a module, and no executor for functions is set up',
  http: 'it is an HTTP request, and no executor for HTTP is set up',
  toolbench: 'it needs a recording, a simulator or a ToolBench-style server',
  mcp: 'it is a tool of an MCP server, and no executor for those is set up',
  code: 'it is a line of code to write, not a call',
};

/** Sends each call to the executor for its kind of API; a kind without one is not callable, and the reason says why. */
export function routed(executors: Readonly<Partial<Record<Kind, Executor>>>): Executor {
  return {
    ...closing(...Object.values(executors)),
    async call(api, args, options) {
      options?.signal?.throwIfAborted();
      const { kind } = api.invocation;
      const executor = executors[kind];
      return executor === undefined
        ? nothingRan({ status: 'not-callable', reason: wanting[kind] })
        : executor.call(api, args, options);
    },
  };
}
