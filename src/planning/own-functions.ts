import { UsageError } from '../base/index.js';
import { type Api, type FunctionDefinition, functionDraft, isLegalName } from '../catalog/index.js';
import { callable, cautiousPolicy, type Executor, functions, type GuardOptions } from '../execution/index.js';
import { fusedOver, type Retriever } from '../retrieval/index.js';

export interface OwnFunctionsOptions {
  /** Default: reading runs, whatever changes something is refused. */
  readonly guard?: GuardOptions;
  /** The only folder file functions may touch. Default: the current one. */
  readonly workspace?: string;
}

/**
 * Functions of this very program as something to `ask` over: indexed in memory, called in place.
 *
 * @throws UsageError for names that are illegal or there twice.
 */
export async function ownFunctions(
  definitions: readonly FunctionDefinition[],
  options: OwnFunctionsOptions = {},
): Promise<{ readonly apis: readonly Api[]; readonly retriever: Retriever; readonly executor: Executor }> {
  const { guard = { policy: cautiousPolicy }, workspace = process.cwd() } = options;
  const byName = new Map<string, FunctionDefinition>();
  for (const definition of definitions) {
    if (!isLegalName(definition.name)) throw new UsageError(`"${definition.name}" cannot name a function`);
    if (byName.has(definition.name)) throw new UsageError(`two functions are named ${definition.name}`);
    byName.set(definition.name, definition);
  }
  const apis = definitions.map((definition): Api => {
    const { name, category = 'own' } = definition;
    const draft = functionDraft(definition, 'own:', { uri: 'own:', pointer: name });
    return { ...draft, id: `own/${name}`, name, collection: 'own', provider: 'own', tool: 'own', category };
  });
  const local = functions({
    load: async ({ function: name }) => {
      const found = byName.get(name);
      if (found === undefined) throw new UsageError(`there is no function ${name}`);
      return found;
    },
    workspace,
    now: Date.now,
    random: Math.random,
  });
  return { apis, retriever: await fusedOver(apis), executor: callable({ executors: { function: local }, guard }) };
}
