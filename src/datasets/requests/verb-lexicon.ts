import { type Action, actions, otherVerbs } from './words/actions.js';

const actionOf: ReadonlyMap<string, Action> = new Map(
  (Object.entries(actions) as [Action, { named: string }][])
    .reverse() // the first action that names a verb has it
    .flatMap(([action, { named }]) => named.split(' ').map((verb): [string, Action] => [verb, action])),
);

/** `other` for verbs that no action names. */
export function actionFor(verb: string): Action {
  const action = actionOf.get(verb) ?? 'other';
  return action === 'convert' ? 'other' : action;
}

/** Of a base form. */
export function isVerb(word: string): boolean {
  return actionOf.has(word) || otherVerbs.has(word);
}

/** A verb, and not as often a noun: `delete`, not `order`. */
export function isPlainVerb(word: string): boolean {
  return isVerb(word) && !nouns.has(word);
}

/**
 * Whether a sentence that begins with these words begins with a verb: `Lists users`, `Order a taxi`, not `Order history`
 * nor `List of users`.
 */
export function beginsWithVerb(first: string, base: string, second: string): boolean {
  if (!isVerb(base)) return false;
  if (!nouns.has(first)) return true;
  if (/^(?:of|for|in|by|with)$/.test(second)) return false;
  return moreVerbThanNoun.has(first) || determined.test(second);
}

const nouns = new Set(
  `list report record account order search post show test check track set view access block rank score start end issue
  schedule process forecast charge label log link lock match mint monitor mark tag star vote sign sync reverse quote
  review release exchange reply rate ship`.split(/\s+/),
);

const moreVerbThanNoun = new Set('list set show check search start view'.split(' '));

const determined =
  /^(?:an?|the|all|any|one|some|new|your|existing|multiple|this|that|specified|given|each|every|up|out)$/;
