import type { JsonValue } from '../../../base/index.js';

/**
 * A value as Python has it: whole numbers of any size apart from others (`2` is no `2.0`), tuples apart from lists, keys
 * that are no texts. `other` is what no accepted value ever is (bytes, complex numbers): only equal to nothing.
 */
export type PythonValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'list' | 'tuple'; readonly items: readonly PythonValue[] }
  | PythonDict
  | { readonly kind: 'other' };

/** Members by `dictKey` of their key, in order of first appearance. */
export interface PythonDict {
  readonly kind: 'dict';
  readonly members: ReadonlyMap<string, readonly [key: PythonValue, value: PythonValue]>;
}

export type PythonKind = PythonValue['kind'];

export const none: PythonValue = { kind: 'none' };

export function str(value: string): PythonValue {
  return { kind: 'str', value };
}

export function int(value: bigint | number): PythonValue {
  return { kind: 'int', value: BigInt(value) };
}

export function float(value: number): PythonValue {
  return { kind: 'float', value };
}

export function bool(value: boolean): PythonValue {
  return { kind: 'bool', value };
}

export function list(items: readonly PythonValue[]): PythonValue {
  return { kind: 'list', items };
}

/** Of equal keys the last value counts. Nothing where a key cannot be one, such as a list. */
export function dict(pairs: Iterable<readonly [PythonValue, PythonValue]>): PythonDict | undefined {
  const members = new Map<string, readonly [PythonValue, PythonValue]>();
  for (const [key, value] of pairs) {
    const text = dictKey(key);
    if (text === undefined) return undefined;
    members.set(text, [members.get(text)?.[0] ?? key, value]);
  }
  return { kind: 'dict', members };
}

/** The same text for keys that Python takes for equal (`1`, `1.0` and `True`); nothing for what cannot be a key. */
export function dictKey(key: PythonValue): string | undefined {
  switch (key.kind) {
    case 'none':
      return 'none';
    case 'str':
      return textKey(key.value);
    case 'bool':
    case 'int':
    case 'float':
      return numberKey(key);
    case 'tuple': {
      const parts = key.items.map(dictKey);
      return parts.includes(undefined) ? undefined : `(${parts.map(part => `${part?.length}:${part}`).join('')})`;
    }
    default:
      return undefined;
  }
}

/** `dictKey` of a text. */
export function textKey(text: string): string {
  return `s${text}`;
}

function numberKey(number: PythonValue & { readonly kind: 'bool' | 'int' | 'float' }): string {
  const { value } = number;
  return `n${Number.isInteger(value) ? BigInt(value) : typeof value === 'boolean' ? Number(value) : value}`;
}

/** Python's `==`. */
export function equals(a: PythonValue, b: PythonValue): boolean {
  switch (a.kind) {
    case 'none':
      return b.kind === 'none';
    case 'str':
      return b.kind === 'str' && a.value === b.value;
    case 'bool':
    case 'int':
    case 'float':
      return (b.kind === 'bool' || b.kind === 'int' || b.kind === 'float') && numberKey(a) === numberKey(b);
    case 'list':
    case 'tuple':
      return (
        b.kind === a.kind &&
        a.items.length === b.items.length &&
        a.items.every((item, i) => equals(item, b.items[i] ?? none))
      );
    case 'dict':
      return b.kind === 'dict' && a.members.size === b.members.size && [...a.members].every(sameMember(b));
    default:
      return false;
  }
}

function sameMember({ members }: PythonDict) {
  return ([key, [, value]]: readonly [string, readonly [PythonValue, PythonValue]]) => {
    const other = members.get(key);
    return other !== undefined && equals(value, other[1]);
  };
}

/** Python's `in` for a list. */
export function includes(values: readonly PythonValue[], value: PythonValue): boolean {
  return values.some(each => equals(each, value));
}

/** The members of a dictionary whose keys are texts; others are left out. */
export function textMembers({ members }: PythonDict): [string, PythonValue][] {
  return [...members.values()].flatMap(([key, value]) => (key.kind === 'str' ? [[key.value, value] as const] : [])) as [
    string,
    PythonValue,
  ][];
}

/** As JSON has it: whole numbers beyond the exact ones lose digits, tuples become lists. */
export function toJson(value: PythonValue): JsonValue {
  switch (value.kind) {
    case 'bool':
    case 'str':
      return value.value;
    case 'int':
      return Number(value.value);
    case 'float':
      return Number.isFinite(value.value) ? value.value : null;
    case 'list':
    case 'tuple':
      return value.items.map(toJson);
    case 'dict':
      // fromEntries defines own properties, so a key named __proto__ in hostile text stays data.
      return Object.fromEntries(
        [...value.members.values()].map(([key, each]) => [
          key.kind === 'str' ? key.value : JSON.stringify(toJson(key)),
          toJson(each),
        ]),
      );
    default:
      return null;
  }
}
