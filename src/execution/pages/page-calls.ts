import { canonicalJson, fingerprint, type JsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { CompleteReply } from '../executor.js';
import type { Observation } from '../observation.js';
import { findList } from './find-list.js';
import { nextPage } from './next-page.js';
import { type Paging, pagingOf } from './paging.js';
import { type CallAt, requestAt } from './request-at.js';

export interface PageLimits {
  /** Default 10. */
  readonly maxPages?: number;
  /** No further page is asked for once there are so many items. */
  readonly maxItems?: number;
}

/** What came of the call for a page. */
export interface PageSeen {
  readonly observation: Observation;
  /** The complete reply; without it there is no going on. */
  readonly reply?: CompleteReply | undefined;
}

/**
 * Why there was no further page. `repeated`: the last page was one seen before, and is none. `circular`: the next would
 * be one asked for before. `elsewhere`: it is at another host, which is not followed. `not-only-reading`: the call
 * changes something, and once is enough. `failed`: the last page did not come.
 */
export type PagesEnd =
  | 'last-page'
  | 'max-pages'
  | 'max-items'
  | 'repeated'
  | 'circular'
  | 'elsewhere'
  | 'not-only-reading'
  | 'failed';

/**
 * The calls for a page and those that follow it, one at a time: each is given what came of it before the next is known.
 * Pages are recognised the usual ways: a `Link` header, an address or a mark in the reply, page numbers, offsets. All
 * calls go to the host of the first.
 */
export function* pageCalls(
  api: Api,
  args: JsonObject,
  { maxPages = 10, maxItems = Number.POSITIVE_INFINITY }: PageLimits = {},
): Generator<CallAt, PagesEnd, PageSeen> {
  const paging = pagingOf(api);
  const calls = new Set<string>();
  const replies = new Set<string>();
  let itemCount = 0;
  let call: CallAt = { api, arguments: args };
  for (let page = 1; ; page += 1) {
    calls.add(keyOf(call));
    const { observation, reply } = yield call;
    if (observation.status !== 'ok') return 'failed';
    if (reply === undefined) return 'last-page';
    const seen = fingerprint(canonicalJson(reply.value));
    if (replies.has(seen)) return 'repeated'; // hosts that ignore the number give the first page again
    replies.add(seen);
    itemCount += findList(reply.value)?.length ?? 0;
    if (api.effect !== 'read') return 'not-only-reading';
    const next = nextCall(paging, call, api, args, reply);
    if (typeof next === 'string') return next;
    if (calls.has(keyOf(next))) return 'circular';
    if (page >= maxPages) return 'max-pages';
    if (itemCount >= maxItems) return 'max-items';
    call = next;
  }
}

/** The call for the page after a reply, or why there is none. Addresses are of the API itself, whatever asked for them. */
function nextCall(paging: Paging, call: CallAt, api: Api, args: JsonObject, reply: CompleteReply): CallAt | PagesEnd {
  const next = nextPage(paging, call.arguments, reply);
  switch (next.kind) {
    case 'none':
      return 'last-page';
    case 'arguments':
      return { api: call.api, arguments: next.arguments };
    case 'address':
      return (reply.url === undefined ? undefined : requestAt(api, args, next.url, reply.url)) ?? 'elsewhere';
    default:
      return next satisfies never;
  }
}

function keyOf({ api, arguments: args }: CallAt): string {
  return `${api.id} ${canonicalJson(args)}`;
}
