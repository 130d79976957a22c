import { isJsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import {
  cut,
  type Detail,
  firstWords,
  membersOf,
  oneLine,
  printName,
  printSchema,
  referred,
} from '../print-parameters.js';
import type { Viewed } from './viewed.js';

export interface FullViewOptions {
  readonly maxTokens: number;
  readonly countTokens: (text: string) => number;
}

interface FullDetail extends Detail {
  /** Levels of arguments that get lines of their own. */
  readonly levels: number;
  /** Arguments of one object at most. */
  readonly most: number;
}

/** Tried from the most to the least. */
const details: readonly FullDetail[] = [
  { parameterWords: 80, descriptionWords: 300, enumValues: 60, depth: 2, optional: true, levels: 4, most: 100 },
  { parameterWords: 40, descriptionWords: 200, enumValues: 40, depth: 2, optional: true, levels: 3, most: 80 },
  { parameterWords: 20, descriptionWords: 120, enumValues: 20, depth: 2, optional: true, levels: 2, most: 60 },
  { parameterWords: 10, descriptionWords: 60, enumValues: 12, depth: 1, optional: true, levels: 1, most: 60 },
  { parameterWords: 4, descriptionWords: 40, enumValues: 6, depth: 1, optional: true, levels: 1, most: 40 },
  { parameterWords: 0, descriptionWords: 20, enumValues: 3, depth: 0, optional: true, levels: 1, most: 40 },
  { parameterWords: 0, descriptionWords: 12, enumValues: 3, depth: 0, optional: false, levels: 1, most: 20 },
  { parameterWords: 0, descriptionWords: 8, enumValues: 0, depth: 0, optional: false, levels: 0, most: 0 },
];

/**
 * An API on several lines: name, effect and description, a line for each argument, those of nested objects indented
 * below it, what it returns, an example. Says less of each part until all fits; what does not fit even then is marked.
 */
export function fullView(api: Viewed, { maxTokens, countTokens }: FullViewOptions): string {
  let text = '';
  for (const detail of details) {
    text = linesOf(api, detail).join('\n');
    if (countTokens(text) <= maxTokens) return text;
  }
  return `${oneLine(api.name)} (${api.effect})\n${cut}`;
}

function linesOf(api: Viewed, detail: FullDetail): string[] {
  const { parameters, returns } = api;
  const about = firstWords(api.description, detail.descriptionWords);
  const listed = argumentLines(parameters, parameters, detail, 1, []);
  return [
    `${oneLine(api.name)} (${api.effect})`,
    ...(about === '' ? [] : [about]),
    ...(listed.length === 0 ? ['arguments: none'] : ['arguments:', ...listed]),
    ...(returns === undefined ? [] : [`returns: ${printSchema(returns, returns, detail)}`]),
    ...exampleLines(api, detail),
  ];
}

function argumentLines(
  schema: JsonSchema,
  root: JsonSchema,
  detail: FullDetail,
  level: number,
  open: readonly JsonSchema[],
): string[] {
  const { properties, required } = membersOf(schema, root);
  const indent = '  '.repeat(level);
  const lines: string[] = [];
  let left = 0;
  for (const [name, value] of Object.entries(properties)) {
    const isRequired = required.has(name);
    if ((!isRequired && !detail.optional) || lines.length >= detail.most) {
      left += 1;
      continue;
    }
    const property = isJsonObject(value) ? value : {};
    const inner = innerObject(property, root);
    const isSpelt = inner !== undefined && level < detail.levels && !open.includes(inner);
    const type = isSpelt
      ? printSchema(property, root, { ...detail, depth: 0 }).replaceAll(`{${cut}}`, 'object')
      : printSchema(property, root, detail);
    const words = [type, ...factsOf(property, root), firstWords(descriptionOf(property, root), detail.parameterWords)];
    lines.push(`${indent}${printName(name)}${isRequired ? '' : '?'}: ${words.filter(word => word !== '').join(' ')}`);
    if (isSpelt) lines.push(...argumentLines(inner, root, detail, level + 1, [...open, inner]));
  }
  return left === 0 ? lines : [...lines, `${indent}${cut} ${left} more`];
}

/** The schema whose members are worth lines of their own: an object's, or that of an array's items. */
function innerObject(schema: JsonSchema, root: JsonSchema): JsonSchema | undefined {
  const target = referred(schema, root);
  const { items } = target;
  if (isJsonObject(items)) return innerObject(items, root);
  return Object.keys(membersOf(target, root).properties).length === 0 ? undefined : target;
}

function descriptionOf(schema: JsonSchema, root: JsonSchema): string {
  const { description = referred(schema, root)['description'] } = schema;
  return typeof description === 'string' ? description : '';
}

const limits: readonly (readonly [keyword: string, before: string])[] = [
  ['minimum', '≥ '],
  ['exclusiveMinimum', '> '],
  ['maximum', '≤ '],
  ['exclusiveMaximum', '< '],
];

/** Format, limits and default, as far as they are short. */
function factsOf(schema: JsonSchema, root: JsonSchema): string[] {
  const target = referred(schema, root);
  const { format } = target;
  const { default: usual = target['default'] } = schema;
  return [
    ...(typeof format === 'string' ? [oneLine(format)] : []),
    ...limits.flatMap(([keyword, before]) =>
      typeof target[keyword] === 'number' ? [`${before}${target[keyword]}`] : [],
    ),
    ...(usual === undefined ? [] : [`(default ${shortJson(usual)})`]),
  ];
}

const maxDefaultCharacters = 60;
const maxExampleCharacters = 600;

function exampleLines({ examples }: Viewed, detail: FullDetail): string[] {
  const [first] = examples;
  if (first === undefined || detail.parameterWords === 0) return [];
  const text = oneLine(JSON.stringify(first.arguments));
  return text.length > maxExampleCharacters ? [] : [`example: ${text}`];
}

function shortJson(value: JsonValue): string {
  const text = oneLine(JSON.stringify(value));
  return text.length > maxDefaultCharacters ? cut : text;
}
