import { isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';

/** What the checker reads of a function's document. */
export interface FunctionDocument {
  readonly name: string;
  readonly required: readonly string[];
  readonly parameters: ReadonlyMap<string, ParameterType>;
}

/** Type names as the document has them, of Python, Java or JavaScript. */
export interface ParameterType {
  readonly type: string;
  /** Of the items, for arrays. */
  readonly items?: string;
}

/** What is missing of a document counts as empty. */
export function functionDocument({ name, parameters }: JsonObject): FunctionDocument {
  const properties = isJsonObject(parameters) && isJsonObject(parameters['properties']) ? parameters['properties'] : {};
  const required = isJsonObject(parameters) && Array.isArray(parameters['required']) ? parameters['required'] : [];
  return {
    name: typeof name === 'string' ? name : '',
    required: required.filter(each => typeof each === 'string'),
    parameters: new Map(Object.entries(properties).map(([each, schema]) => [each, parameterType(schema)])),
  };
}

function parameterType(schema: JsonValue): ParameterType {
  const type = typeOf(schema);
  const items = isJsonObject(schema) && isJsonObject(schema['items']) ? typeOf(schema['items']) : '';
  return items === '' ? { type } : { type, items };
}

function typeOf(schema: JsonValue): string {
  const type = isJsonObject(schema) ? schema['type'] : undefined;
  return typeof type === 'string' ? type : '';
}
