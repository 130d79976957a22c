import type { Api, ApiDraft } from './api.js';
import type { ImportItem } from './importer.js';
import { assignNames, longerNames } from './naming.js';
import type { SharedDefinition } from './shared-definition.js';
import { unpackedItems } from './store/unpack-items.js';
import { maxArgumentCharacters, maxReturnCharacters, withDefinitions } from './with-definitions.js';

/**
 * The APIs of an importer's items, in memory and without a store: in the items' order, named as a store that holds
 * nothing else would name them, their schemas complete. Of APIs with the same key the first counts.
 */
export async function collectApis(collection: string, items: AsyncIterable<ImportItem>): Promise<Api[]> {
  const drafts = new Map<string, ApiDraft>();
  for await (const draft of wholeDrafts(items)) if (!drafts.has(draft.key)) drafts.set(draft.key, draft);
  const wanted = [...drafts.values()].map(draft => ({
    ...draft,
    id: `${collection}/${draft.key}`,
    otherNames: draft.otherNames ?? longerNames(draft),
  }));
  const names = assignNames(wanted);
  return wanted.map(({ key: _key, baseName, otherNames: _otherNames, id, ...draft }) => ({
    ...draft,
    id,
    collection,
    name: names.get(id) ?? baseName,
  }));
}

/** The drafts among an importer's items, document by document, with the definitions that they share brought in. */
export async function* wholeDrafts(items: AsyncIterable<ImportItem>): AsyncGenerator<ApiDraft, void, void> {
  let drafts: ApiDraft[] = [];
  let definitions = new Map<string, SharedDefinition>();
  for await (const item of unpackedItems(items)) {
    if (item.kind === 'document') {
      yield* completed(drafts, definitions);
      drafts = [];
      definitions = new Map();
    } else if (item.kind === 'api') drafts.push(item.draft);
    else if (item.kind === 'definition') definitions.set(item.name, item);
  }
  yield* completed(drafts, definitions);
}

function* completed(drafts: readonly ApiDraft[], definitions: ReadonlyMap<string, SharedDefinition>) {
  const lookup = (side: 'arguments' | 'returns') => (name: string) => {
    const found = definitions.get(name);
    const schema = side === 'arguments' ? (found?.arguments ?? found?.returns) : (found?.returns ?? found?.arguments);
    return schema === undefined ? undefined : JSON.stringify(schema);
  };
  for (const draft of drafts) {
    const parameters = withDefinitions(draft.parameters, lookup('arguments'), maxArgumentCharacters);
    const { returns } = draft;
    yield returns === undefined
      ? { ...draft, parameters }
      : { ...draft, parameters, returns: withDefinitions(returns, lookup('returns'), maxReturnCharacters) };
  }
}
