import { isJsonObject } from '../../base/index.js';
import { isSecretName, looksSecret } from '../secret-names.js';

/** The variables that a request sees, from the collection and its folders, innermost last. */
export interface Variables {
  /** The value of a variable that is known and no secret, the variables in it resolved; undefined otherwise. */
  value(name: string): string | undefined;
  /** Those of a folder inside; the given list hides variables of the same names. */
  within(list: unknown): Variables;
}

const maxDepth = 8;
const maxCharacters = 10_000;
const reference = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** From a Postman `variable` list; secrets and disabled entries count as unknown. */
export function variables(list: unknown, outer?: Variables): Variables {
  const own = new Map<string, string | undefined>();
  for (const entry of Array.isArray(list) ? list : []) {
    if (!isJsonObject(entry) || entry['disabled'] === true) continue;
    const name = entry['key'] ?? entry['id'];
    if (typeof name === 'string' && name !== '') own.set(name, keptValue(name, entry['value'], entry['type']));
  }
  const raw = (name: string) => (own.has(name) ? own.get(name) : outer?.value(name));
  const known: Variables = {
    value: name => expand(raw(name), raw, 0),
    within: inner => (Array.isArray(inner) && inner.length > 0 ? variables(inner, known) : known),
  };
  return known;
}

/** The text with all known variables in place of their references; unknown ones stay `{{name}}`. */
export function resolved(text: string, known: Variables): string {
  return text.slice(0, maxCharacters).replace(reference, (whole, name: string) => known.value(name) ?? whole);
}

/** Names of the variables a text refers to, in order. */
export function referredVariables(text: string): readonly string[] {
  return [...text.slice(0, maxCharacters).matchAll(reference)].map(match => match[1] ?? '');
}

export function hasVariables(text: string): boolean {
  return referredVariables(text).length > 0;
}

/** Variables may refer to each other, and to themselves in files made to harm: then they are unknown. */
function expand(
  text: string | undefined,
  raw: (name: string) => string | undefined,
  depth: number,
): string | undefined {
  if (text === undefined || depth > maxDepth || text.length > maxCharacters) return undefined;
  if (!text.includes('{{')) return text;
  const filled = text.replace(reference, (whole, name: string) => expand(raw(name), raw, depth + 1) ?? whole);
  return filled.length > maxCharacters || hasVariables(filled) ? undefined : filled;
}

function keptValue(name: string, value: unknown, type: unknown): string | undefined {
  if (type === 'secret' || isSecretName(name)) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' || value === '' || value.length > maxCharacters) return undefined;
  const holdsPassword = /^[a-z]+:\/\/[^/@]*@/i.test(value);
  return holdsPassword || looksSecret(value) ? undefined : value;
}
