import jmespath from 'jmespath';
import type { JsonValue } from '../../../base/index.js';
import { metered, plainCopy } from './metered.js';

/** What a JMESPath expression makes of a document. Throws on a wrong expression and on one that would take too long. */
export function queryJmesPath(document: JsonValue, expression: string): JsonValue {
  if (growth(compile(expression)) > 10_000) {
    throw new Error('the expression makes too many lists out of lists; make it simpler');
  }
  return plainCopy(jmespath.search(metered(document, 500_000), expression), 200_000);
}

// The published types leave this function of the library out.
const { compile } = jmespath as unknown as { compile: (expression: string) => unknown };

/**
 * How many times over an expression can repeat its input: the product of the sizes of all lists and objects it builds.
 * `[@, @] | [@, @] | …` doubles with every step, so a short text could otherwise ask for an endless result.
 */
function growth(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 1;
  const { type, children } = node as { type?: string; children?: unknown[] };
  const own = type === 'MultiSelectList' || type === 'MultiSelectHash' ? (children?.length ?? 1) : 1;
  return Object.values(node).reduce<number>(
    (product, part) => product * (Array.isArray(part) ? part.map(growth).reduce((a, b) => a * b, 1) : growth(part)),
    own,
  );
}
