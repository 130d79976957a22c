import { isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';
import { baseName } from '../../../catalog/index.js';
import type { Ask, PoolFunction, Wish } from '../function-pool.js';
import type { ListedFunctions } from '../pools/listed-pool.js';

/** MetaTool's tools, of which nothing is said but what they are for, with its requests for one of them and for two. */
export function metatoolFunctions(
  tools: JsonValue,
  queries: readonly JsonValue[],
  multi: readonly JsonValue[],
): ListedFunctions {
  const byName = new Map(
    Object.entries(isJsonObject(tools) ? tools : {}).map(([name, text]) => [name, functionOf(name, text)]),
  );
  const asks = new Map<string, Ask[]>();
  for (const { query, tool } of queries.filter(isJsonObject)) {
    const found = byName.get(String(tool));
    const text = typeof query === 'string' ? cleaned(query) : undefined;
    if (found === undefined || text === undefined) continue;
    const own = asks.get(found.id) ?? [];
    asks.set(found.id, own);
    own.push({ text, arguments: {}, missing: [] });
  }
  const functions = [...byName.values()];
  return {
    name: 'metatool',
    functions,
    asks,
    wishes: multi.filter(isJsonObject).flatMap(row => wishOf(row, byName) ?? []),
  };
}

function functionOf(name: string, description: JsonValue): PoolFunction {
  return {
    id: `metatool/${name}`,
    provider: 'MetaTool',
    name: baseName(name),
    description: String(description),
    parameters: { type: 'object', properties: {} },
  };
}

/** Some requests still have a place to fill in, some are half a sentence, and some are about the tool rather than for it. */
function cleaned(query: string): string | undefined {
  const text = query.trim().replace(/^"(.*)"$/s, '$1');
  return /[[\]{}<>]/.test(text) || /^and\b|\b(?:chat ?bot|plugin|chatgpt)\b/i.test(text) ? undefined : text;
}

function wishOf({ query, tool }: JsonObject, byName: ReadonlyMap<string, PoolFunction>): Wish | undefined {
  const text = typeof query === 'string' ? cleaned(query) : undefined;
  const functions = Array.isArray(tool) ? tool.map(name => byName.get(String(name))) : [];
  const known = functions.flatMap(each => each ?? []);
  if (text === undefined || known.length < 2 || known.length < functions.length) return undefined;
  return { text, calls: known.map(each => ({ function: each, ask: { text: '', arguments: {}, missing: [] } })) };
}
