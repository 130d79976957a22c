import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue, type Random } from '../../../base/index.js';
import type { Callable } from '../../../catalog/index.js';
import type { WrittenCall } from '../../../models/index.js';
import { identifierWords } from '../../requests/identifier-words.js';

/** A function under other names, and how calls of it are renamed alike. */
export interface VariedFunction {
  readonly callable: Callable;
  /** In the order in which its schema declares them. */
  call(args: JsonObject, missing: readonly string[]): WrittenCall;
}

/** What the examples need of a function. */
export interface FunctionUse {
  /** Arguments that are given. */
  readonly names: ReadonlySet<string>;
  /** Every value stands in its request as it is, so that no description is needed to write it. */
  readonly isVerbatim: boolean;
}

/**
 * Functions as another author might have written them: names in another style, parameters renamed and in another order,
 * optional ones left out unless they are used, descriptions missing where values need none. A model that was taught with
 * them reads documents and does not remember names. Source: Gorilla, section 3.2 (retriever-aware training, changes of
 * documents).
 */
export function varyFunctions(
  functions: readonly Callable[],
  uses: readonly FunctionUse[],
  random: Random,
): VariedFunction[] {
  const style = random.next() < 0.5 ? undefined : random.pick(styles);
  const parameterStyle = random.next() < 0.7 ? undefined : random.pick(parameterStyles);
  const taken = new Set<string>();
  return functions.map((each, place) => {
    const name = unusedName(style === undefined ? each.name : style(identifierWords(each.name)), each.name, taken);
    return { ...variedParameters(each, uses[place] ?? unused, parameterStyle, random, name) };
  });
}

const unused: FunctionUse = { names: new Set(), isVerbatim: true };

type NameStyle = (words: readonly string[]) => string;

const capitalised = (word: string): string => (word[0] ?? '').toUpperCase() + word.slice(1);
const snake: NameStyle = words => words.join('_');
const camel: NameStyle = ([first = '', ...rest]) => first + rest.map(capitalised).join('');
const pascal: NameStyle = words => words.map(capitalised).join('');
const kebab: NameStyle = words => words.join('-');
const dotted: NameStyle = ([first = '', ...rest]) => (rest.length === 0 ? first : `${first}.${rest.join('_')}`);
const styles: readonly NameStyle[] = [snake, snake, camel, camel, pascal, dotted, kebab];
const parameterStyles: readonly NameStyle[] = [snake, snake, camel, camel, kebab];

function unusedName(wanted: string, original: string, taken: Set<string>): string {
  const legal = /^[A-Za-z_$][\w.$-]*$/.test(wanted) ? wanted : original;
  let name = taken.has(legal) ? original : legal;
  for (let n = 2; taken.has(name); n++) name = `${original}_${n}`;
  taken.add(name);
  return name;
}

/** Names that authors choose for the same thing; each may become any other of its row. */
const synonyms: readonly (readonly string[])[] = [
  ['city', 'location', 'place', 'town'],
  ['query', 'q', 'search', 'keywords', 'search_term'],
  ['limit', 'max_results', 'count', 'num_results', 'top_n'],
  ['start_date', 'from_date', 'date_from', 'begin'],
  ['end_date', 'to_date', 'date_to', 'until'],
  ['date', 'day', 'on_date'],
  ['amount', 'sum', 'value'],
  ['origin', 'from', 'source', 'start'],
  ['destination', 'to', 'target', 'end'],
  ['email', 'email_address', 'mail'],
  ['name', 'title', 'label'],
  ['text', 'content', 'body', 'message'],
  ['language', 'lang', 'locale'],
  ['unit', 'units', 'measure'],
  ['user_id', 'uid', 'account_id'],
  ['quantity', 'qty', 'number_of_items'],
  ['country', 'nation', 'country_name'],
  ['url', 'link', 'address', 'uri'],
  ['file', 'path', 'filename', 'file_path'],
  ['category', 'type', 'kind', 'genre'],
];
const synonymsOf = new Map(synonyms.flatMap(row => row.map(name => [name, row] as const)));

function variedParameters(
  { description, parameters }: Callable,
  { names: used, isVerbatim }: FunctionUse,
  style: NameStyle | undefined,
  random: Random,
  name: string,
): VariedFunction {
  const properties = isJsonObject(parameters['properties']) ? parameters['properties'] : {};
  const required = new Set(Array.isArray(parameters['required']) ? parameters['required'] : []);
  const leavesOut = random.next() < 0.3;
  const kept = Object.keys(properties).filter(
    each => required.has(each) || used.has(each) || !leavesOut || random.next() < 0.6,
  );
  const order = random.next() < 0.3 ? random.shuffle(kept) : kept;
  const names = renamed(order, style, random);
  const sayLess = random.next() < 0.12 && isVerbatim;
  const changed: Record<string, JsonValue> = {};
  for (const each of order) {
    const property = properties[each];
    changed[names.get(each) ?? each] =
      sayLess && isJsonObject(property) ? withoutDescription(property) : (property ?? {});
  }
  const schema: JsonSchema = {
    ...parameters,
    properties: changed,
    required: order.filter(each => required.has(each)).map(each => names.get(each) ?? each),
  };
  return {
    callable: { name, description: random.next() < 0.05 ? '' : description, parameters: schema },
    call(args, missing) {
      const members = order.flatMap(each => {
        const value = missing.includes(each) ? null : args[each];
        return value === undefined ? [] : [[names.get(each) ?? each, value] as const];
      });
      const open = missing.flatMap(each => names.get(each) ?? []);
      return { name, arguments: Object.fromEntries(members), ...(open.length === 0 ? {} : { missing: open }) };
    },
  };
}

function renamed(order: readonly string[], style: NameStyle | undefined, random: Random): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>(order);
  for (const each of order) {
    const row = synonymsOf.get(each);
    const meant = row !== undefined && random.next() < 0.25 ? random.pick(row) : each;
    const styled = style === undefined ? meant : style(identifierWords(meant));
    const free = styled !== '' && (styled === each || !taken.has(styled));
    names.set(each, free ? styled : each);
    taken.add(free ? styled : each);
  }
  return names;
}

function withoutDescription(property: JsonObject): JsonObject {
  const { description: _left, ...rest } = property;
  return rest;
}
