import { contentWords } from './content-words.js';
import { askingVerbs, connectives, determiners, nounLikeVerbs } from './request-words.js';
import { isAsked, isWish } from './sentence-kind.js';
import { cutAt, type Piece } from './sentences.js';

/**
 * A sentence cut where another wish begins: `…, and then send …`, `… and book a …`, `…, could you also …`, `… as well as
 * the …`. A conjunction inside one wish (`find and book a hotel`, `salt and pepper`) does not cut.
 */
export function splitCoordination(sentence: Piece): Piece[] {
  const places: number[] = [];
  let start = 0;
  for (const match of sentence.masked.matchAll(joints)) {
    const before = sentence.masked.slice(start, match.index);
    const after = sentence.masked.slice(match.index + match[0].length);
    if (!isAnotherWish(before, match[0].toLowerCase(), after)) continue;
    places.push(match.index);
    start = match.index + match[0].length;
  }
  return cutAt(sentence, places).map(withoutJoint);
}

/** Everything that may stand between two wishes of one sentence. */
const joints =
  /\s*,?\s+(?:and|but|plus|then|as well as|along with|followed by)\s+(?:(?:then|also|finally|lastly|additionally|next|afterwards)\b,?\s+)*|\s*,\s+(?:(?:then|also|finally|lastly|additionally|next)\b,?\s+)?/gi;

function isAnotherWish(before: string, joint: string, after: string): boolean {
  const rest = after.replace(connectives, '').replace(/^(?:also|please|kindly)\s+/i, '');
  if (contentWords(before).length === 0 || contentWords(rest).length === 0) return false;
  const isComma = /^[\s,]+$/.test(joint);
  // `I have a paper, can you shorten it?` is one wish, told in two halves.
  if (question.test(rest)) return isComma ? address.test(rest) && isAsked(before) : isAsked(before) || isWish(before);
  const isPlain = isComma || joint.trim() === 'and';
  if (isVerb(rest, isComma)) return hasVerb(before) && !(isPlain && (endsInVerb(before) || isDescribed(before, rest)));
  return /and|as well as|along with|plus/.test(joint) && isThing(before, rest, joint);
}

const address = /^(?:can|could|would|will) you\b/i;

const question =
  /^(?:(?:can|could|would|will) (?:you|i|we)\b|(?:what|who|where|when|how|which|whose)(?:'s| is| are| do| does| did| was| were| can| much| many| long| far) |(?:is|are|do|does|did|was|were) (?:there|it|the|they|i|you|any)\b|i(?:'d| would| also)* (?:need|want|like)\b|i'm (?:also )?(?:looking|interested)\b|let me know\b|tell me\b|help me\b)/i;

/** After a mere comma only `send me …`, `book a …`: `play, display quality and price` is a list of nouns. */
function isVerb(rest: string, isComma: boolean): boolean {
  const [word = '', next = ''] = rest.toLowerCase().match(/[\p{L}\p{N}'"]+|[.,;:!?]/gu) ?? [];
  if (next === '' || /^[.,;:!?]$|^(?:to|of|in|on|at|and|or|is|are|was|were)$/.test(next)) return false;
  const hasObject = determiners.has(next) || /^["\d]|^q{3,}/.test(next);
  if (askingVerbs.has(word)) return hasObject || !isComma;
  if (word === 'make') return made.test(rest);
  return nounLikeVerbs.has(word) && (hasObject || next === 'for');
}

const made =
  /^make (?:me )?an? (?:\w+ )?(?:reservation|appointment|booking|payment|call|list|copy|backup|request|donation|chart|table)/i;

/** `an app that tracks my runs and make a plan of them`: not for me, so the thing asked for is to do it. */
function isDescribed(before: string, rest: string): boolean {
  return /\b(?:that|who|which) \p{L}+/u.test(before) && !/^\S+ (?:me|us)\b/i.test(rest);
}

/** `find and book a hotel`, `to explore and analyze the use of`: both verbs have the object that follows. */
function endsInVerb(before: string): boolean {
  const [last = '', previous = ''] = (before.toLowerCase().match(/[\p{L}']+/gu) ?? []).reverse();
  return askingVerbs.has(last) || (nounLikeVerbs.has(last) && !determiners.has(previous));
}

/** `the weather forecast for Oslo and the price of gold`: two things asked for, each with words enough to be one. */
function isThing(before: string, rest: string, joint: string): boolean {
  const isNamed = /^(?:the|an?|any|some|information (?:on|about)|details (?:of|on|about)) /i.test(rest);
  if (!isNamed && !(/as well as/.test(joint) && !/^(?:its|their|his|her|other)\b/i.test(rest))) return false;
  if (
    !hasVerb(before) ||
    describing.test(before.replace(/\b(?:provide|supply|present|assist|help) (?:me|us) (?:with|by)\b/i, ''))
  )
    return false;
  const next = rest.split(/,\s|\s+(?:and|as well as|along with)\s+/i)[0] ?? '';
  return contentWords(before).length >= 3 && contentWords(next).length >= 2;
}

/** What follows one of these describes a thing that is asked for, and so may the rest of the list. */
const describing =
  /\b(?:with|without|including|includes?|such as|that|which|who|where|whose|considering|based on|between|from|like|ha(?:s|ve|ving)|offer(?:s|ing)?|featur(?:es|ing)|in terms of|considering|using|by|both)\b/i;

/** Of the sentence so far: that it asks for something, so that there can be more to ask for. */
function hasVerb(before: string): boolean {
  const all = before.toLowerCase().match(/[\p{L}']+/gu) ?? [];
  return all.some(word => askingVerbs.has(word) || nounLikeVerbs.has(word) || asks.has(word));
}

const asks = new Set(
  'what who where when how which need want like looking can could is are make finding getting'.split(' '),
);

const leadingJoint = /^[\s,]*(?:(?:and|but|plus|as well as|along with|followed by)\s+)?/i;

function withoutJoint({ text, masked }: Piece): Piece {
  const length = leadingJoint.exec(masked)?.[0].length ?? 0;
  return { text: text.slice(length), masked: masked.slice(length) };
}
