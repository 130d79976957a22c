import { isJsonObject, type JsonSchema } from '../../base/index.js';

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
    for (const { properties } of level) {
      if (!isJsonObject(properties)) continue;
      for (const name of Object.keys(properties)) {
        seen += 1;
        if (seen > maxProperties) return texts;
        texts.push(name);
        const property = properties[name];
        if (!isJsonObject(property)) continue;
        pushWordsAbout(property, texts);
        next.push(property);
        if (isJsonObject(property['items'])) next.push(property['items']);
      }
    }
    level = next;
  }
  return texts;
}

function pushWordsAbout({ description, enum: values }: JsonSchema, texts: string[]): void {
  if (typeof description === 'string') texts.push(description);
  if (!Array.isArray(values)) return;
  for (const value of values.slice(0, maxProperties)) if (typeof value === 'string') texts.push(value);
}
