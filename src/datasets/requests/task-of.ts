import type { Api } from '../../catalog/index.js';
import { identifierWords } from './identifier-words.js';
import { baseForm, plural, singular } from './inflect.js';
import { leadSentence } from './lead-sentence.js';
import { isVague, objectPhrase, plainClause } from './object-phrase.js';
import { pathNouns, pathOwner } from './path-nouns.js';
import { titleWords, verbOfTitle } from './title-words.js';
import { actionFor, beginsWithVerb, isPlainVerb, isVerb } from './verb-lexicon.js';
import type { Action } from './words/actions.js';

/** What an API is for, as a verb and its object. */
export interface Task {
  readonly action: Action;
  /** Base form, lower-case, with its particle: `opt out`. */
  readonly verb: string;
  /** Lower-case where the source's capitals mean nothing; with the source's determiners; never empty. */
  readonly object: string;
  /** What the object belongs to, where the path tells: `team` of `/teams/{id}/members`. */
  readonly owner?: string;
}

/** By the first that says enough: the description, the title, the path. `undefined` when nothing does. */
export function taskOf(api: Api): Task | undefined {
  if (isAboutHttp(api)) return undefined;
  const owner = singularLast(pathOwner(api));
  const found = countedBy(api) ?? saying(fromText(leadSentence(api.description), api, owner)) ?? saying(fromTitle(api));
  if (found === undefined) return undefined;
  const isNew = owner !== undefined && !squeezed(found.object).includes(squeezed(owner));
  return isNew ? { ...found, owner } : found;
}

/** `OPTIONS` and its like tell how to call, and nobody asks for that. */
function isAboutHttp({ invocation }: Api): boolean {
  return invocation.kind === 'http' && /^(?:OPTIONS|HEAD|TRACE)$/.test(invocation.method);
}

const longestWord = 15; // longer ones are words run together

function saying(task: Task | undefined): Task | undefined {
  if (task === undefined || isVague(task.object)) return undefined;
  return !task.object.includes(' ') && task.object.length > longestWord ? undefined : task;
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function singularLast(owner: string | undefined): string | undefined {
  if (owner === undefined) return undefined;
  const words = owner.split(' ');
  return [...words.slice(0, -1), singular(words.at(-1) ?? '')].join(' ');
}

/** OData's `…/plans/$count`, whose descriptions speak of `the resource`. */
function countedBy(api: Api): Task | undefined {
  if (api.invocation.kind !== 'http' || !api.invocation.path.endsWith('/$count')) return undefined;
  const object = pathNouns(api).at(-1);
  return object === undefined ? undefined : { action: 'count', verb: 'count', object };
}

function fromText(lead: string, api: Api, owner: string | undefined): Task | undefined {
  // `ColorTransformations: Get by id`: what it is comes first.
  const words = withoutHumps(lead.replace(/^([\w-]{3,}):\s.*$/, '$1').split(' '));
  const first = words[0]?.toLowerCase() ?? '';
  const verb = baseForm(first);
  if (words.length === 1 && isPlainVerb(verb)) return owner === undefined ? undefined : taskWith(verb, `the ${owner}`);
  if (words.length > 1 && beginsWithVerb(first, verb, words[1]?.toLowerCase() ?? '')) {
    // `Starts creating a backup`: what is started says more.
    const begun = actionFor(verb) === 'start' && /ing$/.test(words[1] ?? '') ? baseForm(words[1] ?? '') : undefined;
    return begun !== undefined && isVerb(begun) && words.length > 2
      ? taskWith(begun, words.slice(2).join(' '))
      : taskWith(verb, withoutSecondVerb(words.slice(1)).join(' '));
  }
  if (lead === '' || !isThing(words)) return undefined;
  const thing = words.join(' ').replace(/(?<=\w{3}) (?:service|method|endpoint|api|operation|function)$/i, '');
  return taskWith(verbOfTitle(api) ?? verbOfMethod(api, thing), thing);
}

/** `Creates or updates a price` is wanted for one of the two. */
function withoutSecondVerb(words: readonly string[]): readonly string[] {
  const isJoint = /^(?:or|and|&)$/i.test(words[0] ?? '') && isVerb(baseForm(words[1] ?? ''));
  return isJoint && words.length > 2 ? words.slice(2) : words;
}

/** `ListCashDrawerShifts` as the words it stands for. */
function withoutHumps(words: readonly string[]): string[] {
  const [both = '', ...rest] = words;
  // `CreateProfile creates a profile`
  if (/^\p{L}\p{Ll}+\p{Lu}/u.test(both) && /s$/.test(rest[0] ?? '') && isVerb(baseForm(rest[0] ?? ''))) return rest;
  const first = both.replace(/^(\p{L}+)\/\p{L}+$/u, '$1'); // `Enable/disable`
  return /^\p{L}\p{Ll}+\p{Lu}/u.test(first) ? [...identifierWords(first), ...rest] : [first, ...rest];
}

/** Not `Note that …` or `If you …`, which are no thing to ask for. */
function isThing(words: readonly string[]): boolean {
  return !telling.test(words[0] ?? '') && words.length <= 14;
}

const telling =
  /^(?:if|when|note|this|it|you|we|there|these|that|for|in|on|by|with|to|as|only|please|see|must|can|requires?|is|are|was|not|no|use|used|here|after|before|once|whether|how|what|call)$/i;

function fromTitle(api: Api): Task | undefined {
  const words = titleWords(api);
  const at = words.findIndex((word, i) => (i === 0 ? isVerb : isPlainVerb)(baseForm(word)));
  const after = at === -1 ? words : words.slice(at + 1);
  const by = after.findIndex((word, i) => i > 0 && (word === 'by' || word === 'with'));
  const nouns = (after.length > 0 ? after : words.slice(0, Math.max(0, at))).slice(0, by === -1 ? undefined : by);
  const thing = isVague(nouns.join(' ')) ? (pathNouns(api).at(-1) ?? '') : nouns.join(' ');
  const isConversion = at === -1 && words.indexOf('to') > 0;
  const own = isConversion ? 'convert' : (verbOfTitle(api) ?? verbOfMethod(api, thing));
  const verb = at === -1 ? own : baseForm(words[at] ?? '');
  return taskWith(verb, thing);
}

/** A `POST` makes what its path lists; of anything else it gives what it says. */
function verbOfMethod(api: Api, thing: string): string {
  const method = api.invocation.kind === 'http' ? api.invocation.method : undefined;
  if (method !== 'POST') return { PUT: 'update', PATCH: 'update', DELETE: 'delete' }[method as string] ?? 'get';
  const last = pathNouns(api).at(-1) ?? '';
  return plural(last) === last && squeezed(plural(thing.toLowerCase())).endsWith(squeezed(last)) ? 'create' : 'get';
}

function taskWith(verb: string, rest: string): Task | undefined {
  const action = actionFor(verb);
  const [, asking, asked = ''] = /^(if|whether|which|who|what|how|where|when) (.+)$/i.exec(rest) ?? [];
  if (asking !== undefined) {
    const question = plainClause(asked);
    return question === '' ? undefined : { action: 'other', verb: `${verb} ${asking.toLowerCase()}`, object: question };
  }
  const particle = (action === 'other' ? linking : /^(?:up|out|back|off|down)\s+/i).exec(rest)?.[0] ?? '';
  const after = rest.slice(particle.length);
  const object = objectPhrase(action === 'search' ? after.replace(searched, '') : after);
  if (object === '') return undefined;
  const isGetting = action === 'get';
  if (isGetting && counted.test(object)) {
    return { action: 'count', verb: 'count', object: object.replace(counted, '') };
  }
  const listed = object.replace(listOf, '');
  const isList = listed !== object || /^(?:all|multiple|several)\b/i.test(listed);
  const whole = particle === '' ? verb : `${verb} ${particle.trim()}`;
  return { action: isGetting && isList ? 'list' : action, verb: whole, object: listed };
}

const linking = /^(?:(?:up|out|back|off|down|in|to|from|with|on|into)\s+)+/i;
const searched = /^(?:for|through|over|across|in|within|by)\s+/i;
const counted = /^(?:the |a )?(?:total )?(?:number|count) of (?=.)(?!the resource$)/i;
const listOf = /^(?:an? |the )?(?:(?:\w+ )?list(?:ing)?|array|collection|descriptions?|set) of (?:all )?(?:the )?/i;
