import { isJsonObject, type JsonValue, type Sqlite } from '../../base/index.js';

/** A collection, and who and what the APIs of one of its documents are of, as most of them say. */
export interface ApiGroup {
  readonly collection: string;
  readonly provider: string;
  readonly tool: string;
  readonly category: string;
}

/** One for each document, in the order of their import. Single APIs may say otherwise. */
export function readGroups(database: Sqlite): ApiGroup[] {
  return database.all('SELECT collection, common FROM document ORDER BY number').map(row => {
    const { draft } = JSON.parse(String(row['common'])) as { readonly draft?: JsonValue };
    const shared = isJsonObject(draft) ? draft : {};
    const text = (value: JsonValue | undefined) => (typeof value === 'string' ? value : '');
    return {
      collection: String(row['collection']),
      provider: text(shared['provider']),
      tool: text(shared['tool']),
      category: text(shared['category']),
    };
  });
}
