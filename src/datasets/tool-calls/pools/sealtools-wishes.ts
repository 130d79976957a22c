import { isJsonObject, type JsonObject, type JsonValue, type Random, seededRandom } from '../../../base/index.js';
import type { Api } from '../../../catalog/index.js';
import { sampledValue } from '../../requests/sampled-value.js';
import { inSchemaOrder } from '../families/family-request.js';
import type { Wish, WishedCall } from '../function-pool.js';
import { isGrounded } from '../sources/is-grounded.js';

/**
 * Requests of Seal-Tools with their gold calls, for the functions that are known by title. What a call takes from an
 * earlier one (`API_call_0`, the numbers counting the fields of all replies) is given by it in a later round; the values
 * are drawn. Requests whose calls make up a value are left out.
 */
export function sealtoolsWishes(rows: readonly JsonValue[], apis: readonly Api[]): Wish[] {
  const byTitle = new Map(apis.map(api => [api.title, api]));
  return rows.flatMap(row => (isJsonObject(row) ? (wishOf(row, byTitle) ?? []) : []));
}

interface Given {
  /** Place of the call that gives it. */
  readonly call: number;
  readonly field: string;
  readonly value: JsonValue;
}

const reference = /^API_call_(\d+)$/;

function wishOf({ id, query, calling }: JsonObject, byTitle: ReadonlyMap<string, Api>): Wish | undefined {
  if (typeof query !== 'string' || !Array.isArray(calling)) return undefined;
  const random = seededRandom(`sealtools/${String(id)}`);
  const rows = calling.filter(isJsonObject);
  const apis = rows.map(({ api }) => byTitle.get(String(api)));
  const given = new Map<string, Given>();
  const calls: WishedCall[] = [];
  const rounds: number[] = [];
  for (const [place, { parameters }] of rows.entries()) {
    const api = apis[place];
    if (api === undefined || !isJsonObject(parameters)) return undefined;
    const filled: Record<string, JsonValue> = {};
    let round = 0;
    for (const [name, value] of Object.entries(parameters)) {
      const target = typeof value === 'string' ? reference.exec(value) : null;
      if (target === null) {
        if (!isGrounded(value, [query])) return undefined;
        filled[name] = value;
        continue;
      }
      const source = sourceOf(Number(target[1]), rows, apis, place);
      const known = given.get(String(value)) ?? (source && drawn(source, name, api, random));
      if (known === undefined) return undefined;
      given.set(String(value), known);
      filled[name] = known.value;
      round = Math.max(round, (rounds[known.call] ?? 0) + 1);
    }
    rounds.push(round);
    calls.push({
      function: { ...api },
      ask: { text: '', arguments: inSchemaOrder(filled, api.parameters), missing: [] },
      round,
    });
  }
  return calls.length === 0
    ? undefined
    : { text: query, calls: calls.map((call, place) => withReply(call, place, given)) };
}

/** The call and the field of its reply that a number stands for; `undefined` for one that is not made before. */
function sourceOf(number: number, rows: readonly JsonObject[], apis: readonly (Api | undefined)[], before: number) {
  for (let call = 0; call < before; call++) {
    const { responses } = rows[call] ?? {};
    const at = Array.isArray(responses) ? responses.indexOf(`API_call_${number}`) : -1;
    const properties = apis[call]?.returns?.['properties'];
    const field = isJsonObject(properties) ? Object.keys(properties)[at] : undefined;
    if (at !== -1) return field === undefined ? undefined : { call, field };
  }
  return undefined;
}

/** A value that the argument takes, and the field that gives it. */
function drawn(
  { call, field }: { readonly call: number; readonly field: string },
  name: string,
  { parameters }: Api,
  random: Random,
): Given | undefined {
  const { properties } = parameters;
  const schema = isJsonObject(properties) ? properties[name] : undefined;
  const sampled = isJsonObject(schema) ? sampledValue(name, schema, random) : undefined;
  return sampled === undefined ? undefined : { call, field, value: sampled.value };
}

function withReply(call: WishedCall, place: number, given: ReadonlyMap<string, Given>): WishedCall {
  const own = [...given.values()].filter(each => each.call === place);
  const { id, provider, name, description, parameters } = call.function;
  const plain = { ...call, function: { id, provider, name, description, parameters } };
  return own.length === 0
    ? plain
    : { ...plain, gives: Object.fromEntries(own.map(({ field, value }) => [field, value])) };
}
