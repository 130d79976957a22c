import { isJsonObject, type JsonValue } from '../../base/index.js';
import type { HttpXml } from '../../catalog/index.js';
import { RequestProblem } from './request-problem.js';

const maxDepth = 50;

/** A value as an XML document, as OpenAPI's XML objects describe it. Throws `RequestProblem` for illegal names. */
export function xmlBody(value: JsonValue, shape: HttpXml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${element(value, shape, 0)}`;
}

/** One element, or for an unwrapped list one for each item. */
function element(value: JsonValue, shape: HttpXml, depth: number): string {
  if (depth > maxDepth) throw new RequestProblem(`the body nests more than ${maxDepth} levels deep`);
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map(item =>
      element(item, shape.items ?? { name: shape.name }, depth + 1),
    );
    return shape.wrapped === true || depth === 0 ? tag(shape, [], items.join('')) : items.join('');
  }
  if (!isJsonObject(value)) return tag(shape, [], value === null ? '' : escapeXml(String(value)));
  const attributes: string[] = [];
  const children: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    const child = memberShape(shape, name);
    if (child.attribute !== true) children.push(element(member, child, depth + 1));
    else if (member !== null) attributes.push(` ${qualified(child)}="${escapeXml(String(member))}"`);
  }
  return tag(shape, attributes, children.join(''));
}

function memberShape(shape: HttpXml, name: string): HttpXml {
  const known = shape.properties !== undefined && Object.hasOwn(shape.properties, name);
  return (known ? shape.properties?.[name] : undefined) ?? { name };
}

function tag(shape: HttpXml, attributes: readonly string[], content: string): string {
  const name = qualified(shape);
  const prefix = shape.prefix === undefined ? 'xmlns' : `xmlns:${shape.prefix}`;
  const namespace = shape.namespace === undefined ? '' : ` ${prefix}="${escapeXml(shape.namespace)}"`;
  const start = `<${name}${namespace}${attributes.join('')}`;
  return content === '' ? `${start}/>` : `${start}>${content}</${name}>`;
}

function qualified({ name, prefix }: HttpXml): string {
  const full = prefix === undefined || prefix === '' ? name : `${prefix}:${name}`;
  if (!/^[\p{L}_][\p{L}\p{N}._-]*(?::[\p{L}_][\p{L}\p{N}._-]*)?$/u.test(full)) {
    throw new RequestProblem(`"${full.slice(0, 100)}" cannot name an XML element`);
  }
  return full;
}

function escapeXml(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"'\r\n\t]/g, character => `&#${character.charCodeAt(0)};`);
}
