import { setImmediate } from 'node:timers/promises';
import type { Api } from '../../catalog/index.js';
import { assembleSegment } from './assemble-segment.js';
import { emptyBitset } from './bitset.js';
import { CollectedDocuments } from './collected-documents.js';
import type { LexicalPart } from './lexical-collection.js';
import { documentCount, type LexicalSegment } from './lexical-segment.js';
import type { LexicalWeights } from './lexical-weights.js';

type Apis = AsyncIterable<Api> | Iterable<Api>;

/** Adds APIs of one collection, in any order; ids are distinct. `source` is the document they were read from. */
export async function indexApis(
  collected: CollectedDocuments,
  apis: Apis,
  source: string,
  signal?: AbortSignal,
): Promise<void> {
  for await (const api of apis) {
    collected.add(api, source);
    if (collected.facts.length % pauseEvery !== 0) continue;
    await setImmediate();
    signal?.throwIfAborted();
  }
}

/** How many documents are read before other work may run, so that indexing can be interrupted. */
const pauseEvery = 1_000;

export async function buildLexical(apis: Apis, weights: LexicalWeights, signal?: AbortSignal): Promise<LexicalSegment> {
  const collected = new CollectedDocuments();
  await indexApis(collected, apis, '', signal);
  return assembleSegment(collected, weights);
}

/** A part in which everything lives. */
export function livingPart(segment: LexicalSegment): LexicalPart {
  return { segment, dead: emptyBitset(documentCount(segment)) };
}
