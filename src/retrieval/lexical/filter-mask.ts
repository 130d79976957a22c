import type { ApiFilter } from '../api-filter.js';
import type { DocumentMask } from './lexical-index.js';
import { documentCount } from './lexical-segment.js';
import type { PlacedPart } from './placed-part.js';
import { allStrings, type StringList } from './string-list.js';

/** What an index can tell of a document without loading it. */
export type IndexedFilter = Pick<ApiFilter, 'collections' | 'providers' | 'categories'>;

/** `undefined` when nothing is asked that the index knows of. */
export function filterMask(parts: readonly PlacedPart[], filter: IndexedFilter): DocumentMask | undefined {
  const { collections, providers, categories } = filter;
  if (collections === undefined && providers === undefined && categories === undefined) return undefined;
  const last = parts.at(-1);
  const mask = new Uint8Array(last === undefined ? 0 : last.base + documentCount(last.segment));
  for (const { collection, segment, base } of parts) {
    if (collections?.includes(collection) === false) continue;
    const ofPart = mask.subarray(base, base + documentCount(segment)).fill(1);
    if (providers !== undefined) keepOnly(ofPart, segment.documentProviders, segment.providers, providers);
    if (categories !== undefined) keepOnly(ofPart, segment.documentCategories, segment.categories, categories);
  }
  return mask;
}

function keepOnly(mask: Uint8Array, codes: Uint32Array, names: StringList, wanted: readonly string[]): void {
  const isWanted = Uint8Array.from(allStrings(names), name => (wanted.includes(name) ? 1 : 0));
  for (let i = 0; i < mask.length; i++) (mask[i] as number) &= isWanted[codes[i] as number] as number;
}
