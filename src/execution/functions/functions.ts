import type { Api, Effect, FunctionDefinition } from '../../catalog/index.js';
import type { Executor } from '../executor.js';
import { nothingRan } from '../nothing-ran.js';
import { loadDefinition } from './load-definition.js';
import { type FunctionsOptions, runDefinition } from './run-definition.js';

/** An executor for functions of modules, which it runs in this process. */
export function functions(options: FunctionsOptions): Executor {
  return {
    async call(api, args, { signal, onReply } = {}) {
      signal?.throwIfAborted();
      const { invocation } = api;
      if (invocation.kind !== 'function') return nothingRan({ status: 'not-callable', reason: 'it is not a function' });
      const { definition, refusal } = await loadDefinition(options.load, invocation);
      if (definition === undefined) return refusal;
      signal?.throwIfAborted();
      if (doesMore(definition, api))
        return nothingRan({ status: 'not-callable', reason: changedEffect(definition, api) });
      return runDefinition(definition, args, invocation.module, options, { signal, onReply });
    },
  };
}

const severity: Readonly<Record<Effect, number>> = { read: 0, reversible: 1, irreversible: 2 };

/** Whoever let the call through relied on the effect the catalog knows. */
function doesMore(definition: FunctionDefinition, api: Api): boolean {
  return severity[effectOf(definition)] > severity[api.effect];
}

function changedEffect(definition: FunctionDefinition, api: Api): string {
  return `the function is now ${effectOf(definition)} and was imported as ${api.effect}; import ${api.collection} again`;
}

function effectOf(definition: FunctionDefinition): Effect {
  return definition.effect ?? 'irreversible';
}
