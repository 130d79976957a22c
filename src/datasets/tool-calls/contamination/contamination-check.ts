import { isJsonObject, type JsonSchema } from '../../../base/index.js';
import { identifierWords } from '../../requests/identifier-words.js';
import { requestWords } from '../duplicates/request-words.js';
import type { EvaluationContent } from './evaluation-content.js';

export interface ContaminationCheck {
  /** The first thing found, the whole request before a part of it. */
  request(text: string): Contamination | undefined;
  /** A function that an evaluation offers under the same name with the same parameters, or any of its providers. */
  function(candidate: NamedFunction): Contamination | undefined;
}

export interface NamedFunction {
  /** Names it goes by; any of them counts. */
  readonly names: readonly string[];
  readonly parameters: JsonSchema;
  readonly provider: string;
}

export interface Contamination {
  readonly kind: 'same-request' | 'same-words' | 'same-function';
  readonly suite: string;
  /** The words that are the same. */
  readonly what: string;
}

/** So many words in a row are no accident. Source: GPT-3 and its successors use 8 to 13. */
const wordsInARow = 8;

export function contaminationCheck({ requests, functions, providers }: EvaluationContent): ContaminationCheck {
  const whole = new Map<string, string>();
  const parts = new Map<string, string>();
  for (const { suite, text } of requests) {
    const words = requestWords(text);
    if (words.length > 1) whole.set(words.join(' '), suite);
    for (const part of partsOf(words)) parts.set(part, suite);
  }
  const offered = new Map<string, string>();
  for (const { suite, name, parameters } of functions)
    for (const each of spellings(name)) offered.set(functionKey(each, parameters), suite);
  return {
    request(text) {
      const words = requestWords(text);
      const key = words.join(' ');
      const same = whole.get(key);
      if (same !== undefined) return { kind: 'same-request', suite: same, what: key };
      for (const part of partsOf(words)) {
        const suite = parts.get(part);
        if (suite !== undefined) return { kind: 'same-words', suite, what: part };
      }
      return undefined;
    },
    function({ names, parameters, provider }) {
      if (providers.includes(provider)) return { kind: 'same-function', suite: provider, what: names[0] ?? provider };
      const properties = isJsonObject(parameters['properties']) ? Object.keys(parameters['properties']) : [];
      for (const name of names) {
        for (const each of spellings(name)) {
          const suite = offered.get(functionKey(each, properties));
          if (suite !== undefined) return { kind: 'same-function', suite, what: name };
        }
      }
      return undefined;
    },
  };
}

function* partsOf(words: readonly string[]): Generator<string, void, void> {
  for (let at = 0; at + wordsInARow <= words.length; at++) yield words.slice(at, at + wordsInARow).join(' ');
}

/** `algebra.quadratic_roots` is `quadratic_roots` too. */
function spellings(name: string): string[] {
  const last = name.split('.').at(-1) ?? name;
  return last === name || last === '' ? [name] : [name, last];
}

function functionKey(name: string, parameters: readonly string[]): string {
  const names = parameters.map(each => identifierWords(each).join('')).sort();
  return `${identifierWords(name).join('')}(${names.join(',')})`;
}
