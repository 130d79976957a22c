import { isJsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';

/** A name, alone or followed by what it means: `model_id`, `model_id: what to load`, `pretrained=True`. */
const namePattern = /^([A-Za-z_]\w*)\s*(?:[:=]\s*(.*))?$/s;

/**
 * A schema of the names in Gorilla's `api_arguments`, which may be an object (values are types, examples or words, and
 * so become descriptions), a list of names, or a list of `{ name, description }`. Nothing says which are required or of
 * which type. Free text gives a schema without properties.
 */
export function argumentsSchema(given: JsonValue | undefined): JsonSchema {
  const properties = new Map<string, JsonSchema>();
  for (const [name, about] of namedArguments(given)) if (!properties.has(name)) properties.set(name, describe(about));
  return { type: 'object', properties: Object.fromEntries(properties) };
}

function namedArguments(given: JsonValue | undefined): [string, JsonValue | undefined][] {
  if (isJsonObject(given)) return Object.entries(given);
  if (!Array.isArray(given)) return [];
  return given.flatMap((item): [string, JsonValue | undefined][] => {
    if (typeof item === 'string') {
      const match = namePattern.exec(item.trim());
      return match?.[1] === undefined ? [] : [[match[1], match[2]]];
    }
    const name = isJsonObject(item) ? item['name'] : undefined;
    return isJsonObject(item) && typeof name === 'string' ? [[name, item['description']]] : [];
  });
}

function describe(about: JsonValue | undefined): JsonSchema {
  if (about === undefined || about === null || about === '') return {};
  return { description: typeof about === 'string' ? about : JSON.stringify(about) };
}
