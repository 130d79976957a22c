import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { toolbenchImporter } from '../../../catalog/index.js';
import { readRetrievalQueries } from '../retrieval-queries.js';
import { poolOf, type RetrievalSuite } from './retrieval-suite.js';

/** ToolBench: 2,490 APIs of RapidAPI, requests for one tool (I1), several of a category (I2) or of a collection (I3). */
export const toolbenchSuite: RetrievalSuite = {
  reads: 'apis.jsonl and queries.jsonl or queries.dev.jsonl',
  pool: ({ folder, collection, signal }) =>
    poolOf(collection, toolbenchImporter.read(join(folder, 'apis.jsonl'), signal === undefined ? {} : { signal })),
  queries: ({ folder, collection, signal }) => {
    const whole = join(folder, 'queries.jsonl');
    return readRetrievalQueries(existsSync(whole) ? whole : join(folder, 'queries.dev.jsonl'), collection, signal);
  },
};
