import {
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

/**
 * Two of each pair: the request as it is, answered where a right API is found, and the same without the tools of the
 * right APIs, which nothing answers. Requests whose right APIs are there but not found are left out.
 */
export async function* fitExamples(
  pairs: Iterable<TrainingPair>,
  source: ExampleSource,
  model: FusionModel,
): AsyncGenerator<FitExample, void, void> {
  const { index, variants = () => [] } = source;
  for (const pair of pairs) {
    source.signal?.throwIfAborted();
    const alike = new Set([...pair.relevant].flatMap(id => [id, ...variants(id)]));
    const found = await bestOf(pair.query, source, model);
    if (found.ids.slice(0, answeredWithin).some(id => alike.has(id))) {
      yield { values: found.values, isAnswered: true };
    }
    const without = await bestOf(pair.query, source, model, withoutTools(index, alike));
    yield { values: without.values, isAnswered: false };
  }
}

/** Requests that nothing answers. */
export async function* misfitExamples(
  requests: Iterable<string>,
  source: ExampleSource,
  model: FusionModel,
): AsyncGenerator<FitExample, void, void> {
  for (const request of requests) yield { values: (await bestOf(request, source, model)).values, isAnswered: false };
}

function withoutTools(index: LexicalIndex, ids: ReadonlySet<string>): DocumentMask {
  const tools = new Set<number>();
  for (const id of ids) {
    const document = index.documentOf(id);
    if (document !== undefined) tools.add(index.toolOf(document));
  }
  return index.toolMask(tool => !tools.has(tool));
}

async function bestOf(request: string, { index, dense }: ExampleSource, model: FusionModel, mask?: DocumentMask) {
  const { documents, features } = await candidatesFor(request, index, mask, dense);
  const scores = scoreRows(model, features);
  const order = Array.from(scores, (_, place) => place).sort(
    (a, b) => (scores[b] as number) - (scores[a] as number) || a - b,
  );
  const few = order.slice(0, fitDepth);
  return {
    ids: order.map(place => index.id(documents[place] as number)),
    values: readFitFeatures(
      few.map(place => features.subarray(place * featureCount, (place + 1) * featureCount)),
      few.map(place => scores[place] as number),
    ),
  };
}
