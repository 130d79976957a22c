import { isJsonObject, type JsonValue } from '../../base/index.js';

const maxDepth = 12;
const maxNodes = 200;
const maxTextCharacters = 2_000;

/**
 * A copy of a value given as a default, example, constant or enumeration: the value itself, or undefined when it is no
 * JSON, nests too deep or is too big to be shown. Members named `__proto__` are left out.
 */
export function boundedValue(value: unknown): JsonValue | undefined {
  let nodes = 0;
  function copy(node: unknown, depth: number): JsonValue | undefined {
    nodes += 1;
    if (nodes > maxNodes || depth > maxDepth) return undefined;
    if (node === null || typeof node === 'boolean') return node;
    if (typeof node === 'number') return Number.isFinite(node) ? node : undefined;
    if (typeof node === 'string') return node.length <= maxTextCharacters ? node : undefined;
    if (Array.isArray(node)) return copyAll(node, depth);
    if (!isJsonObject(node)) return undefined;
    const entries = Object.entries(node).filter(([key]) => key !== '__proto__');
    const values = copyAll(
      entries.map(([, member]) => member),
      depth,
    );
    return values === undefined ? undefined : Object.fromEntries(entries.map(([key], i) => [key, values[i] ?? null]));
  }
  function copyAll(items: readonly unknown[], depth: number): readonly JsonValue[] | undefined {
    if (items.length > maxNodes) return undefined;
    const copies: JsonValue[] = [];
    for (const item of items) {
      const copied = copy(item, depth + 1);
      if (copied === undefined) return undefined;
      copies.push(copied);
    }
    return copies;
  }
  return copy(value, 0);
}
