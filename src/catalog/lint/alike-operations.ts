import { sha256 } from '../../base/index.js';
import type { LikenessRule } from './rules.js';
import type { LintedApi } from './subject.js';
import { isDescribed } from './text-rules.js';
import { tellingWords, wordsOf } from './words.js';

/** What is kept of an operation to compare it with the others of its document. */
export interface Likeness {
  readonly name: string;
  readonly text: string;
  /** The text's telling words in their order. */
  readonly words: string;
}

/** Operations that cannot be told apart by one of these. */
export interface Alike {
  readonly rule: LikenessRule;
  /** Place in the given list → the others. */
  readonly others: ReadonlyMap<number, readonly number[]>;
}

/** Only a hash of each is kept, so that documents of any size fit. Texts that are missing are like no other. */
export function likeness(api: LintedApi): Likeness {
  const text = isDescribed(api) ? wordsOf(api.description).join(' ') : '';
  const words = text === '' ? '' : tellingWords(api.description).join(' ');
  const hash = (kept: string) => (kept === '' ? '' : sha256(`${api.source.uri}\n${api.tool}\n${kept}`).slice(0, 24));
  return { name: hash(api.title.trim().toLowerCase()), text: hash(text), words: hash(words) };
}

/** Groups of operations with the same name, the same text, or, where the text differs, the same telling words. */
export function alikeOperations(all: readonly Likeness[]): readonly Alike[] {
  const sameText = grouped(all.map(({ text }) => text));
  const sameWords = grouped(all.map(({ words }) => words));
  const nearly = new Map(
    [...sameWords].flatMap(([place, others]) => {
      const different = others.filter(other => all[other]?.text !== all[place]?.text);
      // One finding is enough: those of the same text are told so already.
      return different.length === 0 || sameText.has(place) ? [] : [[place, different] as const];
    }),
  );
  return [
    { rule: 'same-name', others: grouped(all.map(({ name }) => name)) },
    { rule: 'same-text', others: sameText },
    { rule: 'nearly-same-text', others: nearly },
  ];
}

/** Others that are listed of each group; more would make the findings of a large group as many as its pairs. */
const maxOthers = 3;

function grouped(keys: readonly string[]): Map<number, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [place, key] of keys.entries()) {
    if (key === '') continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [place]);
    else group.push(place);
  }
  return new Map(
    [...groups.values()]
      .filter(group => group.length > 1)
      .flatMap(group => {
        const first = group.slice(0, maxOthers + 1);
        return group.map(place => [place, first.filter(other => other !== place).slice(0, maxOthers)] as const);
      }),
  );
}
