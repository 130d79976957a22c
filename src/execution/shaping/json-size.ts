import { isJsonObject, type JsonValue } from '../../base/index.js';

export interface JsonSize {
  /** Characters of the compact JSON text. */
  readonly length: number;
  /** Levels of lists and objects; 0 for anything else. */
  readonly depth: number;
}

/**
 * How long a value's compact JSON text would be, without writing it and however deep it nests. Counting stops above
 * `maxLength`, so that a huge value costs no more than a small one: the size is then only known to be larger.
 */
export function jsonSize(value: JsonValue, maxLength = Number.POSITIVE_INFINITY): JsonSize {
  const open: { readonly value: JsonValue; readonly depth: number }[] = [{ value, depth: 0 }];
  let length = 0;
  let deepest = 0;
  for (let next = open.pop(); next !== undefined && length <= maxLength; next = open.pop()) {
    const { value: part, depth } = next;
    if (typeof part !== 'object' || part === null) {
      length += textLength(part, maxLength);
      continue;
    }
    deepest = Math.max(deepest, depth + 1);
    if (Array.isArray(part)) {
      length += 2 + Math.max(0, part.length - 1);
      if (length > maxLength) break;
      for (const item of part) open.push({ value: item, depth: depth + 1 });
    } else if (isJsonObject(part)) {
      const members = Object.entries(part);
      length += 2 + Math.max(0, members.length - 1);
      for (const [name, member] of members) {
        length += textLength(name, maxLength) + 1;
        if (length > maxLength) break;
        open.push({ value: member, depth: depth + 1 });
      }
    }
  }
  return { length, depth: deepest };
}

/** Quoting never makes a text shorter, so a text above the limit need not be quoted to be counted. */
function textLength(value: string | number | boolean | null, maxLength: number): number {
  return typeof value === 'string' && value.length > maxLength ? value.length + 2 : JSON.stringify(value).length;
}
