import { seededRandom } from '../../../base/index.js';
import { functionAffixes, otherWords, parameterAffixes } from './other-words.js';

const rows = new Map(otherWords.flatMap(row => row.map(word => [word, row] as const)));

export interface Renaming {
  readonly of: 'function' | 'parameter';
  /** The same name becomes the same other one for the same seed, wherever it stands. */
  readonly seed: number;
  /** Names that it must not become. */
  readonly taken: ReadonlySet<string>;
}

/**
 * A name as another author might have chosen it, in the same style of writing: `get_weather` → `fetch_conditions`,
 * `userId` → `accountKey`. Never the name itself.
 */
export function renameIdentifier(name: string, { of, seed, taken }: Renaming): string {
  const random = seededRandom(`${seed} ${of} ${name}`);
  const segments = name.split('.');
  const renamed = segments.map(segment => rewrite(segment, word => otherWord(word, random.pick))).join('.');
  const affixed = () => withAffix(name, random.pick(of === 'function' ? functionAffixes : parameterAffixes));
  for (const candidate of [renamed, affixed()]) if (candidate !== name && !taken.has(candidate)) return candidate;
  for (let number = 2; ; number++) {
    const candidate = `${affixed()}_${number}`;
    if (candidate !== name && !taken.has(candidate)) return candidate;
  }
}

type Pick = <T>(items: readonly T[]) => T;

function otherWord(word: string, pick: Pick): string {
  const row = rows.get(word.toLowerCase());
  return row === undefined ? word : pick(row.filter(each => each !== word.toLowerCase()));
}

/** Words of one segment, each replaced, joined as they were. */
function rewrite(segment: string, replace: (word: string) => string): string {
  if (segment.includes('_'))
    return segment
      .split('_')
      .map(word => sameCase(word, replace(word)))
      .join('_');
  const words = segment.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z\d]+/g) ?? [segment];
  if (words.length === 1) return sameCase(segment, replace(segment));
  return words
    .map((word, place) => {
      const other = replace(word);
      if (other === word) return word;
      const joined = other.split('_').map(capitalised).join('');
      return place === 0 && !/^[A-Z]/.test(word) ? joined[0]?.toLowerCase() + joined.slice(1) : joined;
    })
    .join('');
}

function sameCase(word: string, other: string): string {
  if (other === word) return word;
  if (word.length > 1 && word === word.toUpperCase()) return other.toUpperCase();
  return /^[A-Z]/.test(word) ? capitalised(other) : other;
}

function withAffix(name: string, affix: string): string {
  const isCamel = !name.includes('_') && /[a-z][A-Z]/.test(name);
  return isCamel ? `${name}${capitalised(affix)}` : `${name}_${affix}`;
}

function capitalised(word: string): string {
  return (word[0] ?? '').toUpperCase() + word.slice(1);
}
