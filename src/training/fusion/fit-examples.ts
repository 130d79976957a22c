import {
  bestFirst,
  type DocumentMask,
  type FusionModel,
  featureCount,
  fitDepth,
  type LexicalIndex,
  readFitFeatures,
  scoreRows,
} from '../../retrieval/index.js';
import { candidatesFor, type ExampleSource, type TrainingPair } from './collect-examples.js';
import type { FitExample } from './train-fit.js';

/** How far down a right API may be for the request to count as answered. */
const answeredWithin = 10;

/** The candidates of a request of which it is known whether anything answers it; any model can order them. */
export interface FitCandidates {
  readonly features: Float32Array; // [candidates × features], row-major
  /** 1 for the APIs that answer it; absent where nothing does. */
  readonly right?: Uint8Array; // [candidates]
  /** The tools of the right APIs, also where they were taken away. */
  readonly tools: readonly string[];
}

/**
 * Two of each pair: the request as it is, and the same without the tools of the right APIs, which nothing answers. Where
 * these are all the tools there are, only the right APIs themselves are taken away.
 */
export async function fitCandidates(pair: TrainingPair, source: ExampleSource): Promise<readonly FitCandidates[]> {
  const { index, variants = () => [], dense } = source;
  const alike = new Set([...pair.relevant].flatMap(id => [id, ...variants(id)]));
  const gone = toolsOf(index, alike);
  const tools = Array.from(toolsOf(index, pair.relevant), String);
  const whole = await candidatesFor(pair.query, index, undefined, dense);
  const without = await candidatesFor(pair.query, index, maskWithout(index, gone, alike), dense);
  const right = Uint8Array.from(whole.documents, document => Number(alike.has(index.id(document))));
  return [
    { features: whole.features, right, tools },
    { features: without.features, tools },
  ];
}

/** The candidates of a request that nothing answers. */
export async function misfitCandidates(request: string, { index, dense }: ExampleSource): Promise<FitCandidates> {
  return { features: (await candidatesFor(request, index, undefined, dense)).features, tools: [] };
}

/**
 * As a model orders the candidates; `undefined` where a right API is there but not found, and where there are no
 * candidates: that nothing fits needs no telling then.
 */
export function fitExampleOf({ features, right }: FitCandidates, model: FusionModel): FitExample | undefined {
  if (features.length === 0) return undefined;
  const scores = scoreRows(model, features);
  const order = bestFirst(scores);
  if (right !== undefined && !order.slice(0, answeredWithin).some(place => right[place] === 1)) return undefined;
  const few = order.slice(0, fitDepth);
  const values = readFitFeatures(
    few.map(place => features.subarray(place * featureCount, (place + 1) * featureCount)),
    few.map(place => scores[place] as number),
  );
  return { values, isAnswered: right !== undefined };
}

/** The examples of pairs, two of each. Requests whose right APIs are there but not found are left out. */
export async function* fitExamples(
  pairs: Iterable<TrainingPair>,
  source: ExampleSource,
  model: FusionModel,
): AsyncGenerator<FitExample, void, void> {
  for (const pair of pairs) {
    source.signal?.throwIfAborted();
    for (const candidates of await fitCandidates(pair, source)) {
      const example = fitExampleOf(candidates, model);
      if (example !== undefined) yield example;
    }
  }
}

/** Examples of requests that nothing answers. */
export async function* misfitExamples(
  requests: Iterable<string>,
  source: ExampleSource,
  model: FusionModel,
): AsyncGenerator<FitExample, void, void> {
  for (const request of requests) {
    source.signal?.throwIfAborted();
    const example = fitExampleOf(await misfitCandidates(request, source), model);
    if (example !== undefined) yield example;
  }
}

function maskWithout(index: LexicalIndex, tools: ReadonlySet<number>, ids: ReadonlySet<string>): DocumentMask {
  const mask = index.toolMask(tool => !tools.has(tool));
  if (mask.includes(1)) return mask;
  const others = index.toolMask(() => true);
  for (const id of ids) {
    const document = index.documentOf(id);
    if (document !== undefined) others[document] = 0;
  }
  return others;
}

function toolsOf(index: LexicalIndex, ids: ReadonlySet<string>): ReadonlySet<number> {
  const documents = [...ids].flatMap(id => index.documentOf(id) ?? []);
  return new Set(documents.map(document => index.toolOf(document)));
}
