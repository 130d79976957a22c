import type { Api } from '../../catalog/index.js';
import { assembleSegment } from './assemble-segment.js';
import { type Bitset, hasBit, setBit } from './bitset.js';
import { indexApis, livingPart } from './build-lexical.js';
import { CollectedDocuments } from './collected-documents.js';
import { type LexicalCollection, type LexicalPart, livingCount } from './lexical-collection.js';
import { documentCount, type LexicalSegment, toolKey } from './lexical-segment.js';
import type { LexicalWeights } from './lexical-weights.js';
import { mergeSegments } from './merge-segments.js';
import { allStrings, stringAt } from './string-list.js';

/** What a collection holds now. */
export interface CollectionContent {
  readonly fingerprint: string;
  /** Fingerprint by document of its source. */
  readonly sources: ReadonlyMap<string, string>;
  apisOf(source: string): AsyncIterable<Api> | Iterable<Api>;
  readonly signal?: AbortSignal;
}

/**
 * The index of what a collection holds now, made from the index of what it held before: the tools of documents that
 * changed are indexed anew, whole, in a part of their own, and are dead in the older parts. `undefined` when more than
 * half of the documents changed, or the old index does not tell what it was made of: then indexing all is less work.
 */
export async function updateLexical(
  old: LexicalCollection,
  now: CollectionContent,
  weights: LexicalWeights,
): Promise<LexicalCollection | undefined> {
  const changed = [...now.sources].filter(([name, print]) => old.sources.get(name) !== print).map(([name]) => name);
  if (old.sources.size === 0 || changed.length * 2 > now.sources.size) return undefined;
  const stale = new Set([...changed, ...[...old.sources.keys()].filter(name => !now.sources.has(name))]);

  const tools = toolsOfSources(old.parts, stale);
  const collected = new CollectedDocuments();
  for (const name of changed) {
    await indexApis(
      collected,
      told(now.apisOf(name), api => tools.add(toolKey(api))),
      name,
      now.signal,
    );
  }
  const { parts, sources } = withoutTools(old.parts, tools);
  for (const name of sources) {
    if (stale.has(name)) continue;
    await indexApis(
      collected,
      those(now.apisOf(name), api => tools.has(toolKey(api))),
      name,
      now.signal,
    );
  }
  const added = collected.facts.length === 0 ? [] : [livingPart(assembleSegment(collected, weights))];
  const all = [...parts.filter(part => livingCount(part) > 0), ...added];
  const merged = mustMerge(all) ? [livingPart(mergeSegments(all, weights))] : all;
  return { ...old, fingerprint: now.fingerprint, sources: now.sources, parts: merged };
}

const maxParts = 4;
const maxDeadShare = 0.2;

function mustMerge(parts: readonly LexicalPart[]): boolean {
  const documents = parts.reduce((sum, { segment }) => sum + documentCount(segment), 0);
  const living = parts.reduce((sum, part) => sum + livingCount(part), 0);
  return parts.length > maxParts || documents - living > maxDeadShare * documents;
}

/** Keys of the tools that living documents of these sources are of. */
function toolsOfSources(parts: readonly LexicalPart[], sources: ReadonlySet<string>): Set<string> {
  const tools = new Set<string>();
  for (const { segment, dead } of parts) {
    const isStale = allStrings(segment.sources).map(name => sources.has(name));
    eachLiving(segment, dead, document => {
      if (isStale[segment.documentSources[document] as number] !== true) return;
      tools.add(stringAt(segment.tools, segment.documentTools[document] as number));
    });
  }
  return tools;
}

/** The parts with all documents of these tools dead, and the sources that those were read from. */
function withoutTools(parts: readonly LexicalPart[], tools: ReadonlySet<string>) {
  const sources = new Set<string>();
  const left = parts.map(({ segment, dead: before }): LexicalPart => {
    const dead = before.slice();
    const goes = allStrings(segment.tools).map(key => tools.has(key));
    eachLiving(segment, before, document => {
      if (goes[segment.documentTools[document] as number] !== true) return;
      sources.add(stringAt(segment.sources, segment.documentSources[document] as number));
      setBit(dead, document);
    });
    return { segment, dead };
  });
  return { parts: left, sources };
}

function eachLiving(segment: LexicalSegment, dead: Bitset, take: (document: number) => void): void {
  for (let document = 0; document < documentCount(segment); document++) if (!hasBit(dead, document)) take(document);
}

async function* told(apis: AsyncIterable<Api> | Iterable<Api>, see: (api: Api) => void): AsyncGenerator<Api> {
  for await (const api of apis) {
    see(api);
    yield api;
  }
}

async function* those(apis: AsyncIterable<Api> | Iterable<Api>, keep: (api: Api) => boolean): AsyncGenerator<Api> {
  for await (const api of apis) if (keep(api)) yield api;
}
