import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue, type Random } from '../../../base/index.js';
import type { FamilyRequest, FunctionFamily } from './function-family.js';
import type { RequestTemplate, TemplatePart } from './request-template.js';
import { saidValue } from './said-value.js';

/** One of a family's requests with values drawn for it. */
export function familyRequest(family: FunctionFamily, template: RequestTemplate, random: Random): FamilyRequest {
  const drawn = new Map<string, JsonValue>();
  const text = template.map(part => said(part, family, drawn, random)).join('');
  return { text: tidied(text), arguments: inSchemaOrder(nested(drawn, family.parameters), family.parameters) };
}

function said(part: TemplatePart, family: FunctionFamily, drawn: Map<string, JsonValue>, random: Random): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'given':
      drawn.set(part.parameter, part.value);
      return part.words;
    case 'optional':
      return random.next() < 0.5 ? '' : part.parts.map(inner => said(inner, family, drawn, random)).join('');
    case 'drawn': {
      const sampler = family.values[part.parameter];
      if (sampler === undefined) return '';
      let value = saidValue(sampler, random);
      // From one place to the same place is nobody's journey.
      for (let tries = 0; tries < 4 && [...drawn.values()].includes(value.value); tries++)
        value = saidValue(sampler, random);
      drawn.set(part.parameter, value.value);
      return value.words;
    }
    default:
      return part satisfies never;
  }
}

function tidied(text: string): string {
  return text
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/ +([.,;?!])(?=\s|$)/g, '$1')
    .trim();
}

/** Dotted paths become objects, where the schema has no property of that very name. */
function nested(drawn: ReadonlyMap<string, JsonValue>, schema: JsonSchema): JsonObject {
  const declared = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const made: Record<string, JsonValue> = {};
  for (const [path, value] of drawn) {
    const steps = Object.hasOwn(declared, path) ? [path] : path.split('.');
    let place = made;
    for (const step of steps.slice(0, -1)) {
      const next = place[step];
      const inner = isJsonObject(next) ? { ...next } : {};
      place[step] = inner;
      place = inner;
    }
    place[steps.at(-1) ?? path] = value;
  }
  return made;
}

/** The same arguments, properties in the order in which the schema declares them, inside too. */
export function inSchemaOrder(args: JsonObject, schema: JsonSchema): JsonObject {
  return ordered(args, schema) as JsonObject;
}

function ordered(value: JsonValue, schema: JsonValue | undefined): JsonValue {
  const within = isJsonObject(schema) ? schema : {};
  if (Array.isArray(value)) return value.map(item => ordered(item, within['items']));
  if (!isJsonObject(value)) return value;
  const declared = isJsonObject(within['properties']) ? within['properties'] : {};
  const names = [
    ...Object.keys(declared).filter(name => Object.hasOwn(value, name)),
    ...Object.keys(value).filter(name => !Object.hasOwn(declared, name)),
  ];
  return Object.fromEntries(names.map(name => [name, ordered(value[name] as JsonValue, declared[name])]));
}
