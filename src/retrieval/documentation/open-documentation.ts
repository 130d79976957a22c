import { join } from 'node:path';
import { checkCollectionName } from '../../catalog/index.js';
import type { RetrieverSource } from '../retriever-source.js';
import { apiPassageId, apiPassages, readApiPassageId } from './api-passages.js';
import { type Documentation, evidenceKey, type PassageSearch } from './documentation.js';
import type { DocumentationStore } from './documentation-store.js';
import type { Passage, PassageHit } from './passage.js';
import { openPassageIndex, type PassageGroup, type PassageIndex } from './passage-index.js';

export interface DocumentationSource
  extends Pick<RetrieverSource, 'folder' | 'collections' | 'load' | 'rebuild' | 'signal'> {
  /** What was added; absent when nothing was. */
  readonly added?: DocumentationStore | undefined;
  /** Is told before long descriptions of a collection are read for the first time. */
  readonly onBuild?: (collection: string) => void;
}

/** Passages that `evidence` looks at. */
const evidencePassages = 100;
/** Passages that a search begins with, so that repeated ones can be left out. */
const fewestFound = 40;

/**
 * What was added, and what the APIs of the collections say of themselves at length. Indexes are made when first needed:
 * `evidence` never reads descriptions, and costs nothing where nothing was added.
 */
export function openDocumentation(source: DocumentationSource): Documentation {
  const ofAdded = once(() => openPassageIndex(addedGroup(source)));
  const ofAll = once(() => openPassageIndex([...addedGroup(source), ...source.collections.map(describedBy(source))]));

  return {
    async search(query, k, options = {}) {
      if (k <= 0) return [];
      return bestHits(await ofAll(), query, k, options, source);
    },
    async evidence(query) {
      const best = new Map<string, number>();
      if (source.added === undefined) return best;
      const index = await ofAdded();
      const bound = index.bound(query);
      for (const { id, score } of index.search(query, evidencePassages)) {
        const key = evidenceKey(source.added.passage(id)?.about ?? {});
        if (key !== undefined && !best.has(key)) best.set(key, score / bound); // best first
      }
      return best;
    },
  };
}

async function bestHits(
  index: PassageIndex,
  query: string,
  k: number,
  { collections }: PassageSearch,
  source: DocumentationSource,
): Promise<PassageHit[]> {
  for (let asked = Math.max(fewestFound, 2 * k); ; asked *= 2) {
    const found = index.search(query, asked);
    const hits: PassageHit[] = [];
    const said = new Set<string>();
    for (const { hit, text } of await withTexts(found, source)) {
      const { about } = hit.passage;
      if (collections !== undefined && !collections.includes(about.collection ?? '')) continue;
      if (said.has(text)) continue; // documents repeat one another
      said.add(text);
      hits.push(hit);
    }
    if (hits.length >= k || found.length < asked) return hits.slice(0, k);
  }
}

/** Passages that are gone since the index was opened are left out. */
async function withTexts(
  found: ReturnType<PassageIndex['search']>,
  source: DocumentationSource,
): Promise<readonly { readonly hit: PassageHit; readonly text: string }[]> {
  const described = found.filter(({ id }) => !id.startsWith('/')).map(({ id }) => readApiPassageId(id).api);
  const apis = new Map((await source.load([...new Set(described)])).map(api => [api.id, api]));
  const passageOf = (id: string): { readonly passage: Passage; readonly from: string } | undefined => {
    if (id.startsWith('/')) {
      const stored = source.added?.passage(id);
      if (stored === undefined) return undefined;
      const { headings, text, about, path } = stored;
      return { passage: { headings, text, about }, from: path };
    }
    const { api: apiId, number } = readApiPassageId(id);
    const api = apis.get(apiId);
    const passage = api && apiPassages(api)[number];
    if (api === undefined || passage === undefined) return undefined;
    return { passage, from: `${api.source.uri}${api.source.pointer ?? ''}` };
  };
  return found.flatMap(({ id, score }) => {
    const known = passageOf(id);
    if (known === undefined) return [];
    const { passage, from } = known;
    return [{ hit: { passage, score, source: from, id }, text: passage.text.replace(/\s+/g, ' ') }];
  });
}

/** Ids of added passages begin with a slash, those of described APIs with the name of their collection. */
function addedGroup({ added, folder, signal }: DocumentationSource): PassageGroup[] {
  if (added === undefined) return [];
  // No collection can have this name.
  const path = join(folder, '+documentation.passages.bm25');
  return [{ name: '', path, fingerprint: added.fingerprint(), passages: () => added.passages(), signal }];
}

function describedBy({ folder, rebuild, onBuild, signal }: DocumentationSource) {
  return ({ name, fingerprint }: DocumentationSource['collections'][number]): PassageGroup => {
    checkCollectionName(name);
    return {
      name,
      path: join(folder, `${name}.passages.bm25`),
      fingerprint,
      passages: () => described(rebuild(name)),
      onBuild: () => onBuild?.(name),
      signal,
    };
  };
}

async function* described(apis: ReturnType<RetrieverSource['rebuild']>) {
  for await (const api of apis) {
    for (const [number, passage] of apiPassages(api).entries()) yield { ...passage, id: apiPassageId(api.id, number) };
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
