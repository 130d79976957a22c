import { isJsonObject, type JsonSchema, type JsonValue, type Random } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { identifierWords } from './identifier-words.js';
import { sampledValue } from './sampled-value.js';
import type { SampledValue } from './value-kind.js';

/** An argument that a request states, and the words that state it: `in Oslo`, `with the id 4711`. */
export interface StatedArgument {
  readonly name: string;
  readonly value: JsonValue;
  readonly words: string;
  /** What the argument is about, for sentences of their own: `order id`. */
  readonly label: string;
  /** The value alone, as it is said. */
  readonly said: string;
  readonly kind: SampledValue['kind'];
  readonly isRequired: boolean;
}

/** What clients, not people, fill in: keys, versions, paging, field masks, formats. */
const technical =
  /^(?:api[-_ ]?(?:key|version)|.*(?:token|secret|password|signature|nonce).*|key|version|action|callback|alt|fields?|pretty.?print|quota.?user|upload.*|\W.*|x[-_].*|accept.*|content[-_]?(?:type|length|encoding|language|md5)|authorization|user[-_]?agent|if[-_].*|prefer.*|select|expand|top|skip|order_?by|sort.*|offset|page.*|per_?page|limit|max_?results|max_?items|cursor|next.*|start_?index|format|output|include.*|embed|consistency.*|odata.*|etag|client_?(?:id|secret|request).*|.*request_?id|idempotency.*|trace.*|debug|test|dry_?run|envelope|jsonp|host|cookie|metadata|body|payload|locale|subscription_?id|app[-_]?(?:id|key)|api[-_]?.*|count|enable_?bool|ocp.*|subscription[-_]?key|exclude.*|filter.*|data_?source|license|options?|params|mode|created.*|updated.*|modified.*|.*_?timestamp)$/i;

export function isTechnical(name: string): boolean {
  return technical.test(name);
}

/**
 * Up to `most` arguments of the API, with values: those that are required first, most of the time. Documents are
 * untrusted: no more than 60 arguments are looked at.
 */
export function statedArguments(api: Api, most: number, random: Random): StatedArgument[] {
  const properties = isJsonObject(api.parameters['properties']) ? api.parameters['properties'] : {};
  const required = new Set(requiredNames(api));
  const names = Object.keys(properties)
    .slice(0, 60)
    .filter(name => !isTechnical(name) && name.length <= 40 && (name.length > 1 || name === 'q'));
  const needed = names.filter(name => required.has(name));
  const others = random.shuffle(names.filter(name => !required.has(name))).slice(0, 4);
  const stated: StatedArgument[] = [];
  for (const name of [...needed, ...others]) {
    if (stated.length >= most) break;
    // `databaseName` of the path and `database_name` of the body are one thing to people.
    if (stated.some(other => other.label === labelOf(name))) continue;
    const isRequired = required.has(name);
    if (random.next() < (isRequired ? 0.15 : 0.7)) continue;
    const schema = properties[name];
    const argument = isJsonObject(schema) ? statedArgument(name, schema, isRequired, random) : undefined;
    if (argument === undefined || stated.some(other => other.words === argument.words)) continue;
    // Nobody says four ids in one sentence.
    if (argument.kind === 'id' && stated.filter(other => other.kind === 'id').length >= 2) continue;
    stated.push(argument);
  }
  return stated;
}

/** Names of arguments that a call needs, in the document's order. */
export function requiredNames(api: Api): string[] {
  const { required } = api.parameters;
  return Array.isArray(required) ? required.filter(name => typeof name === 'string').slice(0, 60) : [];
}

function statedArgument(
  name: string,
  schema: JsonSchema,
  isRequired: boolean,
  random: Random,
): StatedArgument | undefined {
  const sampled = sampledValue(name, schema, random);
  if (sampled === undefined) return undefined;
  const said = sampled.words === '' && sampled.kind !== 'flag' ? String(sampled.value) : sampled.words;
  const label = labelOf(name);
  const words = phraseFor(label, { ...sampled, words: said }, random);
  if (words === undefined || words.length > 120) return undefined;
  return { name, value: sampled.value, words, label, said, kind: sampled.kind, isRequired };
}

/** `orderId` → `order id`; `team_slug` → `team`. */
function labelOf(name: string): string {
  const words = identifierWords(name).filter(
    word => !/^(?:the|param|value|str|slug|uid|uuid|sid|identifier|string)$/.test(word),
  );
  const spelled = words.map(word => fullWords.get(word) ?? word);
  return spelled.slice(0, 4).join(' ') || 'id';
}

const fullWords: ReadonlyMap<string, string> = new Map([
  ['lat', 'latitude'],
  ['lon', 'longitude'],
  ['lng', 'longitude'],
  ['org', 'organization'],
  ['repo', 'repository'],
  ['num', 'number'],
  ['qty', 'quantity'],
  ['desc', 'description'],
  ['addr', 'address'],
]);

function phraseFor(label: string, { words, kind }: SampledValue, random: Random): string | undefined {
  const quoted = quote(words, random);
  const thing = label.replace(/ ?\b(?:id|ids|key|code|number|name|title)$/, '');
  switch (kind) {
    case 'flag':
      return random.next() < 0.4 && /^(?:is |has |only |with )?[a-z]+(?: [a-z]+)?$/.test(label)
        ? `with ${label.replace(/^(?:is|has) /, '')} on`
        : undefined;
    case 'place':
      return /origin|from|departure|source/.test(label)
        ? `from ${words}`
        : /destination|\bto\b|arrival/.test(label)
          ? `to ${words}`
          : random.pick([`in ${words}`, `in ${words}`, `for ${words}`, `around ${words}`]);
    case 'country':
      return random.pick([`in ${words}`, `for ${words}`]);
    case 'date':
      return /start|from|since|after|begin|min/.test(label)
        ? random.pick([`from ${words}`, `since ${words}`, `starting ${words}`])
        : /end|until|to\b|before|max|due/.test(label)
          ? random.pick([`until ${words}`, `up to ${words}`, `by ${words}`])
          : random.pick([`on ${words}`, `for ${words}`]);
    case 'email':
      return random.pick([`for ${words}`, `with the email ${words}`, `to ${words}`]);
    case 'person':
      return random.pick([`for ${words}`, `of ${words}`, thing === '' ? `for ${words}` : `for ${thing} ${words}`]);
    case 'language':
      return `in ${words}`;
    case 'currency':
      return /from|source|base/.test(label)
        ? `from ${words}`
        : /\bto\b|target/.test(label)
          ? `to ${words}`
          : `in ${words}`;
    case 'money':
      return random.pick([`with ${withArticle(label)} of ${words}`, `of ${words}`, `for ${words}`]);
    case 'count':
      return random.pick([`${label} ${words}`, `with ${withArticle(label)} of ${words}`]);
    case 'url':
      return random.pick([`from ${words}`, `for ${words}`, `at ${words}`]);
    case 'query':
      return random.pick([`about ${words}`, `on ${words}`, `for ${quoted}`]);
    case 'text':
      return random.pick([`saying ${quoted}`, `with the ${label} ${quoted}`]);
    case 'label':
      return random.pick([`called ${quoted}`, `named ${words}`, `with the ${label} ${quoted}`]);
    case 'choice':
      return random.pick([`with ${label} ${words}`, `where the ${label} is ${words}`, `(${label}: ${words})`]);
    case 'id':
      return random.pick([
        `with ${label} ${words}`,
        `for ${thing === '' ? label : thing} ${words}`,
        `(${label} ${words})`,
        `for ${thing === '' ? label : thing} ${quoted}`,
      ]);
    default:
      return random.pick([`with ${label} ${words}`, `with ${withArticle(label)} of ${words}`]);
  }
}

function quote(words: string, random: Random): string {
  return random.pick([`"${words}"`, `'${words}'`, `"${words}"`]);
}

export function withArticle(noun: string): string {
  return /^[aeiou]/i.test(noun) && !/^(?:use|uni|eu|one)/i.test(noun) ? `an ${noun}` : `a ${noun}`;
}
