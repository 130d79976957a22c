import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import { typedArguments } from '../../catalog/index.js';
import type { ToolSpec } from '../../models/index.js';
import { java, javascript, type Language } from './checker/language.js';

/**
 * A function's document as a model is offered it: types in JSON Schema's words, its name exactly as it is, dots too. Of
 * Java and JavaScript every argument is a text that says how the value is written in that language, and its description
 * says so.
 */
export function bfclTool(document: JsonObject, language: Language): ToolSpec {
  const { name, description, parameters } = document;
  const schema = typedArguments(parameters);
  const spoken = language === java ? 'Java' : language === javascript ? 'JavaScript' : undefined;
  return {
    name: String(name),
    description: typeof description === 'string' ? description : '',
    parameters: spoken === undefined ? schema : writtenArguments(schema, parameters, spoken),
  };
}

function writtenArguments(schema: JsonSchema, parameters: JsonValue | undefined, language: string): JsonSchema {
  const properties = isJsonObject(parameters) && isJsonObject(parameters['properties']) ? parameters['properties'] : {};
  const written = Object.entries(properties).map(([name, given]) => [name, writtenValue(given, language)]);
  return { ...schema, properties: Object.fromEntries(written) };
}

function writtenValue(given: JsonValue, language: string): JsonSchema {
  const { type, description, items } = isJsonObject(given) ? given : {};
  const kind = type === 'any' || typeof type !== 'string' ? 'a value of any type' : `a value of type ${type}`;
  const inside =
    isJsonObject(items) && typeof items['type'] === 'string' ? `, with items of type ${items['type']}` : '';
  const said = typeof description === 'string' ? `${description} ` : '';
  return { type: 'string', description: `${said}(${language} code for ${kind}${inside}.)` };
}
