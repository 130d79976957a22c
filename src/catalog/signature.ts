import type { JsonSchema } from '../base/index.js';
import { cut, type Detail, firstWords, membersOf, oneLine, printParameters } from './print-parameters.js';

/** What a signature is made of; every `Api` and every tool offered to a model has it. */
export interface Callable {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of an object. Untrusted: may be recursive, huge or malformed. */
  readonly parameters: JsonSchema;
}

export interface SignatureOptions {
  /** Upper bound of the result, counted at three characters a token (punctuation makes signatures dense). */
  readonly maxTokens?: number;
  /** Counts the tokens of a text in place of that; the result then ends at a whole parameter and keeps its whole name. */
  readonly countTokens?: (text: string) => number;
}

const charactersPerToken = 3;

/** Tried from the most to the least until the signature fits. */
const details: readonly Detail[] = [
  { parameterWords: 12, descriptionWords: 40, enumValues: 16, depth: 2, optional: true },
  { parameterWords: 6, descriptionWords: 24, enumValues: 12, depth: 2, optional: true },
  { parameterWords: 3, descriptionWords: 16, enumValues: 8, depth: 1, optional: true },
  { parameterWords: 0, descriptionWords: 12, enumValues: 6, depth: 1, optional: true },
  { parameterWords: 0, descriptionWords: 8, enumValues: 3, depth: 0, optional: true },
  { parameterWords: 0, descriptionWords: 8, enumValues: 3, depth: 0, optional: false },
];

/**
 * One line that tells a model how to call something: `name(param: type, optional?: type=[a|b] words) - description`.
 *
 * Parameters keep the schema's order. Whatever is left out is marked with `…`: nested objects below two levels, schemas
 * that contain themselves, long lists of values, words. When the line is too long it says less about each parameter
 * first, then leaves out optional parameters, and only then is cut at its end. Depends on nothing but its arguments.
 *
 * Example: `convert(amount: number, to: string=[km|mile] wanted unit, digits?: integer) - Converts lengths.`
 */
export function signature(callable: Callable, options: SignatureOptions = {}): string {
  const { maxTokens = 160, countTokens } = options;
  if (countTokens !== undefined) return countedSignature(callable, maxTokens, countTokens);
  const limit = Math.max(1, Math.floor(maxTokens * charactersPerToken));
  let text = '';
  for (const detail of details) {
    text = print(callable, detail, limit);
    if (text.length <= limit) return text;
  }
  // Never between the halves of a surrogate pair.
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}${cut}`;
}

/** More characters than any text of that many tokens is likely to have. */
const mostCharactersPerToken = 10;

function countedSignature(callable: Callable, maxTokens: number, countTokens: (text: string) => number): string {
  const limit = maxTokens * mostCharactersPerToken;
  const hasRequired = membersOf(callable.parameters, callable.parameters).required.size > 0;
  const [requiredOnly = names] = details.slice(-1);
  const required = hasRequired ? [requiredOnly, { ...requiredOnly, descriptionWords: 5 }] : [];
  const tried = [...details.slice(0, -1), names, { ...names, descriptionWords: 5 }, ...required];
  for (const detail of tried) {
    const text = print(callable, detail, limit);
    if (countTokens(text) <= maxTokens) return text;
  }
  return withFewerNames(callable, !hasRequired, text => countTokens(text) <= maxTokens);
}

const names: Detail = {
  parameterWords: 0,
  descriptionWords: 8,
  enumValues: 0,
  depth: 0,
  optional: true,
  types: false,
};

/** As many of the names as fit, the required ones if there are any, with a few words of the description if they do. */
function withFewerNames(callable: Callable, optional: boolean, fits: (text: string) => boolean): string {
  for (let most = maxNamesTried; most >= 0; most -= 1) {
    for (const descriptionWords of [8, 4, 0]) {
      const text = print(callable, { ...names, optional, most, descriptionWords }, Number.POSITIVE_INFINITY);
      if (fits(text)) return text;
    }
  }
  return `${oneLine(callable.name)}(${cut})`;
}

const maxNamesTried = 12;

function print({ name, description, parameters }: Callable, detail: Detail, limit: number): string {
  const head = `${oneLine(name)}(${printParameters(parameters, detail, limit)})`;
  const words = firstWords(description, detail.descriptionWords);
  return words === '' ? head : `${head} - ${words}`;
}
