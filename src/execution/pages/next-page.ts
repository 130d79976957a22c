import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import type { CompleteReply } from '../executor.js';
import { findList } from './find-list.js';
import { type Paging, plain } from './paging.js';

/** How the page after a reply is asked for: at an address, with other arguments, or not at all. */
export type NextPage =
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'arguments'; readonly arguments: JsonObject }
  | { readonly kind: 'none' };

const none: NextPage = { kind: 'none' };

const urlNames = [
  'next',
  'nexturl',
  'nextpageurl',
  'nextlink',
  'nextpage',
  'nexthref',
  'odatanextlink',
  'nextpagelink',
];
const cursorNames = [
  'nextcursor',
  'nextpagetoken',
  'nexttoken',
  'nextpagecursor',
  'continuationtoken',
  'nextmarker',
  'endcursor',
  'paginationtoken',
  'scrollid',
  'cursor',
  'pagetoken',
  'after',
  'next',
  'nextpage',
];
const moreNames = ['hasmore', 'hasnext', 'hasnextpage', 'more', 'istruncated', 'moreitems'];
const totalNames = ['total', 'totalcount', 'totalresults', 'totalitems', 'totalelements'];
const totalPagesNames = ['totalpages', 'pagecount', 'lastpage', 'pages', 'numpages'];

/**
 * The page after a reply. What the reply says counts more than what the arguments suggest: its `Link` header, an address
 * in its body, a mark for the next page, and only then the next number of item or page.
 */
export function nextPage(paging: Paging, args: JsonObject, { value, nextUrl }: CompleteReply): NextPage {
  if (nextUrl !== undefined) return { kind: 'address', url: nextUrl };
  const said = saidOfPages(value);
  const address = said(urlNames, paging.cursor === undefined ? isAddress : isSurelyAddress);
  if (address !== undefined) return { kind: 'address', url: address };
  if (said(moreNames, member => typeof member === 'boolean') === false) return none;
  const items = findList(value);
  return byCursor(paging, args, said) ?? byLastId(paging, args, items) ?? byNumber(paging, args, items, said) ?? none;
}

type Said = <T extends JsonValue>(names: readonly string[], is: (value: JsonValue) => value is T) => T | undefined;

function byCursor({ cursor }: Paging, args: JsonObject, said: Said): NextPage | undefined {
  if (cursor === undefined) return undefined;
  const mark = said(cursorNames, isMark);
  // A reply that gives no mark, or the one it was asked with, is the last.
  if (mark === undefined || mark === args[cursor]) return none;
  return { kind: 'arguments', arguments: { ...args, [cursor]: mark } };
}

function byLastId({ lastId }: Paging, args: JsonObject, items: readonly JsonValue[] | undefined): NextPage | undefined {
  if (lastId === undefined) return undefined;
  const last = items?.at(-1);
  const id = isJsonObject(last) ? last['id'] : undefined;
  return isMark(id ?? null) ? { kind: 'arguments', arguments: { ...args, [lastId]: id as JsonValue } } : none;
}

function byNumber(
  { offset, page, size }: Paging,
  args: JsonObject,
  items: readonly JsonValue[] | undefined,
  said: Said,
): NextPage | undefined {
  const counted = offset ?? page;
  if (counted === undefined || items === undefined || items.length === 0) return none;
  const wanted = size === undefined ? undefined : args[size];
  if (typeof wanted === 'number' && items.length < wanted) return none;
  const given = args[counted.name];
  const now = typeof given === 'number' ? given : counted.first;
  const next = now + (offset === undefined ? 1 : items.length);
  const end = offset === undefined ? said(totalPagesNames, isCount) : said(totalNames, isCount);
  if (end !== undefined && next - counted.first >= end) return none;
  return { kind: 'arguments', arguments: { ...args, [counted.name]: next } };
}

/** Objects in which replies speak of pages, besides their top. */
const places = [
  'links',
  'link',
  'meta',
  'metadata',
  'paging',
  'pagination',
  'pageinfo',
  'page',
  'cursors',
  'responsemetadata',
  'next',
];

/** Looks up what a reply says of pages, at its top and in the places for it, by names however they are spelt. */
function saidOfPages(reply: JsonValue): Said {
  const objects: JsonObject[] = isJsonObject(reply) ? [reply] : [];
  for (let i = 0; i < objects.length && objects.length < 20; i += 1) {
    for (const [name, member] of Object.entries(objects[i] as JsonObject)) {
      if (isJsonObject(member) && places.includes(plain(name))) objects.push(member);
    }
  }
  const members = objects.flatMap(object =>
    Object.entries(object).map(([name, member]) => ({ name: plain(name), member })),
  );
  // `"next": {"href": "…"}`: the place has said that it is the next page's.
  const hrefs = objects.flatMap(object => {
    const next = object['next'];
    return isJsonObject(next) && typeof next['href'] === 'string'
      ? [{ name: 'next', member: next['href'] as JsonValue }]
      : [];
  });
  const all = [...hrefs, ...members];
  return <T extends JsonValue>(names: readonly string[], is: (value: JsonValue) => value is T) => {
    for (const name of names) {
      for (const each of all) if (each.name === name && is(each.member)) return each.member;
    }
    return undefined;
  };
}

function isAddress(value: JsonValue): value is string {
  return typeof value === 'string' && /^(?:https?:\/\/|[/?])/.test(value);
}

/** Marks may begin as paths do. */
function isSurelyAddress(value: JsonValue): value is string {
  return typeof value === 'string' && /^(?:https?:\/\/|[/?].*=)/.test(value) && !value.endsWith('=');
}

function isMark(value: JsonValue): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

function isCount(value: JsonValue): value is number {
  return typeof value === 'number' && value >= 0;
}
