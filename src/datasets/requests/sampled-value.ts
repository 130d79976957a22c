import { isJsonObject, type JsonSchema, type JsonValue, type Random } from '../../base/index.js';
import { identifierWords } from './identifier-words.js';
import {
  cities,
  countries,
  currencies,
  familyNames,
  givenNames,
  labels,
  languages,
  months,
  sentences,
  smallNumbers,
  smallNumberValues,
  topics,
} from './words/things.js';

/** A value for an argument, and the words that say it in a request. */
export interface SampledValue {
  readonly value: JsonValue;
  readonly words: string;
  readonly kind: ValueKind;
}

/** What a value is in the world, which decides how people put it into a sentence. */
export type ValueKind =
  | 'place'
  | 'country'
  | 'date'
  | 'time'
  | 'money'
  | 'currency'
  | 'language'
  | 'person'
  | 'email'
  | 'phone'
  | 'url'
  | 'id'
  | 'label'
  | 'text'
  | 'query'
  | 'count'
  | 'number'
  | 'choice'
  | 'flag'
  | 'unit';

/** `undefined` for arguments that nobody would say in a sentence: objects, secrets, long lists. */
export function sampledValue(name: string, schema: JsonSchema, random: Random): SampledValue | undefined {
  const words = identifierWords(name);
  const type = typeOf(schema);
  const choice = chosen(schema, random);
  if (choice !== undefined) return choice;
  if (type === 'boolean') return { value: true, words: '', kind: 'flag' };
  if (type === 'object') return undefined;
  if (type === 'array') return listedValue(name, schema, random);
  if (type === 'integer' || type === 'number') return numberValue(words, schema, type, random);
  return textValue(words, schema, random);
}

/** Short texts and numbers of an `enum`; now and then an example or a default, since documents give real ones. */
function chosen(schema: JsonSchema, random: Random): SampledValue | undefined {
  const { enum: values, examples, default: preset } = schema;
  if (Array.isArray(values)) {
    const plain = values.filter(isSayable);
    if (plain.length === 0) return undefined;
    const value = random.pick(plain);
    return { value, words: spoken(String(value)), kind: typeof value === 'number' ? 'number' : 'choice' };
  }
  const given = [...(Array.isArray(examples) ? examples : []), preset].filter(isSayable);
  const usable = given.filter(
    value => String(value).length <= 40 && !/^(?:string|true|false|null|0|\{.*|<.*)$/i.test(String(value)),
  );
  if (usable.length === 0 || random.next() < 0.3) return undefined;
  const value = random.pick(usable);
  return { value, words: String(value), kind: kindOfExample(value) };
}

function kindOfExample(value: string | number): ValueKind {
  if (typeof value === 'number') return 'number';
  if (/^\d{4}-\d\d-\d\d/.test(value)) return 'date';
  if (/^https?:/.test(value)) return 'url';
  if (/@\w/.test(value)) return 'email';
  return /\d/.test(value) && !/\s/.test(value) ? 'id' : 'label';
}

function isSayable(value: JsonValue | undefined): value is string | number {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' && value.trim() !== '' && value.length <= 60 && !/[\n{}<>[\]]/.test(value);
}

function spoken(value: string): string {
  return /^[A-Z]+(?:_[A-Z]+)+$|^[a-z]+(?:[_-][a-z]+)+$/.test(value) ? value.toLowerCase().replace(/[_-]/g, ' ') : value;
}

function listedValue(name: string, schema: JsonSchema, random: Random): SampledValue | undefined {
  const items = isJsonObject(schema['items']) ? schema['items'] : {};
  const first = sampledValue(name.replace(/s$/, ''), items, random);
  if (first === undefined || first.kind === 'flag') return undefined;
  const second = random.next() < 0.4 ? sampledValue(name.replace(/s$/, ''), items, random) : undefined;
  if (second === undefined || second.words === first.words) return { ...first, value: [first.value] };
  return { value: [first.value, second.value], words: `${first.words} and ${second.words}`, kind: first.kind };
}

function typeOf({ type, properties }: JsonSchema): string {
  const named = (Array.isArray(type) ? type : [type]).find(each => typeof each === 'string' && each !== 'null');
  return typeof named === 'string' ? named : properties === undefined ? 'string' : 'object';
}

function numberValue(words: readonly string[], schema: JsonSchema, type: string, random: Random): SampledValue {
  const has = (...names: string[]) => names.some(name => words.includes(name));
  const within = (value: number) => {
    const { minimum, maximum } = schema;
    if (typeof maximum === 'number' && value > maximum) return maximum;
    return typeof minimum === 'number' && value < minimum ? minimum : value;
  };
  if (has('latitude', 'lat')) return plainNumber(Math.round((random.next() * 140 - 70) * 1e4) / 1e4);
  if (has('longitude', 'lng', 'lon', 'long')) return plainNumber(Math.round((random.next() * 340 - 170) * 1e4) / 1e4);
  if (has('year')) return plainNumber(within(1990 + random.integer(35)));
  if (has('month', 'hour', 'week')) return plainNumber(within(1 + random.integer(12)));
  if (has('limit', 'count', 'size', 'top', 'first', 'quantity', 'guests', 'adults', 'people', 'days', 'nights')) {
    const at = random.integer(smallNumbers.length);
    const value = within(smallNumberValues[at] ?? 5);
    return {
      value,
      words: random.next() < 0.5 ? (smallNumbers[smallNumberValues.indexOf(value)] ?? String(value)) : String(value),
      kind: 'count',
    };
  }
  if (has('amount', 'price', 'total', 'budget', 'cost', 'salary', 'fee')) {
    const value = within(type === 'integer' ? 5 + random.integer(995) : Math.round(random.next() * 90_000 + 500) / 100);
    return { value, words: String(value), kind: 'money' };
  }
  if (has('id', 'ids', 'number', 'no', 'key', 'uid'))
    return { value: 1000 + random.integer(99_000), words: '', kind: 'id' };
  return plainNumber(within(type === 'integer' ? 1 + random.integer(100) : Math.round(random.next() * 1000) / 10));
}

function plainNumber(value: number): SampledValue {
  return { value, words: String(value), kind: 'number' };
}

function textValue(words: readonly string[], schema: JsonSchema, random: Random): SampledValue | undefined {
  const has = (...names: string[]) => names.some(name => words.includes(name));
  const last = words.at(-1) ?? '';
  const format = schema['format'];
  const description = String(schema['description'] ?? '')
    .slice(0, 200)
    .toLowerCase();
  if (
    has('password', 'secret', 'token', 'signature', 'hash', 'body', 'callback', 'nonce') ||
    format === 'byte' ||
    format === 'binary'
  )
    return undefined;
  if (
    format === 'date-time' ||
    format === 'date' ||
    (has(
      'date',
      'day',
      'since',
      'until',
      'start',
      'end',
      'from',
      'to',
      'after',
      'before',
      'arrival',
      'departure',
      'birthday',
    ) &&
      /date|day|yyyy|iso|time/.test(`${description} ${words.join(' ')}`))
  )
    return dateValue(format, random);
  if (format === 'email' || has('email', 'mail')) return said(emailOf(random), 'email');
  if (format === 'uuid' || has('uuid', 'guid')) return said(uuidOf(random), 'id');
  if (format === 'uri' || format === 'url' || has('url', 'uri', 'website', 'link', 'href'))
    return said(
      `https://${random.pick(['shop', 'blog', 'www', 'docs'])}.example.com/${random.pick(['news', 'about', 'item-42', 'start', 'summer'])}`,
      'url',
    );
  if (has('phone', 'mobile', 'msisdn', 'tel', 'telephone'))
    return said(
      `+${1 + random.integer(89)} ${100 + random.integer(899)} ${1000000 + random.integer(8999999)}`,
      'phone',
    );
  if (has('city', 'town', 'location', 'place', 'destination', 'origin', 'address', 'region') && last !== 'id')
    return said(random.pick(cities), 'place');
  if (has('country', 'nation'))
    return coded(random.pick(countries), has('code', 'iso') || /code|iso/.test(description), 'country');
  if (has('currency', 'currencies')) return coded(random.pick(currencies), true, 'currency', random);
  if (has('language', 'lang', 'locale'))
    return coded(random.pick(languages), !/name|english\b/.test(description), 'language');
  if (has('amount', 'price', 'total')) return said(String(5 + random.integer(500)), 'money');
  if (has('timezone', 'zone', 'version', 'format', 'encoding')) return undefined;
  if (has('query', 'q', 'search', 'keyword', 'keywords', 'term', 'topic', 'tag', 'subject', 'phrase') && last !== 'id')
    return said(random.pick(topics), 'query');
  if (has('message', 'text', 'comment', 'note', 'description', 'content', 'caption'))
    return said(random.pick(sentences), 'text');
  if (
    has(
      'first',
      'given',
      'last',
      'surname',
      'author',
      'artist',
      'owner',
      'username',
      'user',
      'login',
      'customer',
      'contact',
      'assignee',
      'player',
    ) &&
    !has('id')
  )
    return personValue(words, random);
  if (has('name', 'title', 'label')) return said(random.pick(labels), 'label');
  if (
    has('id', 'ids', 'key', 'code', 'number', 'slug', 'reference', 'ref', 'sku', 'sid', 'arn', 'identifier') ||
    words.length === 1 ||
    /\bid\b|identifier/.test(description)
  )
    return said(identifierFor(words, random), 'id');
  return undefined;
}

function said(words: string, kind: ValueKind): SampledValue {
  return { value: words, words, kind };
}

function coded(
  [name, code]: readonly [string, string],
  isCode: boolean,
  kind: ValueKind,
  random?: Random,
): SampledValue {
  const saysCode = random !== undefined && random.next() < 0.5;
  return { value: isCode ? code : name, words: saysCode ? code : name, kind };
}

function dateValue(format: JsonValue | undefined, random: Random): SampledValue {
  const day = new Date(Date.UTC(2024, 0, 1 + random.integer(900)));
  const iso = day.toISOString();
  const [year, month, date] = [day.getUTCFullYear(), months[day.getUTCMonth()] ?? '', day.getUTCDate()];
  const shapes = [
    `${date} ${month} ${year}`,
    `${month} ${date}, ${year}`,
    iso.slice(0, 10),
    `${month} ${date} ${year}`,
  ];
  return { value: format === 'date-time' ? iso : iso.slice(0, 10), words: random.pick(shapes), kind: 'date' };
}

function emailOf(random: Random): string {
  return `${random.pick(givenNames).toLowerCase()}${random.next() < 0.5 ? `.${random.pick(familyNames).toLowerCase()}` : ''}@example.${random.pick(['com', 'org', 'net'])}`;
}

function personValue(words: readonly string[], random: Random): SampledValue {
  const given = random.pick(givenNames);
  if (words.includes('username') || words.includes('login'))
    return said(`${given.toLowerCase()}${random.integer(99)}`, 'person');
  if (words.includes('last') || words.includes('surname')) return said(random.pick(familyNames), 'person');
  return said(
    words.includes('first') || words.includes('given') ? given : `${given} ${random.pick(familyNames)}`,
    'person',
  );
}

function uuidOf(random: Random): string {
  const digits = Array.from({ length: 32 }, () => random.integer(16).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-4$3-8$4-');
}

/** As they look in the wild: `ch_9x2Kd1`, `PRJ-204`, `84021`, `blue-heron`. */
function identifierFor(words: readonly string[], random: Random): string {
  const about =
    words.find(
      word =>
        word.length > 2 && !/^(?:the|ids?|key|code|number|slug|name|uid|reference|identifier|sid|arn)$/.test(word),
    ) ?? 'item';
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const tail = (length: number) => Array.from({ length }, () => letters[random.integer(letters.length)]).join('');
  const shapes = [
    () => `${about.slice(0, 3)}_${tail(6)}`,
    () => `${about.slice(0, 3).toUpperCase()}-${100 + random.integer(900)}`,
    () => String(1000 + random.integer(99_000)),
    () => random.pick(labels).toLowerCase().replace(/ /g, '-'),
    () => tail(8),
  ];
  return random.pick(shapes)();
}
