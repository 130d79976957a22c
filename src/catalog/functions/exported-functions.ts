import { isJsonObject, messageOf } from '../../base/index.js';
import type { Effect } from '../api.js';
import { isLegalName } from '../naming.js';
import type { FunctionContext, FunctionDefinition } from './function-definition.js';
import { isStandardJsonSchema, jsonSchemaOf, parsedBy } from './standard-schema.js';

/** An export that is, or means to be, a function with a schema. `place` is its path in the module: `tools.add`. */
export type ExportedFunction =
  | { readonly place: string; readonly definition: FunctionDefinition }
  | { readonly place: string; readonly reason: string };

/**
 * The functions a module exports, in the order it lists its exports: definitions, arrays and records of them, alone or as
 * `default`. Whatever has neither `run` nor `parameters` is left out; what has and cannot be called comes with the reason,
 * and so does a second definition of the same name.
 */
export function exportedFunctions(exports: Readonly<Record<string, unknown>>): readonly ExportedFunction[] {
  const seen = new Map<string, { value: unknown; place: string }>();
  return [...candidatesIn(exports, '')].flatMap(({ value, place, name }): ExportedFunction[] => {
    const definition = definitionOf(value, name);
    if (typeof definition === 'string') return [{ place, reason: `${place}: ${definition}` }];
    const first = seen.get(definition.name);
    if (first === undefined) {
      seen.set(definition.name, { value, place });
      return [{ place, definition }];
    }
    // One object under two exports, such as by name and as default, is one function.
    if (first.value === value) return [];
    return [{ place, reason: `${place}: ${first.place} is named "${definition.name}" too` }];
  });
}

interface Candidate {
  readonly value: Readonly<Record<string, unknown>>;
  readonly place: string;
  /** What it is called when it does not say so itself. */
  readonly name?: string;
}

function* candidatesIn(holder: object, within: string): Generator<Candidate> {
  for (const [key, value] of Object.entries(holder) as [string, unknown][]) {
    if (typeof value !== 'object' || value === null) continue;
    const place = Array.isArray(holder) ? `${within}[${key}]` : within === '' ? key : `${within}.${key}`;
    if (isCandidate(value)) {
      const named = !Array.isArray(holder) && key !== 'default';
      yield { value, place, ...(named && { name: key }) };
    } else if (within === '') {
      yield* candidatesIn(value, place);
    }
  }
}

function isCandidate(value: object): value is Readonly<Record<string, unknown>> {
  return !Array.isArray(value) && (typeof Reflect.get(value, 'run') === 'function' || 'parameters' in value);
}

const effects: readonly unknown[] = ['read', 'reversible', 'irreversible'] satisfies Effect[];

/** The definition, checked, or in words what is wrong with it. */
function definitionOf(
  value: Readonly<Record<string, unknown>>,
  exportName: string | undefined,
): FunctionDefinition | string {
  const { name = exportName, description = '', parameters, effect, run, undo } = value;
  if (typeof name !== 'string' || name === '') return 'it has no name';
  if (!isLegalName(name)) return `the name "${name}" is not 1 to 64 of a-z, A-Z, 0-9, _ and -`;
  if (typeof description !== 'string') return 'its description is not text';
  if (typeof run !== 'function') return 'it has no function run';
  if (effect !== undefined && !effects.includes(effect)) return 'its effect is not read, reversible or irreversible';
  if (effect === 'reversible' && typeof undo !== 'function') return 'it is reversible and has no function undo';
  const definition = { ...value, name, description } as FunctionDefinition;
  return isStandardJsonSchema(parameters)
    ? withStandardSchema(definition, parameters)
    : withJsonSchema(definition, parameters);
}

function withJsonSchema(definition: FunctionDefinition, parameters: unknown): FunctionDefinition | string {
  if (!isJsonObject(parameters))
    return 'its parameters are neither a JSON Schema nor a Standard Schema with JSON Schema';
  if (parameters['type'] !== 'object') return 'the schema of its parameters is not of type object';
  return definition;
}

function withStandardSchema(
  definition: FunctionDefinition,
  schema: Parameters<typeof jsonSchemaOf>[0],
): FunctionDefinition | string {
  let parameters: FunctionDefinition['parameters'];
  try {
    parameters = jsonSchemaOf(schema);
  } catch (error) {
    return `its parameters cannot be written as JSON Schema: ${messageOf(error)}`;
  }
  if (parameters['type'] !== 'object') return 'the schema of its parameters is not of type object';
  const { run, undo } = definition;
  return {
    ...definition,
    parameters,
    run: async (args: unknown, context: FunctionContext) => run(await parsedBy(schema, args), context),
    ...(undo !== undefined && {
      undo: async (args: unknown, context: FunctionContext) => undo(await parsedBy(schema, args), context),
    }),
  };
}
