import type { Random } from '../src/base/index.js';
import { type Api, openStore } from '../src/catalog/index.js';

export interface DocumentChoice {
  /** How many documents are drawn. */
  readonly documents: number;
  /** Documents of which one operation at least passes. */
  readonly having?: (operation: Api) => boolean;
}

const mostOfEach = 25;

/**
 * Operations of some documents of the public directory, up to 25 of each, drawn evenly among documents; of operations
 * that are nearly the same only one.
 */
export function operationsOfDocuments(
  path: string,
  random: Random,
  { documents, having = () => true }: DocumentChoice,
): readonly Api[] {
  const store = openStore(path, { readOnly: true });
  const byDocument = new Map<string, string[]>();
  const wanted = new Set<string>();
  for (const operation of store.outlines('apis-guru')) {
    const { id, source } = operation;
    const ids = byDocument.get(source.uri) ?? [];
    ids.push(id);
    byDocument.set(source.uri, ids);
    if (having(operation)) wanted.add(source.uri);
  }
  const chosen = random.shuffle([...wanted].sort()).slice(0, documents);
  const known = new Set<string>();
  const ids = chosen
    .flatMap(uri => random.shuffle(byDocument.get(uri) ?? []).slice(0, mostOfEach))
    .filter(id => {
      const isNew = !known.has(id);
      for (const each of [id, ...store.variants(id)]) known.add(each);
      return isNew;
    });
  const apis = store.get(ids);
  store.close();
  return apis;
}
