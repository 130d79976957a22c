import { join } from 'node:path';
import { isJsonObject, type JsonValue } from '../../../base/index.js';
import { sealtoolsImporter } from '../../../catalog/index.js';
import type { RetrievalQuery } from '../retrieval-queries.js';
import { poolOf, type RetrievalSuite, readSuiteRows, type SuiteData } from './retrieval-suite.js';

const parts = ['dev', 'test_in_domain'] as const;

/** Seal-Tools: requests for one call (`easy`) or several (`difficult`) among 4,076 APIs. */
export const sealtoolsSuite: RetrievalSuite = {
  reads: 'sealtools.tools.jsonl, sealtools.dev.jsonl and sealtools.test_in_domain.jsonl',
  pool: ({ folder, collection, signal }) =>
    poolOf(
      collection,
      sealtoolsImporter.read(join(folder, 'sealtools.tools.jsonl'), signal === undefined ? {} : { signal }),
    ),
  async *queries(data) {
    for (const part of parts) yield* readPart(part, data);
  },
};

async function* readPart(
  part: string,
  { folder, collection, signal }: SuiteData,
): AsyncGenerator<RetrievalQuery, void, void> {
  for await (const { row, fail } of readSuiteRows(join(folder, `sealtools.${part}.jsonl`), signal)) {
    const { id, query, calling } = row;
    if (typeof id !== 'string') throw fail('id must be a text');
    if (typeof query !== 'string') throw fail('query must be a text');
    if (!Array.isArray(calling)) throw fail('calling must be a list');
    const relevant = new Set(calling.map((call: JsonValue) => `${collection}/${nameOf(call)}`));
    // `dev-easy-0` → `dev-easy`
    yield { id, query, relevant, splits: [part, id.replace(/-\d+$/, '')] };
  }
}

function nameOf(call: JsonValue): string {
  return isJsonObject(call) ? String(call['api']) : '';
}
