import { BadJsonlRow, CapuchinError, isJsonObject, type JsonObject, readJsonl } from '../../../base/index.js';
import { type Api, collectApis, type ImportItem } from '../../../catalog/index.js';
import type { FitRow } from '../evaluate-fit.js';
import type { RetrievalQuery } from '../retrieval-queries.js';

/** Where a suite's files are and what its pool is called. */
export interface SuiteData {
  readonly folder: string;
  readonly collection: string;
  readonly signal?: AbortSignal;
}

/** Published requests with the APIs that answer them, and the pool that is searched for them. */
export interface RetrievalSuite {
  /** The files that its folder must hold, for help texts. */
  readonly reads: string;
  pool(data: SuiteData): Promise<readonly Api[]>;
  queries(data: SuiteData): AsyncGenerator<RetrievalQuery, void, void>;
  /** The id under which an API is judged; its own when left out. */
  judgedAs?(api: Api): string;
  /** What is removed with an API that answers a request, to make the request unanswerable; `toolOf` when left out. */
  removedWith?(api: Api): string;
  /** Requests that something or nothing answers; made by removing what answers the queries when left out. */
  fitRows?(data: SuiteData): AsyncGenerator<FitRow, void, void>;
}

/** The APIs of an importer's items. @throws CapuchinError `bad-pool`: without every API the figures mean nothing. */
export function poolOf(collection: string, items: AsyncIterable<ImportItem>): Promise<readonly Api[]> {
  async function* whole() {
    for await (const item of items) {
      if (item.kind === 'refused') {
        const { uri, pointer = '' } = item.source;
        throw new CapuchinError('bad-pool', `${[uri, pointer].join(' ').trim()}: ${item.reason}`);
      }
      yield item;
    }
  }
  return collectApis(collection, whole());
}

export interface SuiteRow {
  readonly row: JsonObject;
  readonly line: number;
  /** The error that this row is. */
  readonly fail: (reason: string) => BadJsonlRow;
}

/** The objects of a file of JSON Lines. @throws BadJsonlRow */
export async function* readSuiteRows(path: string, signal?: AbortSignal): AsyncGenerator<SuiteRow, void, void> {
  for await (const { line, value } of readJsonl(path, signal === undefined ? {} : { signal })) {
    const fail = (reason: string) => new BadJsonlRow(path, line, reason);
    if (!isJsonObject(value)) throw fail('a row must be a JSON object');
    yield { row: value, line, fail };
  }
}
