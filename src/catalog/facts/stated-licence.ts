import { type Stated, stated } from './origin.js';
import { sentenceAt } from './stated-size.js';

/** SPDX identifiers (families where texts leave the version out) by how texts write them. The longer come first. */
const licences: readonly (readonly [string, RegExp])[] = [
  ['agpl-3.0', /^agpl(?:[ -]?v?3(?:\.0)?)?\b/],
  ['lgpl', /^lgpl\b/],
  ['gpl', /^(?:gnu )?(?:gpl\b|general public)/],
  ['apache-2.0', /^apache(?:[ -]?licen[sc]e)?(?:,? ?(?:version )?|-)2(?:\.0)?\b/],
  ['mit', /^mit\b/],
  ['bsd', /^bsd\b/],
  ['mpl-2.0', /^(?:mpl|mozilla public)/],
  ['odbl', /^(?:odbl|open database)/],
  ['cc0', /^(?:cc-?0|creative commons zero)\b/],
  ['cc-by-nc', /^cc[ -]by[ -]nc/],
  ['cc-by-sa', /^cc[ -]by[ -]sa/],
  ['cc-by', /^cc[ -]by\b(?![ -]n)/],
];

export const licenceNames: readonly string[] = licences.map(([name]) => name);

/** The licence that a name means, e.g. `Apache License 2.0`; `undefined` for any other. */
export function licenceOf(name: string): string | undefined {
  const text = name
    .toLowerCase()
    .replace(/[[\]"'*_]/g, '')
    .replace(/^\s*(?:the|an?)\s+/, '')
    .trim();
  return licences.find(([, pattern]) => pattern.test(text))?.[0];
}

const saidUnder =
  /\blicen[sc]ed under (?:the |an? )?|\breleased under (?:the |an? )|\bavailable under (?:the |an? )|\blicen[sc]e: ?/gi;

/** The licence that a text says its subject has; none where it names several. */
export function statedLicence(text: string, field: string): Stated<string> | undefined {
  const found = [...text.slice(0, 20_000).matchAll(saidUnder)].flatMap(match => {
    const name = licenceOf(text.slice(match.index + match[0].length).slice(0, 60));
    return name === undefined ? [] : [stated(name, field, sentenceAt(text, match.index))];
  });
  const [first] = found;
  return found.every(({ value }) => value === first?.value) ? first : undefined;
}
