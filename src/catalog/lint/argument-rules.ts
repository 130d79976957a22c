import { isJsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import { isCredentialName, isSecretName } from '../secret-names.js';
import { type Place, type Rule, ruleOfOne } from './rule.js';
import type { LintedArgument, Subject } from './subject.js';

const maxArguments = 20;
const maxRequired = 8;
const maxLevels = 4;

/** A rule that looks at each argument alone. */
function ruleOfArguments(
  rule: Omit<Rule, 'check'>,
  problem: (argument: LintedArgument, subject: Subject) => string | undefined,
): Rule {
  return {
    ...rule,
    check: subject =>
      subject.arguments.flatMap((argument): Place[] => {
        const message = problem(argument, subject);
        return message === undefined ? [] : [{ at: argument.at, message }];
      }),
  };
}

export const untypedArgument: Rule = ruleOfArguments(
  { id: 'untyped-argument', cost: 5, maxCost: 15, advice: 'Give the parameter a schema with a type.' },
  ({ name, schema }) => (saysType(schema) ? undefined : `"${name}" may be anything`),
);

export const undescribedArgument: Rule = ruleOfArguments(
  {
    id: 'undescribed-argument',
    cost: 4,
    maxCost: 20,
    advice: 'Say what the parameter means, its format and its unit.',
  },
  ({ name, schema }) => (describes(schema) ? undefined : `nothing says what "${name}" means`),
);

export const unexplainedEnum: Rule = ruleOfArguments(
  { id: 'unexplained-enum', cost: 3, maxCost: 9, advice: 'Explain each value in the description.' },
  ({ name, schema }) => {
    const values = schema['enum'];
    if (!Array.isArray(values) || values.length < 2) return undefined;
    const codes = values.filter(isCode);
    const description = String(schema['description'] ?? '').toLowerCase();
    const isExplained = codes.every(code => description.includes(String(code).toLowerCase()));
    return codes.length === 0 || (description !== '' && isExplained)
      ? undefined
      : `nothing says what the values of "${name}" mean: ${codes.slice(0, 5).map(String).join(', ').slice(0, 80)}`;
  },
);

export const openObject: Rule = ruleOfArguments(
  { id: 'open-object', cost: 5, maxCost: 10, advice: 'List the members of the object in its schema.' },
  ({ name, schema }) => {
    const isObject =
      schema['type'] === 'object' || (Array.isArray(schema['type']) && schema['type'].includes('object'));
    const tells = ['properties', 'additionalProperties', 'patternProperties', 'allOf', 'anyOf', 'oneOf', 'enum'];
    return isObject && !tells.some(keyword => isTelling(schema[keyword]))
      ? `"${name}" is an object of unknown members`
      : undefined;
  },
);

export const secretArgument: Rule = ruleOfArguments(
  {
    id: 'secret-argument',
    cost: 5,
    maxCost: 10,
    advice: 'Declare credentials as a security scheme, so that no model has to see them.',
  },
  ({ name, schema }) => {
    const isText = schema['type'] === 'string' || schema['type'] === undefined;
    return isText && (schema['format'] === 'password' || isSecretName(name) || isCredentialName(name))
      ? `"${name}" asks the model for a secret`
      : undefined;
  },
);

export const manyArguments: Rule = ruleOfOne(
  { id: 'many-arguments', cost: 10, advice: 'Split the operation, or group rarely used parameters.' },
  subject => {
    const count = subject.arguments.length;
    return count > maxArguments ? `it has ${count} arguments; models do well with up to ${maxArguments}` : undefined;
  },
);

export const manyRequired: Rule = ruleOfOne(
  { id: 'many-required', cost: 5, advice: 'Give defaults to what can have one.' },
  subject => {
    const count = subject.arguments.filter(
      ({ required, schema }) => required && schema['default'] === undefined,
    ).length;
    return count > maxRequired
      ? `${count} arguments must be given; models do well with up to ${maxRequired}`
      : undefined;
  },
);

export const deepArgument: Rule = ruleOfArguments(
  { id: 'deep-argument', cost: 5, maxCost: 10, advice: 'Flatten the object.' },
  ({ name, schema }, { follow }) =>
    levels(schema, follow, 1, { left: maxVisits }) > maxLevels
      ? `"${name}" is nested deeper than ${maxLevels} levels`
      : undefined,
);

/** Most schemas that are looked at for the depth of one argument. */
const maxVisits = 300;

/** Levels of objects within objects; counting stops one beyond the limit. */
function levels(schema: JsonSchema, follow: Subject['follow'], level: number, visits: { left: number }): number {
  visits.left -= 1;
  if (level > maxLevels || visits.left < 0) return level;
  const { properties, items, allOf } = schema;
  const inside = [
    ...(isJsonObject(properties) ? Object.values(properties).map(each => [each, level + 1] as const) : []),
    ...(items === undefined ? [] : [[items, level] as const]),
    ...(Array.isArray(allOf) ? allOf.map((each: JsonValue) => [each, level] as const) : []),
  ];
  let deepest = isJsonObject(properties) ? level : level - 1;
  for (const [child, at] of inside) {
    const followed = follow(child);
    if (followed['properties'] === undefined && followed['items'] === undefined && followed['allOf'] === undefined)
      continue;
    deepest = Math.max(deepest, levels(followed, follow, at, visits));
    if (deepest > maxLevels) return deepest;
  }
  return deepest;
}

const typing = ['type', 'enum', 'const', 'properties', 'items', 'allOf', 'anyOf', 'oneOf', 'not'];

function saysType(schema: JsonSchema): boolean {
  return typing.some(keyword => schema[keyword] !== undefined);
}

/** A title that is more than the name says something, too, and so does a description of every alternative. */
function describes(schema: JsonSchema): boolean {
  const { description, allOf, anyOf, oneOf } = schema;
  if (typeof description === 'string' && description.trim() !== '') return true;
  return [allOf, anyOf, oneOf].some(
    list =>
      Array.isArray(list) &&
      list.some((each: JsonValue) => isJsonObject(each) && typeof each['description'] === 'string'),
  );
}

/** Values that do not explain themselves: numbers, and texts of one or two letters or mostly digits. */
function isCode(value: JsonValue): boolean {
  if (typeof value === 'number') return true;
  return typeof value === 'string' && value !== '' && (value.length < 3 || /^[A-Z]{0,3}[\d._-]+[A-Z]?$/.test(value));
}

function isTelling(value: JsonValue | undefined): boolean {
  if (value === undefined || typeof value === 'boolean') return false;
  return !isJsonObject(value) || Object.keys(value).length > 0;
}
