import type { Random } from '../../base/index.js';
import { isPlural, plural, singular } from './inflect.js';
import { withArticle } from './stated-arguments.js';
import type { Task } from './task-of.js';
import { synonyms } from './words/synonyms.js';

/** A task's object as somebody might put it: `determined` can follow `show me`, `bare` can follow `all`. */
export interface SaidObject {
  readonly determined: string;
  readonly bare: string;
  readonly isMany: boolean;
}

/**
 * The object with some words replaced by others that people use, attributes put behind or before, and what it belongs to
 * said or left out.
 */
export function varyObject(task: Task, random: Random, changeRate: number): SaidObject {
  const [, article = '', rest = task.object] =
    /^((?:the|an?|all(?: of)?(?: the)?|any|some|one|each|every|multiple|your|my|this|its|their) )(.+)$/i.exec(
      task.object,
    ) ?? [];
  const turned = turnedAround(shortened(rest, random), random);
  const words = turned.split(' ').map(word => (random.next() < changeRate ? otherWord(word, random) : word));
  const phrase = withOwner(
    words
      .join(' ')
      .replace(/\b(an?) (?=\p{L})/giu, '')
      .replace(/\s+/g, ' ')
      .trim(),
    task,
    random,
  );
  const head = headOf(phrase);
  const isMany = isPlural(head) || /^(?:all|multiple|some)/i.test(article);
  const many =
    isMany || !/^[a-z]/.test(head) || /(?:ed|ing|able|ible)$/.test(head) ? phrase : phrase.replace(head, plural(head));
  const own = article.trim().toLowerCase();
  return { determined: `${determinerFor(own, task, phrase, isMany, random)}${phrase}`, bare: many, isMany };
}

function determinerFor(own: string, task: Task, phrase: string, isMany: boolean, random: Random): string {
  if (/^(?:the|your|my|this|new) /i.test(phrase)) return '';
  if (/^all/.test(own)) return random.pick(['all the ', 'all ', 'the ', 'all my ']);
  if (task.action === 'create') return isMany ? random.pick(['', 'some ', 'new ']) : newOne(phrase, random);
  if (own === '' && task.verb.includes(' ')) return ''; // `translate from English`
  if (isMany) return random.pick(['the ', 'the ', 'the ', 'my ', 'our ', '', '']);
  if (/^(?:an?|one|any|some)$/.test(own))
    return random
      .pick(['the ', 'the ', 'this ', 'a ', 'a ', 'my '])
      .replace(/^a $/, withArticle(phrase).replace(phrase, ''));
  return random.pick(['the ', 'the ', 'the ', 'the ', 'the ', 'my ', 'our ']);
}

function newOne(phrase: string, random: Random): string {
  if (/^(?:new|another|additional)\b/i.test(phrase)) return random.pick(['a ', 'my ']);
  return random.pick([`${withArticle(phrase).replace(phrase, '')}`, 'a new ', 'another ', 'a new ']);
}

/** Without some of what follows the first words, when there is much. */
function shortened(object: string, random: Random): string {
  const parts = object.split(/\s+(?=(?:of|for|from|in|on|to|with|by|at|within|under|across|into) )/);
  if (parts.length < 3 || random.next() < 0.4) return object;
  return parts.slice(0, 2).join(' ');
}

/** `status of the latest import` → `the latest import's status`, `latest import status`. */
function turnedAround(object: string, random: Random): string {
  const [, what, of] =
    /^([\p{L}-]+(?: [\p{L}-]+)?) (?:of|for) (?:the |an? |all )?([\p{L}-]+(?: [\p{L}-]+){0,2})$/u.exec(object) ?? [];
  if (what === undefined || of === undefined || /^list|(?:ed|ing|ly)$/.test(of) || random.next() < 0.5) return object;
  return random.next() < 0.5 && !isPlural(of.split(' ').at(-1) ?? '')
    ? `${of}'s ${what}`
    : `${singularLast(of)} ${what}`;
}

function singularLast(phrase: string): string {
  const words = phrase.split(' ');
  return [...words.slice(0, -1), singular(words.at(-1) ?? '')].join(' ');
}

function otherWord(word: string, random: Random): string {
  const lower = word.toLowerCase();
  const one = singular(lower);
  const others = synonyms.get(lower) ?? synonyms.get(one);
  if (others === undefined) return word;
  const other = random.pick(others);
  if (lower === one || synonyms.has(lower)) return other;
  const words = other.split(' ');
  return [...words.slice(0, -1), plural(words.at(-1) ?? '')].join(' ');
}

const ownerRate = 0.35;

/** Said always where the object alone could be anything's. */
function withOwner(phrase: string, { owner }: Task, random: Random): string {
  const short = phrase.split(' ').length < 2;
  if (owner === undefined || owner.length > 40 || (!short && random.next() > ownerRate)) return phrase;
  if (phrase.toLowerCase().includes(owner.split(' ').at(-1) ?? '')) return phrase;
  return random.pick([
    `${phrase} of the ${owner}`,
    `${phrase} for the ${owner}`,
    `${owner} ${phrase}`,
    `${phrase} of this ${owner}`,
  ]);
}

/** The noun that the phrase is about: the last word before the first preposition. */
export function headOf(phrase: string): string {
  return (
    phrase
      .split(
        /\s+(?:of|for|from|in|on|to|with|by|at|within|under|across|into|about|between|and|or|as|per|via)(?:\s|$)/,
      )[0]
      ?.split(' ')
      .at(-1) ?? phrase
  );
}
