import type { ErrorObject } from 'ajv/dist/2020.js';
import { isJsonObject, type JsonValue } from '../../base/index.js';
import { cutText } from '../observation-body.js';
import { shortJson } from '../short-json.js';
import { pathOf, pathText } from './argument-path.js';
import { suggestion } from './suggestion.js';

/**
 * What a schema has against arguments, in sentences a model can act on: the schema's own limits, the value that came,
 * and the nearest name where one is unknown. What several alternatives say about one value is joined. In the order
 * the schema complains, without repetition.
 */
export function problemsOf(errors: readonly ErrorObject[]): string[] {
  const told = errors.filter(error => !isExplained(error, errors));
  const sentences = new Set<string>();
  for (const error of told) {
    const subject = subjectOf(error);
    const alike = told.filter(other => other.instancePath === error.instancePath && sortOf(other) === sortOf(error));
    sentences.add(sentence(subject, error, alike));
  }
  return [...sentences];
}

const combinations = new Set(['anyOf', 'oneOf', 'if']);

/** A combination fails because its parts do; where they say why, it need not. */
function isExplained(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  if (!combinations.has(error.keyword)) return false;
  return errors.some(
    other =>
      !combinations.has(other.keyword) &&
      (other.instancePath === error.instancePath || other.instancePath.startsWith(`${error.instancePath}/`)),
  );
}

/** `type` errors about one value are told together, and so are the values it may have. */
function sortOf({ keyword }: ErrorObject): string {
  return keyword === 'const' ? 'enum' : keyword;
}

function subjectOf({ instancePath }: ErrorObject): string {
  return instancePath === '' ? 'the arguments' : JSON.stringify(pathText(pathOf(instancePath)));
}

function sentence(subject: string, error: ErrorObject, alike: readonly ErrorObject[]): string {
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
