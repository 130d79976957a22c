import { CapuchinError, isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../../base/index.js';
import type { FunctionFamily } from './function-family.js';
import { isKind } from './kinds.js';
import { parseTemplate, type RequestTemplate } from './request-template.js';
import type { Sampler } from './sampler.js';

/** @throws CapuchinError `bad-family` or `bad-template` that says what is wrong with it. */
export function readFamily(row: JsonValue, domain: string): FunctionFamily {
  if (!isJsonObject(row)) throw bad('a family is an object');
  const { name, description, parameters, values, requests } = row;
  if (typeof name !== 'string' || !/^[A-Za-z_$][\w.$-]{0,63}$/.test(name)) throw bad(`not a name: ${String(name)}`);
  if (typeof description !== 'string' || description === '') throw bad(`${name} has no description`);
  if (!isJsonObject(parameters) || parameters['type'] !== 'object' || !isJsonObject(parameters['properties']))
    throw bad(`the parameters of ${name} are no schema of an object with properties`);
  if (!isJsonObject(values ?? {})) throw bad(`the values of ${name} are no object`);
  if (!Array.isArray(requests) || requests.length === 0) throw bad(`${name} has no requests`);
  const samplers = Object.fromEntries(
    Object.entries((values ?? {}) as JsonObject).map(([path, value]) => [path, samplerOf(value, `${name}.${path}`)]),
  );
  const templates = requests.map(request => withTexts(parseTemplate(String(request)), parameters));
  for (const path of Object.keys(samplers)) declared(parameters, path, name);
  for (const template of templates) checkTemplate(template, { name, parameters, samplers });
  return { name, description, parameters, values: samplers, requests: templates, domain };
}

function samplerOf(value: JsonValue | undefined, place: string): Sampler {
  if (!isJsonObject(value) || Object.keys(value).length === 0) throw bad(`${place} is no sampler`);
  const { pick, integer, number, date, time, kind, list, count } = value;
  if (Array.isArray(pick) && pick.length > 0) return { pick };
  if (isNumbers(integer, 2) && integer.every(Number.isInteger) && integer[0] <= integer[1])
    return { integer: [integer[0], integer[1]] };
  if (isNumbers(number, 3) && number[0] <= number[1]) return { number: [number[0], number[1], number[2]] };
  if (typeof date === 'string' && /YYYY/.test(date) && /MM/.test(date) && /DD/.test(date)) return { date };
  if (typeof time === 'string' && /HH/.test(time) && /MM/.test(time)) return { time };
  if (typeof kind === 'string' && isKind(kind)) return { kind };
  if (list !== undefined && isNumbers(count, 2)) return { list: samplerOf(list, place), count: [count[0], count[1]] };
  throw bad(`${place} is no sampler: ${JSON.stringify(value).slice(0, 120)}`);
}

function isNumbers(value: JsonValue | undefined, length: 2): value is [number, number];
function isNumbers(value: JsonValue | undefined, length: 3): value is [number, number, number];
function isNumbers(value: JsonValue | undefined, length: number): boolean {
  return Array.isArray(value) && value.length === length && value.every(each => typeof each === 'number');
}

interface Checked {
  readonly name: string;
  readonly parameters: JsonSchema;
  readonly samplers: Readonly<Record<string, Sampler>>;
}

function checkTemplate(template: RequestTemplate, { name, parameters, samplers }: Checked): void {
  const always = new Set<string>();
  const walk = (parts: RequestTemplate, isOptional: boolean): void => {
    for (const part of parts) {
      if (part.kind === 'text') continue;
      if (part.kind === 'optional') {
        walk(part.parts, true);
        continue;
      }
      declared(parameters, part.parameter, name);
      if (part.kind === 'drawn' && samplers[part.parameter] === undefined)
        throw bad(`${name} has no values for ${part.parameter}`);
      if (!isOptional) always.add(topOf(part.parameter, parameters));
    }
  };
  walk(template, false);
  const required = Array.isArray(parameters['required']) ? parameters['required'] : [];
  const left = required.filter(each => typeof each !== 'string' || !always.has(each));
  if (left.length > 0) throw bad(`a request of ${name} does not set ${left.join(', ')}: ${said(template)}`);
}

/** `{zip=01067|Dresden}` and `{mode=644|…}` are texts where the parameter is one, digits or not. */
function withTexts(template: RequestTemplate, parameters: JsonSchema): RequestTemplate {
  return template.map(part => {
    if (part.kind === 'optional') return { ...part, parts: withTexts(part.parts, parameters) };
    if (part.kind !== 'given' || !['number', 'boolean'].includes(typeof part.value)) return part;
    const type = schemaAt(parameters, part.parameter)?.['type'];
    return type === 'string' ? { ...part, value: part.written } : part;
  });
}

function said(template: RequestTemplate): string {
  return template
    .map(part => (part.kind === 'text' ? part.text : part.kind === 'optional' ? '[[…]]' : `{${part.parameter}}`))
    .join('');
}

function topOf(path: string, parameters: JsonSchema): string {
  const properties = parameters['properties'] as JsonObject;
  return Object.hasOwn(properties, path) ? path : (path.split('.')[0] ?? path);
}

function declared(parameters: JsonSchema, path: string, name: string): void {
  if (schemaAt(parameters, path) === undefined) throw bad(`${name} has no parameter ${path}`);
}

/** By the property of that very name, or step by step. */
function schemaAt(parameters: JsonSchema, path: string): JsonSchema | undefined {
  const properties = parameters['properties'] as JsonObject;
  const steps = Object.hasOwn(properties, path) ? [path] : path.split('.');
  let place: JsonValue | undefined = parameters;
  for (const step of steps) {
    const inner: JsonValue | undefined = isJsonObject(place) ? place['properties'] : undefined;
    place = isJsonObject(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined;
  }
  return isJsonObject(place) ? place : undefined;
}

function bad(what: string): CapuchinError {
  return new CapuchinError('bad-family', what);
}
