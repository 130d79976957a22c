import { isJsonObject, type JsonValue } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';

/** The arguments by which an API is asked for one page after the other. */
export interface Paging {
  /** Takes what a reply gives as the next page's mark. */
  readonly cursor?: string;
  /** Takes the id of the last item seen. */
  readonly lastId?: string;
  /** Takes the number of items to pass over. */
  readonly offset?: CountedArgument;
  /** Takes the number of the page. */
  readonly page?: CountedArgument;
  /** Takes how many items a page has. */
  readonly size?: string;
}

export interface CountedArgument {
  readonly name: string;
  /** Where counting starts. */
  readonly first: number;
}

const cursorNames = [
  'cursor',
  'pagetoken',
  'nexttoken',
  'nextpagetoken',
  'nextcursor',
  'continuationtoken',
  'continuation',
  'pagecursor',
  'paginationtoken',
  'marker',
  'after',
  'pageafter',
  'next',
  'scrollid',
];
const lastIdNames = ['startingafter', 'afterid', 'sinceid'];
const offsetNames = ['offset', 'skip', 'startindex', 'start', 'from', 'startat', 'pageoffset'];
const pageNames = ['page', 'pagenumber', 'pageno', 'pagenum', 'pageindex', 'currentpage'];
const sizeNames = [
  'limit',
  'perpage',
  'pagesize',
  'pagelimit',
  'size',
  'count',
  'maxresults',
  'maxitems',
  'top',
  'take',
  'rows',
  'itemsperpage',
];

/** How an API is asked for further pages, by the names of its arguments; empty when none of them speaks of pages. */
export function pagingOf({ parameters }: Pick<Api, 'parameters'>): Paging {
  const properties = isJsonObject(parameters['properties']) ? parameters['properties'] : {};
  const byName = new Map(Object.keys(properties).map(name => [plain(name), name] as const));
  const found = (names: readonly string[]) => names.map(name => byName.get(name)).find(name => name !== undefined);
  const counted = (names: readonly string[]): CountedArgument | undefined => {
    const name = names.map(each => byName.get(each)).find(each => each !== undefined && isNumber(properties[each]));
    return name === undefined ? undefined : { name, first: firstOf(name, properties[name]) };
  };
  const cursor = found(cursorNames);
  const lastId = found(lastIdNames);
  const offset = counted(offsetNames);
  const page = counted(pageNames);
  const size = found(sizeNames);
  return {
    ...(cursor === undefined ? {} : { cursor }),
    ...(lastId === undefined ? {} : { lastId }),
    ...(offset === undefined ? {} : { offset }),
    ...(page === undefined ? {} : { page }),
    ...(size === undefined ? {} : { size }),
  };
}

/** `page[number]`, `page_number` and `$pageNumber` are one name. */
export function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function isNumber(schema: JsonValue | undefined): boolean {
  const type = isJsonObject(schema) ? schema['type'] : undefined;
  const types = Array.isArray(type) ? type : [type];
  return types.includes('integer') || types.includes('number') || type === undefined;
}

/** Pages are counted from 1 unless the schema says otherwise, items from 0 but for SCIM's `startIndex`. */
function firstOf(name: string, schema: JsonValue | undefined): number {
  const { default: preset, minimum } = isJsonObject(schema) ? schema : {};
  if (typeof preset === 'number') return preset;
  if (typeof minimum === 'number' && minimum <= 1) return minimum;
  return pageNames.includes(plain(name)) || plain(name) === 'startindex' ? 1 : 0;
}
