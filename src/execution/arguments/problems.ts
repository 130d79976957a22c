import type { ErrorObject } from 'ajv/dist/2020.js';
import { isJsonObject, type JsonValue } from '../../base/index.js';
import { cutText } from '../cut-text.js';
import { shortJson } from '../short-json.js';
import { outwards, pathOf, pathText } from './argument-path.js';
import { suggestion } from './suggestion.js';

/**
 * What a schema has against arguments, in sentences a model can act on: the schema's own limits, the value that came,
 * and the nearest name where one is unknown. What several alternatives say about one value is joined. In the order
 * the schema complains; at most `max`, and then how many more there are. Takes time linear in the errors.
 */
export function problemsOf(errors: readonly ErrorObject[], max: number): string[] {
  const explained = new Set(errors.filter(isPlain).flatMap(error => [...outwards(error.instancePath)]));
  const groups = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    if (!isPlain(error) && explained.has(error.instancePath)) continue;
    const key = keyOf(error);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [error]);
    else group.push(error);
  }
  const told = [...groups.values()].slice(0, max).map(([first, ...rest]) => sentence(first as ErrorObject, rest));
  return groups.size <= max ? told : [...told, `and ${groups.size - max} more`];
}

/** A combination fails because its parts do; where they say why, it need not. */
function isPlain({ keyword }: ErrorObject): boolean {
  return keyword !== 'anyOf' && keyword !== 'oneOf' && keyword !== 'if';
}

/** Equal for errors that make one sentence. */
function keyOf({ instancePath, keyword, params, schema }: ErrorObject): string {
  if (keyword === 'type') return `${instancePath} type`;
  if (keyword === 'enum' || keyword === 'const') return `${instancePath} choice`;
  const name = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  return `${instancePath} ${keyword} ${name ?? (typeof schema === 'object' ? '' : schema)}`;
}

function subjectOf({ instancePath }: ErrorObject): string {
  return instancePath === '' ? 'the arguments' : JSON.stringify(pathText(pathOf(instancePath)));
}

function sentence(error: ErrorObject, others: readonly ErrorObject[]): string {
  const subject = subjectOf(error);
  const alike = [error, ...others];
  const limit = error.schema;
  const inside = error.instancePath === '' ? '' : ` in ${subject}`;
  switch (error.keyword) {
    case 'required':
    case 'dependentRequired':
      return `missing required ${JSON.stringify(error.params['missingProperty'])}${inside}`;
    case 'type':
      return `${subject} must be ${either(alike.flatMap(other => other.schema as JsonValue))}${not(error)}`;
    case 'enum':
    case 'const':
      return `${subject} must be ${choices(alike.flatMap(choicesOf), error.data)}${not(error)}`;
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(error.params['additionalProperty'] ?? error.params['unevaluatedProperty']);
      return `unknown ${JSON.stringify(name)}${inside}${suggestion(name, propertyNames(error))}`;
    }
    case 'minLength':
      return `${subject} must have at least ${counted(limit, 'character')}${not(error)}`;
    case 'maxLength':
      return `${subject} must have at most ${counted(limit, 'character')}${not(error)}`;
    case 'minItems':
    case 'maxItems':
      return `${subject} must have at ${error.keyword === 'minItems' ? 'least' : 'most'} ${counted(limit, 'item')}`;
    case 'minProperties':
    case 'maxProperties':
      return `${subject} must have at ${error.keyword === 'minProperties' ? 'least' : 'most'} ${counted(limit, 'member')}`;
    case 'uniqueItems':
      return `${subject} must not repeat an item`;
    case 'pattern':
      return `${subject} must match the pattern ${limit}${not(error)}`;
    case 'format':
      return `${subject} must be written as ${limit}${not(error)}`;
    case 'false schema':
      return `${subject} must not be given`;
    case 'oneOf':
    case 'anyOf':
      return Array.isArray(error.params['passingSchemas'])
        ? `${subject} must fit only one of its allowed forms`
        : `${subject} must fit one of its allowed forms${not(error)}`;
    default:
      return `${subject} ${error.message ?? `breaks ${error.keyword}`}${not(error)}`;
  }
}

function counted(count: unknown, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

/** `a`, `a or b`, `a, b or c`, each said once. */
function either(names: readonly JsonValue[]): string {
  const distinct = [...new Set(names.map(String))];
  return distinct.length < 2 ? distinct.join() : `${distinct.slice(0, -1).join(', ')} or ${distinct.at(-1)}`;
}

function choicesOf(error: ErrorObject): JsonValue[] {
  return error.keyword === 'const' ? [error.schema as JsonValue] : (error.schema as JsonValue[]);
}

const maxChoices = 12;

function choices(allowed: readonly JsonValue[], given: unknown): string {
  const texts = [...new Set(allowed.map(plain))];
  if (texts.length === 1) return texts.join();
  if (texts.length <= maxChoices) return `one of ${texts.join(', ')}`;
  const hint = typeof given === 'string' ? suggestion(given, texts) : '';
  return `one of ${texts.slice(0, maxChoices).join(', ')}, … (${texts.length} in all)${hint}`;
}

function plain(value: JsonValue): string {
  return cutText(typeof value === 'string' ? value : JSON.stringify(value), 60);
}

function not({ data }: ErrorObject): string {
  return `, not ${shortJson(data as JsonValue)}`;
}

function propertyNames({ parentSchema }: ErrorObject): string[] {
  const properties = parentSchema?.['properties'] as unknown;
  return isJsonObject(properties) ? Object.keys(properties) : [];
}
