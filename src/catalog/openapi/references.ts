import { isJsonObject } from '../../base/index.js';

/** Longest chain of references to references that is followed. */
const maxChain = 100;

/** The local references of one document. */
export interface References {
  /** What a reference such as `#/components/schemas/Pet` leads to in the end; undefined when nowhere or in a circle. */
  resolve(reference: string): unknown;
  /** The value itself, or what it leads to when it is an object with a string `$ref`. */
  follow(value: unknown): unknown;
}

/** Only own members count, so no pointer reaches an object's prototype. Answers are remembered. */
export function references(root: unknown): References {
  const known = new Map<string, unknown>();

  function resolve(reference: string): unknown {
    if (known.has(reference)) return known.get(reference);
    const seen = new Set<string>();
    let value: unknown = { $ref: reference };
    while (isReference(value)) {
      if (seen.has(value.$ref) || seen.size === maxChain) {
        value = undefined;
        break;
      }
      seen.add(value.$ref);
      value = atPointer(root, value.$ref);
    }
    known.set(reference, value);
    return value;
  }

  return { resolve, follow: value => (isReference(value) ? resolve(value.$ref) : value) };
}

/** Whether a value refers to another one. An object with a member `$ref` that is no string is just an object. */
export function isReference(value: unknown): value is { readonly $ref: string } {
  return isJsonObject(value) && Object.hasOwn(value, '$ref') && typeof value['$ref'] === 'string';
}

/** One token of a JSON pointer, escaped. */
export function pointerToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The tokens of a local reference; undefined for a reference to elsewhere or to an anchor. */
export function pointerTokens(reference: string): readonly string[] | undefined {
  if (reference === '#') return [];
  if (!reference.startsWith('#/')) return undefined;
  return reference.slice(2).split('/').map(unescapeToken);
}

function atPointer(root: unknown, reference: string): unknown {
  const tokens = pointerTokens(reference);
  if (tokens === undefined) return undefined;
  let value = root;
  for (const token of tokens) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    value = (value as Record<string, unknown>)[token];
  }
  return value;
}

function unescapeToken(token: string): string {
  return decodePercent(token).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A lone `%` is common in the wild and means itself. */
function decodePercent(token: string): string {
  if (!token.includes('%')) return token;
  try {
    return decodeURIComponent(token);
  } catch {
    return token; // not percent-encoded after all
  }
}
