import {
  candidatesOf,
  clauses,
  type DenseArm,
  type DocumentMask,
  featureCount,
  type LexicalIndex,
} from '../../retrieval/index.js';
import type { FusionExample } from './fusion-example.js';

/** A request and the ids of the APIs that answer it. */
export interface TrainingPair {
  readonly query: string;
  readonly relevant: ReadonlySet<string>;
}

export interface ExampleSource {
  readonly index: LexicalIndex;
  /** As in `RetrieverSource`: what says nearly the same as a right answer is no wrong one. */
  readonly variants?: (id: string) => readonly string[];
  /** As in `FusedOptions`. */
  readonly dense?: (request: string, clauses: readonly string[]) => Promise<DenseArm>;
  readonly signal?: AbortSignal;
}

/** The candidates of each pair as the retriever finds them. Pairs of which the index knows no right API are left out. */
export async function* fusionExamples(
  pairs: Iterable<TrainingPair>,
  source: ExampleSource,
): AsyncGenerator<FusionExample, void, void> {
  for (const pair of pairs) {
    source.signal?.throwIfAborted();
    const example = await fusionExample(pair, source);
    if (example !== undefined) yield example;
  }
}

async function fusionExample(
  { query, relevant }: TrainingPair,
  { index, variants = () => [], dense }: ExampleSource,
): Promise<FusionExample | undefined> {
  const tools = [...relevant].flatMap(id => {
    const document = index.documentOf(id);
    return document === undefined ? [] : [String(index.toolOf(document))];
  });
  if (tools.length === 0) return undefined;
  const candidates = await candidatesFor(query, index, undefined, dense);
  const alike = new Set([...relevant].flatMap(id => variants(id)));
  const kept: number[] = [];
  for (const [place, document] of candidates.documents.entries()) {
    const id = index.id(document);
    if (relevant.has(id) || !alike.has(id)) kept.push(place);
  }
  return {
    features: rowsAt(candidates.features, kept),
    relevant: Uint8Array.from(kept, place => Number(relevant.has(index.id(candidates.documents[place] as number)))),
    relevantCount: relevant.size,
    tools: [...new Set(tools)],
  };
}

/** The candidates of a request as the retriever takes them. */
export async function candidatesFor(
  request: string,
  index: LexicalIndex,
  mask?: DocumentMask,
  dense?: ExampleSource['dense'],
) {
  const parts = clauses(request);
  const wishes = parts.length > 1 ? parts : [];
  return candidatesOf(
    index,
    { request, clauses: wishes, ...(mask === undefined ? {} : { mask }) },
    await dense?.(request, wishes),
  );
}

function rowsAt(features: Float32Array, places: readonly number[]): Float32Array {
  const rows = new Float32Array(places.length * featureCount);
  for (const [row, place] of places.entries()) {
    rows.set(features.subarray(place * featureCount, (place + 1) * featureCount), row * featureCount);
  }
  return rows;
}
