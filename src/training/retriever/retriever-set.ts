import type { JsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { RetrievalQuery } from '../../evaluation/index.js';
import { toolbenchContent } from './toolbench-content.js';

/** What a retriever is trained and tested on, as ToolBench keeps it: documents, and which of them each request needs. */
export interface RetrieverSet {
  /** Document id → what it says. */
  readonly corpus: ReadonlyMap<string, JsonObject>;
  readonly train: RetrieverSplit;
  /** Searched among all documents, those of the training split included. */
  readonly test: RetrieverSplit;
}

export interface RetrieverSplit {
  /** Request id → its text. */
  readonly queries: ReadonlyMap<string, string>;
  readonly labels: readonly RetrieverLabel[];
}

/** A request and a document that answers it or a part of it. */
export interface RetrieverLabel {
  readonly query: string;
  readonly document: string;
}

/**
 * Requests and the APIs they may need as a set. Documents are numbered from 1 in the order of `apis`, requests from 1 on,
 * the training requests first. A request without any relevant API among `apis` is left out.
 */
export function retrieverSet(
  apis: Iterable<Api>,
  train: Iterable<RetrievalQuery>,
  test: Iterable<RetrievalQuery>,
): RetrieverSet {
  const corpus = new Map<string, JsonObject>();
  const documents = new Map<string, string>();
  for (const api of apis) {
    const document = String(corpus.size + 1);
    corpus.set(document, toolbenchContent(api));
    documents.set(api.id, document);
  }
  let queryCount = 0;
  const split = (asked: Iterable<RetrievalQuery>): RetrieverSplit => {
    const queries = new Map<string, string>();
    const labels: RetrieverLabel[] = [];
    for (const { query, relevant } of asked) {
      const found = [...relevant].flatMap(id => documents.get(id) ?? []);
      if (found.length === 0) continue;
      queryCount += 1;
      queries.set(String(queryCount), query);
      labels.push(...found.map(document => ({ query: String(queryCount), document })));
    }
    return { queries, labels };
  };
  return { corpus, train: split(train), test: split(test) };
}

/** Requests with the ids of their APIs: the document's `api_id` where it has one, else `<collection>/<document id>`. */
export function queriesOf(set: RetrieverSet, split: 'train' | 'test', collection: string): RetrievalQuery[] {
  const relevant = new Map<string, Set<string>>();
  for (const { query, document } of set[split].labels) {
    const given = set.corpus.get(document)?.['api_id'];
    const ids = relevant.get(query) ?? new Set();
    relevant.set(query, ids.add(typeof given === 'string' ? given : `${collection}/${document}`));
  }
  return [...set[split].queries].map(([id, query]) => ({
    query,
    relevant: relevant.get(id) ?? new Set<string>(),
    splits: [],
  }));
}
