import { isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';
import { type Api, standardName } from '../../../catalog/index.js';
import type { ToolSpec } from '../../../models/index.js';
import { printedNames, type SourceParameter, sourceParameters } from './source-parameters.js';

/** A function as a model is shown it and as answer files list it. */
export interface PrintedFunction {
  readonly definition: FunctionSchema;
  /** Parameter → argument of the API, where they differ. */
  readonly arguments: ReadonlyMap<string, string>;
}

export interface FunctionSchema extends JsonObject {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
}

export interface PrintOptions {
  /**
   * To the letter as ToolBench prints it. There APIs without a required parameter show no parameter at all, and every
   * NUMBER is called an integer. Default false.
   */
  readonly asPublished?: boolean;
}

const maxDescription = 256;

/** An API as a function schema of ToolBench, under a name that `functionNames` gave. */
export function printFunction(api: Api, name: string, { asPublished = false }: PrintOptions = {}): PrintedFunction {
  const parameters = sourceParameters(api);
  const names = printedNames(parameters);
  const nameOf = (parameter: SourceParameter) => names.get(parameter) ?? parameter.name;
  const required = parameters.filter(({ isRequired }) => isRequired);
  const shown = asPublished && required.length === 0 ? [] : parameters;
  const properties = shown.map(each => [nameOf(each), property(each, asPublished ? undefined : schemaOf(api, each))]);
  return {
    definition: {
      name,
      description: describe(api, name),
      parameters: {
        type: 'object',
        properties: Object.fromEntries(properties) as JsonObject,
        required: required.map(nameOf),
        optional: shown.filter(({ isRequired }) => !isRequired).map(nameOf),
      },
    },
    arguments: new Map(
      parameters.filter(each => nameOf(each) !== each.argument).map(each => [nameOf(each), each.argument]),
    ),
  };
}

/** What a model server is told of a function: without the list of optional parameters, which no standard knows. */
export function specOf({ name, description, parameters }: FunctionSchema): ToolSpec {
  const { optional: _optional, ...standard } = parameters;
  return { name, description, parameters: standard };
}

function describe(api: Api, name: string): string {
  const intro = `This is the subfunction for tool "${standardName(api.tool)}", you can use this tool.`;
  const said = api.description.trim();
  if (said === '') return intro;
  const own = firstCharacters(said.replaceAll(api.title, name), maxDescription);
  return `${intro}The description of this function is: "${own}"`;
}

const publishedTypes: Readonly<Record<string, string>> = { NUMBER: 'integer', STRING: 'string', BOOLEAN: 'boolean' };

function property({ type, description, default: given }: SourceParameter, schema: JsonValue | undefined): JsonObject {
  const published = Object.hasOwn(publishedTypes, type) ? publishedTypes[type] : undefined;
  const own = isJsonObject(schema) ? schema['type'] : undefined;
  return {
    type: own ?? published ?? 'string',
    description: firstCharacters(description, maxDescription),
    ...(given === '' ? {} : { example_value: given }),
  };
}

function schemaOf({ parameters: { properties } }: Api, { argument }: SourceParameter): JsonValue | undefined {
  return isJsonObject(properties) ? properties[argument] : undefined;
}

/** Python counts characters, not their halves. */
function firstCharacters(text: string, count: number): string {
  return text.length <= count ? text : Array.from(text).slice(0, count).join('');
}
