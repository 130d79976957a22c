import { identifierWords } from './identifier-words.js';
import { singular } from './inflect.js';

const maxWords = 12;

/**
 * The object of a sentence's verb, out of all that follows the verb: without relative clauses, how the API is called and
 * what `specified` and its like only point at. Identifiers are taken apart. May be empty.
 */
export function objectPhrase(rest: string): string {
  let object = rest
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/["“”`]|(?<!\p{L})['’]|['’](?!\p{L})/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(aboutness, '');
  for (const tail of tails) object = object.replace(tail, '');
  object = object
    .replace(pointing, '')
    .replace(/\b(?:one or more|zero or more|an individual|a single|a specific|one specific|specific)\s/gi, 'a ')
    .replace(/\b(?:the|an?) (the|an?)\b/gi, '$1')
    .replace(/\bids$/i, 'id');
  return readableWords(object)
    .replace(dangling, '')
    .replace(dangling, '')
    .replace(/^(?:of|for|to|from)\s+/i, '');
}

/** Of a clause (`an account is active`), which needs its end: only pointing words go and identifiers are taken apart. */
export function plainClause(text: string): string {
  return readableWords(
    text
      .replace(/[.,;:(].*$/, '')
      .replace(pointing, '')
      .trim(),
  );
}

function readableWords(text: string): string {
  const words = text
    .split(/[ /]+/)
    .flatMap(readable)
    .filter(word => word !== '');
  return words.slice(0, maxWords).join(' ');
}

const aboutness =
  /^(?:the )?(?:full |complete |basic |detailed |general )?(?:detail )?(?:information|info|details?|data) (?:about|of|on|for|regarding|related to) (?=\w+ \w|an? |the )/i;

/** What follows that only repeats how the API is called, or describes at length. */
const tails: readonly RegExp[] = [
  /\s+(?:that(?:'s|\u2019s)?|which|who|whose|where|when|if|so that|such as|including|i\.e\.|e\.g\.|because|since|while|unless|either|as well as|without)\s.*$/i,
  /\s*[,:;–—].*$/,
  /\s+and (?:then |also )?\w+s (?:it|the|them|an?|its|their)\b.*$/i,
  /\s+(?:or|and) (?:then |also )?(?:replaces?|updates?|returns?|adds?|gets?|creates?|deletes?|removes?|sets?)\b.*$/i,
  /\s+-\s.*$/,
  /\s+(?:by using|using|based on|according to|in order to|given|specified by|identified by|provided by|as specified|as defined|via|through|depending on|represented by|passed|matching the|with the (?:given|specified|provided|mathcing|matching)|by (?:its|their|the|an?|his|id|ids|name|uuid|unique|given|key))\b.*$/i,
  /\s+by \w+(?: (?:and|or) \w+)?$/i,
  /\s+to (?:allow|be|connect|enable|help|make|get|retrieve|check|see|determine|use)\s.*$/i,
  /\s+in the [\w.]+ collection$/i,
  /\s+(?:in|from|for|of|with|to|on) the (?:request|response|body|url|path|query|payload|specified request|api|database|system|service|application)\b.*$/i,
  /\s+(?:in|for|from|of|to|on|under|within|with) (?:the |an? )?(?:specified|given|current|provided|particular|requested|authenticated|specific|existing|target|selected|respective|calling|corresponding|same)\b.*$/i,
  /\s+(?:associated|selected|submitted|related|identified|belonging|available|contained|returned|found|matching|linked|attached|defined|stored|registered|provided|specified|tagged|nearby|online)$/i,
  /\s+(?:supported|available|used|included|required|accepted|corresponding to|relating to|pertaining to|relevant to)(?:\s.*)?$/i,
];

const pointing =
  /\b(?:specified|given|particular|requested|provided|respective|corresponding|desired|certain|currently authenticated|authenticated|instance of|object representing|representation of|instances of) /gi;

/** Words that cannot end a phrase. */
const dangling =
  /\s+(?:of|for|in|on|to|from|with|by|and|or|the|an?|at|as|into|is|are|per|this|all|any|its|their|your|under|about|between|than|not|only)$/gi;

/** `columnDefinitions` → `column definitions`; `IAM` and `GitHub` stay, a capital that only starts a title goes. */
function readable(word: string): string[] {
  if (/^\p{Ll}+(?:I[dD]|_id)s?$/u.test(word)) return []; // `person personId` says it twice
  const isIdentifier =
    /^[\p{Ll}\p{N}]+\p{Lu}\p{Ll}/u.test(word) ||
    word.includes('_') ||
    (/^(?:\p{Lu}\p{Ll}+){2,}s?$/u.test(word) && word.length > 12);
  if (isIdentifier) return identifierWords(word.split('.').at(-1) ?? word);
  return [/^\p{Lu}\p{Ll}+s?$/u.test(word) ? word.toLowerCase() : word];
}

/** Says nothing of what an API is about. */
export function isVague(object: string): boolean {
  const words = object.toLowerCase().match(/[\p{L}]+/gu) ?? [];
  return words.every(word => vague.has(singular(word)));
}

const vague = new Set(
  `the a an of in for to all any resource item object entity collection thing record element data detail information info
  property value number count result response document request operation property type my your by id single current list
  this it them new existing service endpoint api path and or from with update create get delete call method function
  query search index main root base default one page format version`.split(/\s+/),
);
