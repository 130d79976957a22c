import { isJsonObject } from '../../base/index.js';
import type { OpenApiDocument } from './document.js';
import { readTypes } from './schema-types.js';
import { isMarked } from './sibling-operations.js';

const maxDepth = 6;

type Members = ReadonlyMap<string, unknown>;

/** What was found out about the schemas of documents; a schema is asked about by each operation that uses it. */
const memory = { members: new WeakMap<object, Members>(), hides: new WeakMap<object, boolean>() };

/** The named members of an object, those of all parts of an `allOf` together; undefined for what is no such object. */
export function membersOf(document: OpenApiDocument, raw: unknown): Members | undefined {
  const schema = document.references.follow(raw);
  if (!isJsonObject(schema)) return undefined;
  const members = memory.members.get(schema) ?? collected(document, schema);
  memory.members.set(schema, members);
  return members.size === 0 ? undefined : members;
}

function collected(document: OpenApiDocument, raw: unknown): Members {
  const members = new Map<string, unknown>();
  const seen = new Set<unknown>();
  function collect(part: unknown, depth: number): void {
    const schema = document.references.follow(part);
    if (!isJsonObject(schema) || depth > maxDepth || seen.has(schema)) return;
    seen.add(schema);
    const properties = document.references.follow(schema['properties']);
    for (const [name, child] of Object.entries(isJsonObject(properties) ? properties : {})) members.set(name, child);
    if (Array.isArray(schema['allOf'])) for (const branch of schema['allOf']) collect(branch, depth + 1);
  }
  collect(raw, 0);
  return members;
}

/** The types a schema names; empty when it names none. */
export function typesOf(document: OpenApiDocument, raw: unknown): readonly string[] {
  const schema = document.references.follow(raw);
  if (!isJsonObject(schema)) return [];
  const types = readTypes(schema['type']);
  if (types.length > 0) return types;
  return isJsonObject(schema['properties']) || Array.isArray(schema['allOf']) ? ['object'] : [];
}

/** Members that are seldom shown as they are, whatever the document says. */
export function isSecret(name: string): boolean {
  return /passw|secret|passphrase|credential|(?:private|access|api|shared).?key|(?:access|auth|refresh|bearer).?token/i.test(
    name,
  );
}

/**
 * Whether every value that may be written can also be seen in what is read: the same schema, or one of the same type
 * that has all members of the other. What is only written, such as a password, is never seen.
 */
export function covers(document: OpenApiDocument, read: unknown, written: unknown, depth = 0): boolean {
  const [from, to] = [document.references.follow(read), document.references.follow(written)];
  if (isMarked(document, read, 'writeOnly') || isMarked(document, written, 'writeOnly')) return false;
  if (!isJsonObject(from) || !isJsonObject(to) || depth > maxDepth) return false;
  if (from === to) return !hidesMembers(document, from);
  const [readTypes, writtenTypes] = [typesOf(document, from), typesOf(document, to)];
  if (readTypes.length === 0 || writtenTypes.length === 0) return false;
  const mayBe = (type: string) => readTypes.includes(type) || (type === 'number' && readTypes.includes('integer'));
  if (!writtenTypes.some(type => type !== 'null' && mayBe(type))) return false;
  if (writtenTypes.includes('array')) return covers(document, from['items'], to['items'], depth + 1);
  if (!writtenTypes.includes('object')) return true;
  const writtenMembers = membersOf(document, to);
  if (writtenMembers === undefined) return membersOf(document, from) === undefined;
  const readMembers = membersOf(document, from) ?? new Map<string, unknown>();
  return [...writtenMembers].every(
    ([name, member]) =>
      isMarked(document, member, 'readOnly') ||
      (!isSecret(name) && covers(document, readMembers.get(name), member, depth + 1)),
  );
}

/** Whether a schema has members that are only written, at most two levels down. */
function hidesMembers(document: OpenApiDocument, schema: object, depth = 0): boolean {
  const known = depth === 0 ? memory.hides.get(schema) : undefined;
  if (known !== undefined) return known;
  const hides = [...(membersOf(document, schema) ?? [])].some(([name, member]) => {
    if (isSecret(name) || isMarked(document, member, 'writeOnly')) return true;
    const target = document.references.follow(member);
    return depth < 2 && isJsonObject(target) && hidesMembers(document, target, depth + 1);
  });
  if (depth === 0) memory.hides.set(schema, hides);
  return hides;
}
