import { setImmediate } from 'node:timers/promises';
import { collectionNameFrom } from '../collection-name.js';
import type { Importer, ImportItem } from '../importer.js';
import { readSource } from '../openapi/read-source.js';
import { warnings } from '../openapi/warnings.js';
import { type CollectionItem, postmanCollection } from './collection.js';
import { type AboutCollection, requestDraft } from './request-draft.js';

const maxBytes = 200_000_000;
const itemsPerTurn = 200;

/**
 * Postman collections, version 2.1 or 2.0. The key of a request is its folders, method and name; of several with the
 * same, the later ones get `#2`, `#3`, … Scripts are not run. Credentials that stand in the file are not kept.
 */
export const postmanImporter: Importer = {
  name: 'postman',
  accepts: 'a Postman collection (v2.1 or v2.0): a path, an http(s) URL, or - for standard input',
  defaultCollection: source => {
    const file =
      source
        .replace(/[?#].*$/, '')
        .split(/[/\\]/)
        .at(-1) ?? '';
    const stem = file.replace(/\.json$/i, '').replace(/[._-]?postman[._-]?collection$/i, '');
    return collectionNameFrom(/[a-z0-9]/i.test(stem) ? stem : 'postman');
  },
  async *read(source, options = {}): AsyncGenerator<ImportItem, void, void> {
    const { parseDocument } = await import('../openapi/parse-document.js');
    const { text, uri } = await readSource(source, maxBytes, options);
    const { name, description, items } = postmanCollection(parseDocument(text, uri), uri);
    const odd = warnings();
    const keys = new Map<string, number>();
    let count = 0;
    for (const item of items()) {
      if (count % itemsPerTurn === 0) await setImmediate();
      options.signal?.throwIfAborted();
      count += 1;
      const made = readItem(item, { name, description, uri }, odd);
      if (made?.kind === 'api') yield withUniqueKey(made, keys);
      else if (made !== undefined) yield made;
    }
    yield* odd.items(uri);
  },
};

function readItem(
  item: CollectionItem,
  about: AboutCollection,
  odd: ReturnType<typeof warnings>,
): ImportItem | undefined {
  if (item.kind === 'script') {
    odd.add('scripts are not run', item.pointer);
    return undefined;
  }
  const refused = (pointer: string, reason: string): ImportItem => ({
    kind: 'refused',
    source: { uri: about.uri, pointer },
    reason,
  });
  if (item.kind === 'refused') return refused(item.pointer, item.reason);
  const { pointer, auth } = item.request;
  const made = requestDraft(item.request, about);
  if (typeof made === 'string') return refused(pointer, made);
  for (const message of made.warnings) odd.add(message, pointer);
  if (made.literals + auth.literals > 0)
    odd.add('a credential stands in the collection itself; it is not kept', pointer);
  return { kind: 'api', draft: made.draft };
}

function withUniqueKey(item: Extract<ImportItem, { kind: 'api' }>, keys: Map<string, number>): ImportItem {
  const { key } = item.draft;
  const before = keys.get(key) ?? 0;
  keys.set(key, before + 1);
  return before === 0 ? item : { kind: 'api', draft: { ...item.draft, key: `${key} #${before + 1}` } };
}
