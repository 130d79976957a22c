import type { Random } from '../../base/index.js';

/** Characters and repetitions, after which repeating ends however often a pattern says to. */
const maxSteps = 4_000;

/**
 * A text made to match a regular expression, by chance where it leaves a choice. Understands literals, classes, escapes,
 * groups, alternatives, quantifiers and general categories; gives nothing for look-around, back-references and what it
 * cannot read. Anchors and word boundaries are passed over, so the text has to be tried against the pattern. What may
 * come any number of times comes `repeats` times or more, or as few times as it may.
 */
export function patternText(pattern: string, random: Random, repeats: number | 'fewest' = 0): string | undefined {
  let at = 0;
  let left = maxSteps;
  try {
    const text = alternatives(0)();
    return at === pattern.length ? text : undefined;
  } catch (thrown) {
    if (thrown instanceof Unreadable) return undefined;
    throw thrown;
  }

  function alternatives(depth: number): Make {
    if (depth > 50) throw new Unreadable();
    const branches = [sequence(depth)];
    while (pattern[at] === '|') {
      at += 1;
      branches.push(sequence(depth));
    }
    return () => random.pick(branches)();
  }

  function sequence(depth: number): Make {
    const parts: Make[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') parts.push(repeated(atom(depth)));
    return () => parts.map(part => part()).join('');
  }

  function atom(depth: number): Make {
    const character = pattern[at++] ?? '';
    if (character === '^' || character === '$') return nothing;
    if (character === '.') return oneOf(anyCharacter);
    if (character === '[') return oneOf(characterClass());
    if (character === '\\') return escaped();
    if (character === '(') return group(depth);
    if (character === '*' || character === '+' || character === '?') throw new Unreadable();
    return literal(character);
  }

  function group(depth: number): Make {
    if (pattern[at] === '?') {
      const opening = /^\?(?::|<[A-Za-z]\w*>)/.exec(pattern.slice(at, at + 60));
      if (opening === null) throw new Unreadable();
      at += opening[0].length;
    }
    const inner = alternatives(depth + 1);
    if (pattern[at] !== ')') throw new Unreadable();
    at += 1;
    return inner;
  }

  function escaped(): Make {
    const character = pattern[at++] ?? '';
    if (character === 'b' || character === 'B') return nothing;
    return oneOf(escapeSet(character));
  }

  /** The characters of an escape, its letter having been read. */
  function escapeSet(character: string): string {
    if (Object.hasOwn(escapes, character)) return escapes[character] ?? '';
    if (character === 'p') return property();
    if (character === 'u' || character === 'x') {
      const digits = character === 'u' ? 4 : 2;
      const code = Number.parseInt(pattern.slice(at, at + digits), 16);
      if (!/^[0-9a-fA-F]+$/.test(pattern.slice(at, at + digits))) throw new Unreadable();
      at += digits;
      return String.fromCharCode(code);
    }
    if (/[A-Za-z0-9]/.test(character) || character === '') throw new Unreadable();
    return character;
  }

  /** Characters of a Unicode property: letters, numbers and so on, by the first letter of its name. */
  function property(): string {
    const found = /^\{(?:General_Category=|gc=)?([A-Z])[A-Za-z_]*\}/.exec(pattern.slice(at, at + 60));
    const members = found?.[1] === undefined ? undefined : properties[found[1]];
    if (found === null || members === undefined) throw new Unreadable();
    at += found[0].length;
    return members;
  }

  function characterClass(): string {
    const negated = pattern[at] === '^';
    if (negated) at += 1;
    let members = '';
    for (let first = true; pattern[at] !== ']' || first; first = false) {
      if (at >= pattern.length) throw new Unreadable();
      const low = member();
      if (pattern[at] === '-' && pattern[at + 1] !== ']' && low.length === 1 && at + 1 < pattern.length) {
        at += 1;
        members += range(low, member());
      } else members += low;
    }
    at += 1;
    const usable = negated ? [...anyCharacter].filter(each => !members.includes(each)).join('') : members;
    if (usable === '') throw new Unreadable();
    return usable;
  }

  function member(): string {
    const character = pattern[at++] ?? '';
    return character === '\\' ? escapeSet(pattern[at++] ?? '') : character;
  }

  function repeated(make: Make): Make {
    const found = /^(?:[?*+]|\{(\d+)(,(\d*))?\})\??/.exec(pattern.slice(at, at + 40));
    if (found === null) return make;
    at += found[0].length;
    const [from, most] = bounds(found, (repeats === 'fewest' ? 0 : repeats) + 7);
    const least = repeats === 'fewest' ? from : Math.min(most, Math.max(from, repeats));
    return () => {
      // A wanted number of times is kept to, so that texts of one length only can be made.
      const extra = repeats === 0 ? random.integer(Math.max(1, Math.min(most, least + 7) - least + 1)) : 0;
      const count = least + extra;
      let text = '';
      for (let i = 0; i < count && left > 0; i++) {
        left -= 1; // what is repeated may be empty
        text += make();
      }
      return text;
    };
  }

  function oneOf(characters: string): Make {
    return () => literal(characters[random.integer(characters.length)] ?? '')();
  }

  function literal(character: string): Make {
    return () => {
      left -= 1;
      return character;
    };
  }
}

type Make = () => string;
const nothing: Make = () => '';

/** A pattern this reader does not understand. Caught where the reading began. */
class Unreadable extends Error {}

const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const anyCharacter = `${letters}${digits} -_.,:;/!?#%&+=@`;
const properties: Readonly<Record<string, string>> = {
  L: letters,
  N: digits,
  P: '-_.,:',
  S: '+=',
  Z: ' ',
  M: '\u0301',
};
const escapes: Readonly<Record<string, string>> = {
  d: digits,
  w: `${letters}${digits}_`,
  s: ' ',
  D: letters,
  W: ' -.',
  S: `${letters}${digits}`,
  n: '\n',
  r: '\r',
  t: '\t',
};

/** How often; where there is no end, up to `room` more. */
function bounds([text = '', least, comma, most]: RegExpExecArray, room: number): [number, number] {
  if (least !== undefined) {
    const from = Number(least);
    return [from, comma === undefined ? from : most === '' || most === undefined ? from + room : Number(most)];
  }
  return text.startsWith('?') ? [0, 1] : [text.startsWith('+') ? 1 : 0, room + 1];
}

function range(low: string, high: string): string {
  const from = low.charCodeAt(0);
  const to = high.length === 1 ? high.charCodeAt(0) : Number.NaN;
  if (!(to >= from)) throw new Unreadable();
  return Array.from({ length: Math.min(to - from + 1, 300) }, (_, i) => String.fromCharCode(from + i)).join('');
}
