import { UnknownName } from '../base/index.js';
import { plainAnalyzer } from './analysis/plain-analyzer.js';
import { openRetriever } from './bm25/open-retriever.js';
import { openDenseRetriever } from './dense/dense-retriever.js';
import { openFused } from './fusion/open-fused.js';
import { openHybrid } from './fusion/open-hybrid.js';
import { lancedbRetriever } from './lancedb/lancedb-retriever.js';
import { lexicalRetriever } from './lexical/lexical-retriever.js';
import { oracle } from './oracle.js';
import { postgresRetriever } from './postgres/postgres-retriever.js';
import type { Retriever } from './retriever.js';
import type { RetrieverSource } from './retriever-source.js';

export type MakeRetriever = (source: RetrieverSource) => Promise<Retriever>;

/** `fused` is the one to use, `lexical` its first stage alone, `hybrid` the two with a dense arm; `bm25` is the baseline as published, `oracle` the upper bound. */
export const retrievers = {
  bm25: source => openRetriever(source, plainAnalyzer),
  dense: openDenseRetriever,
  lancedb: source => lancedbRetriever(source),
  fused: openFused,
  hybrid: openHybrid,
  lexical: source => lexicalRetriever(source),
  oracle,
  postgres: postgresRetriever,
} as const satisfies Record<string, MakeRetriever>;

/** @throws UnknownName */
export function retrieverNamed(name: string): MakeRetriever {
  if (!Object.hasOwn(retrievers, name)) throw new UnknownName('retriever', name, Object.keys(retrievers));
  return retrievers[name as keyof typeof retrievers];
}
