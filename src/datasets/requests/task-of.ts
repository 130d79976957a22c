import type { Api } from '../../catalog/index.js';
import { identifierWords } from './identifier-words.js';
import { baseForm, singular } from './inflect.js';
import { leadSentence } from './lead-sentence.js';
import { type Action, actions, otherVerbs } from './words/actions.js';

/** What an API is for, as a verb and its object. */
export interface Task {
  readonly action: Action;
  /** Base form, lower-case. */
  readonly verb: string;
  /** Lower-case where the source's capitals mean nothing; with the source's determiners; never empty. */
  readonly object: string;
  /** What the object belongs to, where the path tells: `team` of `/teams/{id}/members`. */
  readonly owner?: string;
}

/** By the first that says enough: the description, the title, the path. `undefined` when nothing does. */
export function taskOf(api: Api): Task | undefined {
  const lead = leadSentence(api.description);
  const segments = pathNouns(api);
  if (api.invocation.kind === 'http' && /\$count$/.test(api.invocation.path) && segments.length > 0) {
    return { action: 'count', verb: 'count', object: segments.at(-1) ?? '' };
  }
  const owner = ownerIn(api);
  const fromText = taskFrom(lead, api);
  const found = fromText !== undefined && !isVague(fromText.object) ? fromText : (fromTitle(api, segments) ?? fromText);
  if (found === undefined) return undefined;
  const squeezed = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const isNew = owner !== undefined && !squeezed(found.object).includes(squeezed(singular(owner)));
  return isNew ? { ...found, owner: singular(owner) } : found;
}

const actionOf: ReadonlyMap<string, Action> = new Map(
  (Object.entries(actions) as [Action, { named: string }][])
    .reverse() // the first action that names a verb has it
    .flatMap(([action, { named }]) => named.split(' ').map((verb): [string, Action] => [verb, action])),
);

function isVerb(word: string): boolean {
  return actionOf.has(word) || otherVerbs.has(word);
}

const nounLike = new Set(
  'list report record account order search post show test check track set view access block rank score start end issue schedule process forecast charge label log link lock match mint monitor mark tag star vote sign sync'.split(
    ' ',
  ),
);

function taskFrom(lead: string, api: Api): Task | undefined {
  const words = withoutHumps(lead.split(' '));
  const first = words[0]?.toLowerCase() ?? '';
  const verb = baseForm(first);
  const second = words[1]?.toLowerCase() ?? '';
  // `List of users` and `Account balance` begin with a noun, `Lists users` and `List all users` do not.
  const isNoun =
    nounLike.has(first) &&
    (/^(?:of|for|in|by|with)$/.test(second) ||
      (first !== 'list' &&
        first !== 'set' &&
        first !== 'show' &&
        first !== 'check' &&
        first !== 'search' &&
        first !== 'start' &&
        first !== 'view' &&
        !determined.test(second)));
  if (isVerb(verb) && !isNoun && words.length > 1) return taskWith(verb, words.slice(1).join(' '));
  if (lead === '') return undefined;
  if (!startsAsThing(words)) return undefined;
  const own = verbOfTitle(api) ?? verbOfMethod(api);
  return taskWith(
    own,
    words
      .join(' ')
      .replace(/^list of /i, '')
      .replace(/(?<=\w{3}) (?:service|method|endpoint|api|operation|function)$/i, ''),
  );
}

/** `ListCashDrawerShifts` as the words it stands for. */
function withoutHumps(words: readonly string[]): string[] {
  const [first = '', ...rest] = words;
  return /^\p{L}\p{Ll}+\p{Lu}/u.test(first) ? [...identifierWords(first), ...rest] : [...words];
}

const determined =
  /^(?:an?|the|all|any|one|some|new|your|existing|multiple|this|that|specified|given|each|every|up|out)$/;

/** Not `Note that …` or `If you …`, which are no thing to ask for. */
function startsAsThing(words: readonly string[]): boolean {
  return (
    !/^(?:if|when|note|this|it|you|we|there|these|that|for|in|on|by|with|to|as|only|please|see|must|can|requires?|is|are|was|not|no|use|used|here|after|before|once|whether|how|what)$/i.test(
      words[0] ?? '',
    ) && words.length <= 14
  );
}

function taskWith(verb: string, rest: string): Task | undefined {
  const given = actionOf.get(verb) ?? 'other';
  const linking =
    given === 'other' || given === 'convert'
      ? /^(?:(?:up|out|back|off|down|in|to|from|with|on|into)\s+)+/i
      : /^(?:up|out|back|off|down)\s+/i;
  const particle = linking.exec(rest)?.[0] ?? '';
  const object = objectIn(
    rest
      .slice(particle.length)
      .replace(given === 'search' ? /^(?:for|through|over|across|in|within|by)\s+/i : /^\s*/, ''),
  );
  if (object === '') return undefined;
  const isList = /^(?:an? |the )?(?:\w+ )?list(?:ing)? of /i.test(object);
  const bare = isList ? object.replace(/^(?:an? |the )?(?:\w+ )?list(?:ing)? of /i, '') : object;
  const isCount = /^(?:the |a )?(?:total )?(?:number|count) of /i.test(bare) && !/\bresource$/.test(bare);
  if (given === 'get' && isCount)
    return {
      action: 'count',
      verb: 'count',
      object: bare.replace(/^(?:the |a )?(?:total )?(?:number|count) of /i, ''),
    };
  const action =
    given === 'get' && (isList || /^(?:all|multiple|several)\b/i.test(bare))
      ? 'list'
      : given === 'convert'
        ? 'other'
        : given;
  return { action, verb: `${verb}${particle === '' ? '' : ` ${particle.trim()}`}`, object: bare };
}

/** What follows that only repeats how the API is called, or describes at length. */
const tails: readonly RegExp[] = [
  /\s+(?:that|which|who|whose|where|when|if|so that|such as|including|i\.e\.|e\.g\.|because|since|while|unless|either|as well as|without)\s.*$/i,
  /\s*[,:;–—].*$/,
  /\s+-\s.*$/,
  /\s+(?:by using|using|based on|according to|in order to|given|specified by|identified by|provided by|as specified|as defined|via|through|depending on|represented by|passed|matching the|with the (?:given|specified|provided|mathcing|matching)|by (?:its|their|the|an?|his|id|ids|name|uuid|unique|given|key))\b.*$/i,
  /\s+by \w+(?: (?:and|or) \w+)?$/i,
  /\s+to (?:allow|be|connect|enable|help|make|get|retrieve|check|see|determine|use)\s.*$/i,
  /\s+(?:in|from|for|of|with|to|on) the (?:request|response|body|url|path|query|payload|specified request|api|database|system|service|application)\b.*$/i,
  /\s+(?:in|for|from|of|to|on|under|within|with) (?:the |an? )?(?:specified|given|current|provided|particular|requested|authenticated|specific|existing|target|selected|respective|calling|corresponding|same)\b.*$/i,
];

function objectIn(rest: string): string {
  let object = rest
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/["“”`]|(?<!\p{L})['’]|['’](?!\p{L})/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  object = object.replace(
    /^(?:the )?(?:(?:full |complete |basic |detailed |general )?(?:information|info|details?|detail information|data)) (?:about|of|on|for|regarding|related to) (?=\w+ \w|an? |the )/i,
    '',
  );
  for (const tail of tails) object = object.replace(tail, '');
  object = object
    .replace(
      /\b(?:specified|given|particular|requested|provided|respective|corresponding|desired|certain|currently authenticated|authenticated|navigation property|navigation|entity|instance of|object representing|representation of|instances of) /gi,
      '',
    )
    .replace(/\b(?:one or more|zero or more|an individual|a single|a specific|one specific|specific)\s/gi, 'a ')
    .replace(/\bthe a\b|\ba the\b|\ba an\b/gi, 'the')
    .replace(/ in the [\w.]+ collection$/i, '')
    .replace(
      /\s+(?:associated|selected|submitted|related|identified|belonging|available|contained|returned|found|matching|linked|attached|defined|stored|registered|provided|specified)$/i,
      '',
    )
    .replace(/\b(?:id|ids)$/i, 'id');
  const words = object
    .split(' ')
    .flatMap(readable)
    .filter(word => word !== '');
  const cut = words.slice(0, 12).join(' ');
  return cut
    .replace(
      /\s+(?:of|for|in|on|to|from|with|by|and|or|the|an?|at|as|into|is|are|per|this|all|any|its|their|your|under)$/gi,
      '',
    )
    .replace(/\s+(?:of|for|in|on|to|from|with|by|and|or|the|an?)$/gi, '')
    .replace(/^(?:of|for|to|from)\s+/i, '');
}

/** `columnDefinitions` → `column definitions`; `IAM` and `GitHub` stay, a capital that only starts a title goes. */
function readable(word: string): string[] {
  if (/^\p{Ll}+(?:I[dD]|_id)s?$/u.test(word)) return [];
  if (
    /^[\p{Ll}\p{N}]+\p{Lu}\p{Ll}/u.test(word) ||
    /_|\//.test(word) ||
    (/^(?:\p{Lu}\p{Ll}+){2,}s?$/u.test(word) && word.length > 12)
  )
    return identifierWords(word.split('.').at(-1) ?? word);
  return [/^\p{Lu}\p{Ll}+s?$/u.test(word) ? word.toLowerCase() : word];
}

/** Says nothing of what the API is about. */
export function isVague(object: string): boolean {
  const words = object.toLowerCase().match(/[\p{L}]+/gu) ?? [];
  return words.every(word => vague.has(singular(word)));
}

const vague = new Set(
  'the a an of in for to all any resource item object entity collection thing record element data detail information info property value number count result response document request operation property type my your by id single current list this it them new existing service endpoint api path and or from with update create get delete'.split(
    ' ',
  ),
);

function fromTitle(api: Api, segments: readonly string[]): Task | undefined {
  const nouns = titleWords(api);
  const at = nouns.findIndex((word, i) => isVerb(baseForm(word)) && (i === 0 || !nounLike.has(word)));
  const verb = at === -1 ? undefined : baseForm(nouns[at] ?? '');
  const after = at === -1 ? nouns : nouns.slice(at + 1);
  const before = at === -1 ? [] : nouns.slice(0, at);
  const words = withoutBy(after.length > 0 ? after : before);
  const own = verb ?? verbOfMethod(api);
  const title = words.join(' ');
  if (title !== '' && !isVague(title)) return taskWith(own, title);
  const last = segments.at(-1);
  return last === undefined ? undefined : taskWith(own, last);
}

/** The last part of a title that has one: `projects.locations.models.getPolicy`, `repos/get-latest`, `Users_List`. */
function titleWords(api: Api): string[] {
  const title = api.title.replace(/^(?:get|post|put|delete|patch|head|options)\s+\/.*/i, '').replace(/\{[^}]*\}/g, '');
  const parts = title
    .split(/[._/#:]|-(?=[0-9a-f]{4,6}$)/)
    .filter(part => /\p{L}{2}/u.test(part) && !/^[0-9a-f]{4,6}$/.test(part));
  const last = parts.at(-1) ?? '';
  const words = identifierWords(last).filter(
    word => !/^(?:v\d+|api|rest|endpoint|using|post\d|get\d|\d+|json|xml|controller|service)$/.test(word),
  );
  const needsMore = words.length < 2 && parts.length > 1;
  return needsMore ? [...words, ...identifierWords(parts.at(-2) ?? '').filter(word => word !== words[0])] : words;
}

function withoutBy(words: readonly string[]): readonly string[] {
  const by = words.findIndex((word, i) => i > 0 && (word === 'by' || word === 'with'));
  return by === -1 ? words : words.slice(0, by);
}

function verbOfTitle(api: Api): string | undefined {
  return titleWords(api)
    .map(baseForm)
    .find(word => isVerb(word) && !nounLike.has(word));
}

function verbOfMethod({ invocation, effect }: Api): string {
  const method = invocation.kind === 'http' ? invocation.method : undefined;
  if (method === 'POST') return effect === 'read' ? 'get' : 'create';
  return { PUT: 'update', PATCH: 'update', DELETE: 'delete' }[method as string] ?? 'get';
}

/** The thing that a path names before its last one, by an argument: `/v1/teams/{id}/members` → `teams`. */
function ownerIn({ invocation }: Api): string | undefined {
  if (invocation.kind !== 'http') return undefined;
  const match = /\/([\p{L}_-]{3,20})\/\{[^}/]{1,60}\}\/[^{}]+(?:\/\{[^}/]{1,60}\})?\/?$/u.exec(
    invocation.path.slice(-300),
  );
  const words = identifierWords(match?.[1] ?? '');
  return words.length === 0 || words.length > 3 || words.some(word => word.length > 14) ? undefined : words.join(' ');
}

/** The things that a path goes through: `/v1/teams/{id}/members` → `teams`, `members`. */
function pathNouns({ invocation }: Api): string[] {
  if (invocation.kind !== 'http') return [];
  const parts = invocation.path.split(/[#?]/)[0]?.split('/') ?? [];
  return parts
    .filter(
      part =>
        part !== '' &&
        !part.includes('{') &&
        !/^(?:v?\d[\w.]*|api|rest|beta|me|my|\$\w+|.*\.(?:php|json|xml|aspx?))$/i.test(part),
    )
    .map(part => identifierWords(part.split(/[:.]/)[0] ?? '').join(' '))
    .filter(words => /\p{L}{3}/u.test(words));
}
