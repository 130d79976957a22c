import { isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';
import type { Api } from '../../../catalog/index.js';
import { inSchemaOrder } from '../families/family-request.js';
import type { Wish, WishedCall } from '../function-pool.js';

/**
 * Requests of Seal-Tools with their gold calls, for the functions that are known by title. Calls that take what an earlier
 * call gives (`API_call_0`) cannot be made at once and are left out, request and all.
 */
export function sealtoolsWishes(rows: readonly JsonValue[], apis: readonly Api[]): Wish[] {
  const byTitle = new Map(apis.map(api => [api.title, api]));
  return rows.flatMap(row => wishOf(row, byTitle) ?? []);
}

function wishOf(row: JsonValue, byTitle: ReadonlyMap<string, Api>): Wish | undefined {
  if (!isJsonObject(row) || typeof row['query'] !== 'string' || !Array.isArray(row['calling'])) return undefined;
  const calls = row['calling'].map(call => (isJsonObject(call) ? callOf(call, byTitle) : undefined));
  const known = calls.flatMap(call => call ?? []);
  return known.length === calls.length && known.length > 0 ? { text: row['query'], calls: known } : undefined;
}

function callOf(call: JsonObject, byTitle: ReadonlyMap<string, Api>): WishedCall | undefined {
  const api = byTitle.get(String(call['api']));
  const given = call['parameters'];
  if (api === undefined || !isJsonObject(given) || /"API_call_\d+"/.test(JSON.stringify(given))) return undefined;
  const { id, provider, name, description, parameters } = api;
  return {
    function: { id, provider, name, description, parameters },
    ask: { text: '', arguments: inSchemaOrder(given, parameters), missing: [] },
  };
}
