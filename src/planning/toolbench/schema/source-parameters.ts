import { isJsonObject, type JsonValue } from '../../../base/index.js';
import { type Api, standardIdentifier } from '../../../catalog/index.js';

/** A parameter as ToolBench's documents have it. */
export interface SourceParameter {
  readonly name: string;
  /** As the source spells it: `STRING`, `NUMBER`, … */
  readonly type: string;
  readonly description: string;
  /** Any JSON value; the empty text where there is none. */
  readonly default: JsonValue;
  readonly isRequired: boolean;
  /** What our schema calls it. */
  readonly argument: string;
}

/**
 * The parameters of an API in the source's own words, required ones first. Where the text that ToolBench's retrievers
 * index is kept they are read from that, since schemas keep no default that does not fit; otherwise from the schema.
 */
export function sourceParameters(api: Api): readonly SourceParameter[] {
  const { properties = {}, required = [] } = api.parameters;
  if (!isJsonObject(properties)) return [];
  const published = publishedParameters(api);
  const renamed = api.invocation.kind === 'toolbench' ? (api.invocation.arguments ?? {}) : {};
  const isRequired = (argument: string) => Array.isArray(required) && required.includes(argument);
  const all = Object.entries(properties).map(([argument, schema]): SourceParameter => {
    const name = renamed[argument] ?? argument;
    const member = (key: string): JsonValue => (isJsonObject(schema) ? (schema[key] ?? '') : '');
    const source = published.get(name) ?? {};
    const text = (value: JsonValue | undefined, otherwise: JsonValue) =>
      typeof value === 'string' ? value : typeof otherwise === 'string' ? otherwise : '';
    return {
      name,
      type: text(source['type'], member('x-type') || member('type')),
      description: text(source['description'], member('description')),
      default: source['default'] ?? member('default'),
      isRequired: isRequired(argument),
      argument,
    };
  });
  return [...all.filter(each => each.isRequired), ...all.filter(each => !each.isRequired)];
}

/** Names as ToolBench prints them. Of two that come out alike the second gets a number. */
export function printedNames(parameters: readonly SourceParameter[]): ReadonlyMap<SourceParameter, string> {
  const names = new Map<SourceParameter, string>();
  const taken = new Set<string>();
  for (const parameter of parameters) {
    const wanted = standardIdentifier(parameter.name) || 'parameter';
    let name = wanted;
    for (let count = 2; taken.has(name); count += 1) name = `${wanted}_${count}`;
    taken.add(name);
    names.set(parameter, name);
  }
  return names;
}

/** The example of a reply that the source gives, values replaced by the names of their types; undefined without one. */
export function responseTemplate(api: Api): JsonValue | undefined {
  const parts = documentParts(api);
  return parts === undefined || parts.schema === '' ? undefined : parts.schema;
}

function publishedParameters(api: Api): ReadonlyMap<string, Readonly<Record<string, JsonValue>>> {
  const parts = documentParts(api);
  const listed = [parts?.required, parts?.optional].flatMap(list => (Array.isArray(list) ? (list as JsonValue[]) : []));
  const found = new Map<string, Readonly<Record<string, JsonValue>>>();
  for (const each of listed) {
    const name = isJsonObject(each) ? each['name'] : undefined;
    if (isJsonObject(each) && typeof name === 'string' && !found.has(name)) found.set(name, each);
  }
  return found;
}

/** The JSON at the end of ToolBench's text for an API. Descriptions may hold the same words, so the first that parses counts. */
function documentParts({ document = '', invocation }: Api) {
  if (invocation.kind !== 'toolbench') return undefined;
  for (let from = document.indexOf(marks[0]); from >= 0; from = document.indexOf(marks[0], from + 1)) {
    const second = document.indexOf(marks[1], from);
    const third = document.indexOf(marks[2], second);
    if (second < 0 || third < 0) return undefined;
    const required = parsed(document.slice(from + marks[0].length, second));
    const optional = parsed(document.slice(second + marks[1].length, third));
    const schema = parsed(document.slice(third + marks[2].length));
    if (required !== undefined && optional !== undefined && schema !== undefined) return { required, optional, schema };
  }
  return undefined;
}

const marks = [', required_params: ', ', optional_params: ', ', return_schema: '] as const;

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined; // the marks stood in a description, or in a default
  }
}
