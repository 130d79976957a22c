import { isJsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';

const maxDepth = 3;
const maxProperties = 200;

/**
 * Names, descriptions and listed values of the parameters of a schema, nested ones included, level by level. At most 200
 * parameters and three levels: what lies deeper tells no API from another, and schemas are untrusted.
 */
export function parameterTexts(schema: JsonSchema): string[] {
  const texts: string[] = [];
  let level: JsonSchema[] = [schema];
  for (let depth = 0, seen = 0; depth < maxDepth && level.length > 0; depth++) {
    const next: JsonSchema[] = [];
    for (const [name, property] of level.flatMap(propertiesOf)) {
      seen += 1;
      if (seen > maxProperties) return texts;
      texts.push(name);
      if (!isJsonObject(property)) continue;
      texts.push(...wordsAbout(property));
      next.push(property, ...(isJsonObject(property['items']) ? [property['items']] : []));
    }
    level = next;
  }
  return texts;
}

function propertiesOf(schema: JsonSchema): [string, JsonValue][] {
  return isJsonObject(schema['properties']) ? Object.entries(schema['properties']) : [];
}

function wordsAbout(property: JsonSchema): string[] {
  const { description, enum: values } = property;
  const listed = Array.isArray(values) ? values.slice(0, maxProperties) : [];
  return [description, ...listed].filter(text => typeof text === 'string');
}
