import { join } from 'node:path';
import { type Api, apibenchImporter } from '../../../catalog/index.js';
import type { RetrievalQuery } from '../retrieval-queries.js';
import { poolOf, type RetrievalSuite, readSuiteRows, type SuiteData } from './retrieval-suite.js';

/**
 * APIBench: each question is asked of the documents of its own hub, as Gorilla does. What is looked for is a call: many
 * documents have the same, any of them counts, and together they take one place. Questions whose call is in no document
 * count as missed.
 */
export const apibenchSuite: RetrievalSuite = {
  reads: 'apis.jsonl and questions.jsonl',
  pool: ({ folder, collection, signal }) =>
    poolOf(collection, apibenchImporter.read(join(folder, 'apis.jsonl'), signal === undefined ? {} : { signal })),
  queries: readQuestions,
  judgedAs,
  removedWith: judgedAs,
};

function judgedAs({ id, collection, invocation }: Api): string {
  return invocation.kind === 'code' ? idOfCall(collection, invocation.code) : id;
}

function idOfCall(collection: string, code: string): string {
  return `${collection}/call:${code}`;
}

async function* readQuestions({ folder, collection, signal }: SuiteData): AsyncGenerator<RetrievalQuery, void, void> {
  for await (const { row, fail } of readSuiteRows(join(folder, 'questions.jsonl'), signal)) {
    const { hub, question_id: id, split, text, gold_api_call: call } = row;
    if (split !== 'dev') continue; // of the others only the domain is known
    if (typeof hub !== 'string') throw fail('hub must be a text');
    if (typeof text !== 'string') throw fail('text must be a text');
    if (typeof call !== 'string') throw fail('gold_api_call must be a text');
    yield {
      id: `${hub}-${String(id)}`,
      query: text,
      relevant: new Set([idOfCall(collection, call)]),
      splits: [hub],
      filter: { accepts: api => api.collection !== collection || api.tool === hub },
    };
  }
}
