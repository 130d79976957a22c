import { isJsonObject } from '../../base/index.js';
import type { HttpXml } from '../api.js';
import type { OpenApiDocument } from './document.js';
import { isReference, pointerTokens } from './references.js';

const maxDepth = 6;
const maxElements = 500;

/** How a body's schema says it is written as XML; elements that are named like their member are left out. */
export function xmlShape(document: OpenApiDocument, schema: unknown): HttpXml {
  let elements = 0;

  function shape(raw: unknown, usualName: string, depth: number): HttpXml {
    elements += 1;
    const target = document.references.follow(raw);
    if (!isJsonObject(target) || depth > maxDepth || elements > maxElements) return { name: usualName };
    const xml = isJsonObject(target['xml']) ? target['xml'] : {};
    const name = typeof xml['name'] === 'string' && xml['name'] !== '' ? xml['name'] : usualName;
    const properties = propertyShapes(target, depth);
    const { items } = target;
    return {
      name,
      ...(typeof xml['namespace'] === 'string' ? { namespace: xml['namespace'] } : {}),
      ...(typeof xml['prefix'] === 'string' ? { prefix: xml['prefix'] } : {}),
      ...(xml['attribute'] === true ? { attribute: true } : {}),
      ...(xml['wrapped'] === true ? { wrapped: true } : {}),
      ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
      ...(isJsonObject(items) ? { items: shape(items, name, depth + 1) } : {}),
    };
  }

  function propertyShapes(target: { readonly [key: string]: unknown }, depth: number): (readonly [string, HttpXml])[] {
    const parts = [target, ...(Array.isArray(target['allOf']) ? target['allOf'] : [])];
    return parts.flatMap(part => {
      const followed = document.references.follow(part);
      const members = isJsonObject(followed) && isJsonObject(followed['properties']) ? followed['properties'] : {};
      return Object.entries(members).flatMap(([name, child]) => {
        if (name === '__proto__' || elements > maxElements) return [];
        const described = shape(child, name, depth + 1);
        return Object.keys(described).length === 1 && described.name === name ? [] : [[name, described] as const];
      });
    });
  }

  return shape(schema, rootName(schema), 0);
}

function rootName(schema: unknown): string {
  const name = isReference(schema) ? pointerTokens(schema.$ref)?.at(-1) : undefined;
  return name !== undefined && /^[A-Za-z_][\w.-]*$/.test(name) ? name : 'request';
}
