import { type JsonObject, type Random, seededRandom } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { type ApiGroups, type ApiPlace, apiGroups, type Reach } from './api-groups.js';
import { joinedRequest } from './joined-request.js';
import { type GeneratedRequest, type RequestOptions, requestsFor } from './requests-for.js';

/** A row of a file of requests, as `eval retrieval --queries` reads it. */
export interface RequestRow {
  readonly query: string;
  /** Keys within the collection. */
  readonly relevant_apis: readonly string[];
  readonly collection: string;
  readonly split: 'single' | Reach;
  readonly style: string;
  /** For each API in the order of `relevant_apis`: what the request states and what a call needs besides. */
  readonly calls: readonly { readonly arguments: JsonObject; readonly missing: readonly string[] }[];
}

export interface RequestGeneration extends RequestOptions {
  readonly collection: string;
  readonly places: Iterable<ApiPlace>;
  /** APIs by id, in the order of the ids. */
  readonly load: (ids: readonly string[]) => readonly Api[];
  readonly seed: number | string;
  /** Only requests of several wishes; otherwise of one. */
  readonly multi?: boolean;
  /** Requests that are there already, in their order: generation goes on after them. */
  readonly made?: readonly string[];
}

const triesPerRow = 40;

/**
 * Requests for the APIs of a collection, without end: each differs from all before it, and what comes after the rows in
 * `made` is what would have come after them without a break. Ends when nothing new can be found.
 */
export function* generateRequests(generation: RequestGeneration): Generator<RequestRow, void, void> {
  const { collection, seed, multi = false, made = [] } = generation;
  const groups = apiGroups([...generation.places]);
  const known = new Set(made.map(comparable));
  for (let row = made.length; ; row++) {
    // A generator of its own for each row: where a file was broken off does not matter.
    const random = seededRandom(`${collection}/${multi ? 'several' : 'one'}/${seed}/${row}`);
    const next = nextRow(generation, groups, known, random);
    if (next === undefined) return;
    known.add(comparable(next.query));
    yield next;
  }
}

function nextRow(
  generation: RequestGeneration,
  groups: ApiGroups,
  known: ReadonlySet<string>,
  random: Random,
): RequestRow | undefined {
  for (let tries = 0; tries < triesPerRow; tries++) {
    const split = generation.multi === true ? random.pick(reaches) : 'single';
    const ids = split === 'single' ? [groups.one(random)] : groups.several(split, random);
    const apis = ids === undefined ? [] : generation.load(ids);
    const [first] = apis;
    if (first === undefined || apis.length !== ids?.length) continue;
    const made =
      split === 'single' ? requestsFor(first, random, generation)[0] : joinedRequest(apis, random, generation);
    if (made !== undefined && !known.has(comparable(made.request))) return rowOf(made, generation.collection, split);
  }
  return undefined;
}

const reaches = ['one-tool', 'one-category', 'mixed'] as const satisfies readonly Reach[];

function rowOf(made: GeneratedRequest, collection: string, split: RequestRow['split']): RequestRow {
  return {
    query: made.request,
    relevant_apis: made.apiIds.map(id => id.slice(collection.length + 1)),
    collection,
    split,
    style: made.style,
    calls: made.calls.map(({ arguments: given, missing }) => ({ arguments: given, missing })),
  };
}

function comparable(request: string): string {
  return request
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
