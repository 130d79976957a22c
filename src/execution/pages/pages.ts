import { canonicalJson, fingerprint, type JsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { CallOptions, CompleteReply, Executor } from '../executor.js';
import type { Observation } from '../observation.js';
import { findList } from './find-list.js';
import { nextPage } from './next-page.js';
import { type Paging, pagingOf } from './paging.js';
import { type CallAt, requestAt } from './request-at.js';

export interface PagesOptions extends Pick<CallOptions, 'signal' | 'beforeIrreversible'> {
  /** Default 10. */
  readonly maxPages?: number;
  /** No further page is asked for once there are so many items. */
  readonly maxItems?: number;
}

/**
 * Why there was no further page. `repeated`: the next was one seen before. `elsewhere`: it is at another host, which is
 * not followed. `not-only-reading`: the call changes something, and once is enough. `failed`: the last page did not come.
 */
export type PagesEnd =
  | 'last-page'
  | 'max-pages'
  | 'max-items'
  | 'repeated'
  | 'elsewhere'
  | 'not-only-reading'
  | 'failed';

/**
 * Makes a call and those for the pages that follow, one after the other, each an observation of its own. Pages are
 * recognised the usual ways: a `Link` header, an address or a mark in the reply, page numbers, offsets. All calls go to
 * the host of the first. Returns why it ended.
 */
export async function* pages(
  executor: Executor,
  api: Api,
  args: JsonObject,
  { maxPages = 10, maxItems = Number.POSITIVE_INFINITY, ...callOptions }: PagesOptions = {},
): AsyncGenerator<Observation, PagesEnd, void> {
  const paging = pagingOf(api);
  const calls = new Set<string>();
  const replies = new Set<string>();
  let itemCount = 0;
  let call: CallAt = { api, arguments: args };
  for (let page = 1; ; page += 1) {
    calls.add(keyOf(call));
    const { observation, reply } = await callForReply(executor, call, callOptions);
    const seen = reply === undefined ? undefined : fingerprint(canonicalJson(reply.value));
    if (seen !== undefined && page > 1 && replies.has(seen)) return 'repeated'; // hosts that ignore the page give the first
    yield observation;
    if (observation.status !== 'ok') return 'failed';
    if (reply === undefined || seen === undefined) return 'last-page';
    if (api.effect !== 'read') return 'not-only-reading';
    replies.add(seen);
    itemCount += findList(reply.value)?.length ?? 0;
    const next = nextCall(paging, call, api, args, reply);
    if (typeof next === 'string') return next;
    if (calls.has(keyOf(next))) return 'repeated';
    if (page === maxPages) return 'max-pages';
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

async function callForReply(
  executor: Executor,
  { api, arguments: args }: CallAt,
  options: CallOptions,
): Promise<{ observation: Observation; reply: CompleteReply | undefined }> {
  let reply: CompleteReply | undefined;
  const observation = await executor.call(api, args, {
    ...options,
    onReply: complete => {
      reply = complete;
    },
  });
  if (reply === undefined && observation.status === 'ok' && observation.value !== undefined) {
    reply = { value: observation.value };
  }
  return { observation, reply };
}

function keyOf({ api, arguments: args }: CallAt): string {
  return `${api.id} ${canonicalJson(args)}`;
}
