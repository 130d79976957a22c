import { type Api, baseName } from '../../../catalog/index.js';
import { lexicalOver } from '../../../retrieval/index.js';
import type { PoolFunction } from '../function-pool.js';

/** What a retriever takes for similar to a function, best first, without the function itself. */
export type NearFunctions = (wanted: PoolFunction, text: string, most: number) => Promise<readonly PoolFunction[]>;

/** A lexical index in memory over functions that are in no catalog. */
export async function functionIndex(functions: readonly PoolFunction[]): Promise<NearFunctions> {
  const byId = new Map(functions.map(each => [each.id, each]));
  const retriever = await lexicalOver(functions.map(apiOf));
  return async (wanted, text, most) => {
    const hits = await retriever.search(`${text} ${wanted.description}`, most + 1);
    return hits.flatMap(({ api }) => (api.id === wanted.id ? [] : (byId.get(api.id) ?? []))).slice(0, most);
  };
}

/** For the retriever: nothing of it can be called. */
function apiOf({ id, provider, name, description, parameters }: PoolFunction): Api {
  return {
    id,
    name: baseName(name),
    collection: 'functions',
    provider,
    tool: provider,
    category: provider,
    title: name,
    description,
    parameters,
    effect: 'irreversible',
    examples: [],
    source: { uri: provider },
    invocation: { kind: 'code', language: 'text', code: name },
  };
}
