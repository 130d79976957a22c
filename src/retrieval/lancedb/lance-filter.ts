import type { ApiFilter } from '../api-filter.js';

/** A condition in LanceDB's SQL for the rows of these revisions (of any, when not given) that pass the part of the filter that the rows know. */
export function lanceFilter(revisions: readonly string[] | undefined, filter: ApiFilter): string {
  const columns = {
    revision: revisions,
    provider: filter.providers,
    category: filter.categories,
    effect: filter.effects,
  };
  return Object.entries(columns)
    .flatMap(([column, allowed]) => (allowed === undefined ? [] : [isOneOf(column, allowed)]))
    .join(' AND ');
}

export function isOneOf(column: string, texts: readonly string[]): string {
  return texts.length === 0 ? 'false' : `${column} IN (${texts.map(quoted).join(', ')})`;
}

/** A text in SQL; a backslash means nothing in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
