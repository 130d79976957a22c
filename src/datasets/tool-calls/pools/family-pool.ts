import type { Random } from '../../../base/index.js';
import { type Api, baseName } from '../../../catalog/index.js';
import { lexicalOver } from '../../../retrieval/index.js';
import { familyRequest } from '../families/family-request.js';
import type { FunctionFamily } from '../families/function-family.js';
import type { Ask, FunctionPool, PoolFunction } from '../function-pool.js';

/** Functions that were written for this purpose, with requests written by hand and values drawn for them. */
export async function familyPool(families: readonly FunctionFamily[]): Promise<FunctionPool> {
  const byId = new Map(families.map(family => [idOf(family), family]));
  const functions = new Map(families.map(family => [idOf(family), functionOf(family)]));
  const all = [...functions.values()];
  const retriever = await lexicalOver(families.map(apiOf));
  return {
    name: 'families',
    draw: random => random.pick(all),
    ask: (wanted, random) => askOf(byId.get(wanted.id), random),
    async near(wanted, text, most) {
      const hits = await retriever.search(`${text} ${wanted.description}`, most + 1);
      return hits.flatMap(({ api }) => (api.id === wanted.id ? [] : (functions.get(api.id) ?? []))).slice(0, most);
    },
  };
}

function askOf(family: FunctionFamily | undefined, random: Random): Ask | undefined {
  if (family === undefined) return undefined;
  const { text, arguments: args } = familyRequest(family, random.pick(family.requests), random);
  return { text, arguments: args, missing: [] };
}

function idOf({ domain, name }: FunctionFamily): string {
  return `families/${domain}/${name}`;
}

function functionOf(family: FunctionFamily): PoolFunction {
  const { name, description, parameters, domain } = family;
  return { id: idOf(family), provider: domain, name, description, parameters };
}

/** For the retriever: nothing of it can be called. */
function apiOf(family: FunctionFamily): Api {
  return {
    id: idOf(family),
    name: baseName(family.name),
    collection: 'families',
    provider: family.domain,
    tool: family.domain,
    category: family.domain,
    title: family.name,
    description: family.description,
    parameters: family.parameters,
    effect: 'irreversible',
    examples: [],
    source: { uri: `families/${family.domain}` },
    invocation: { kind: 'code', language: 'python', code: family.name },
  };
}
