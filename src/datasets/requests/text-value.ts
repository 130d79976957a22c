import type { JsonSchema, Random } from '../../base/index.js';
import type { SampledValue, ValueKind } from './value-kind.js';
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
  topics,
} from './words/things.js';

/** What is known of a text argument: the words of its name, and its format and description in small letters. */
interface TextArgument {
  readonly words: readonly string[];
  readonly format: string;
  readonly description: string;
}

interface TextRule {
  /** Any of these words in the argument's name. */
  readonly names: readonly string[];
  readonly formats?: readonly string[];
  /** Not for `city_id`: then it is an identifier. */
  readonly unlessId?: true;
  readonly when?: (argument: TextArgument) => boolean;
  /** `undefined`: nobody says such a value. */
  readonly make: (random: Random, argument: TextArgument) => SampledValue | undefined;
}

const listed = (text: string): readonly string[] => text.split(' ');

/** The first that fits makes the value. */
const rules: readonly TextRule[] = [
  {
    names: listed('password secret token signature hash body callback nonce'),
    formats: ['byte', 'binary'],
    make: () => undefined,
  },
  { names: [], formats: ['date-time', 'date'], make: (random, { format }) => dateValue(format, random) },
  {
    names: listed('date day since until start end from to after before arrival departure birthday checkin checkout'),
    when: ({ words, description }) => /date|\bday|yyyy|iso 8601|since|until/.test(`${description} ${words.join(' ')}`),
    make: (random, { format }) => dateValue(format, random),
  },
  { names: listed('email mail'), formats: ['email'], make: random => said(emailOf(random), 'email') },
  { names: listed('uuid guid'), formats: ['uuid'], make: random => said(uuidOf(random), 'id') },
  {
    names: listed('url uri website link href webhook'),
    formats: ['uri', 'url'],
    make: random => said(urlOf(random), 'url'),
  },
  {
    names: listed('ip ips ipv4'),
    formats: ['ipv4'],
    make: random => said(`203.0.113.${1 + random.integer(254)}`, 'number'),
  },
  {
    names: listed('domain hostname host'),
    make: random =>
      said(`${random.pick(['shop', 'blog', 'bakery', 'garden'])}.example.${random.pick(['com', 'org'])}`, 'number'),
  },
  { names: listed('phone mobile msisdn tel telephone'), make: random => said(phoneOf(random), 'phone') },
  {
    names: listed('zip zipcode postcode postal'),
    make: random => said(String(10_000 + random.integer(89_999)), 'number'),
  },
  { names: listed('isbn'), make: random => said(`978${1_000_000_000 + random.integer(899_999_999)}`, 'number') },
  {
    names: listed('ticker symbol symbols'),
    unlessId: true,
    make: random => said(random.pick(['ACME', 'ZORG', 'NRTH', 'BLUE']), 'number'),
  },
  { names: listed('hashtag'), make: random => said(`#${random.pick(topics).replaceAll(' ', '')}`, 'query') },
  {
    names: listed('color colour'),
    make: random => said(random.pick(['red', 'teal', '#ff8800', 'dark green', 'navy']), 'choice'),
  },
  {
    names: listed('filename file path'),
    unlessId: true,
    make: random => said(random.pick(['report.pdf', 'invoice-7.pdf', 'notes.txt', 'team.csv', 'photo.jpg']), 'label'),
  },
  {
    names: listed('timezone zone version format encoding status state type kind'),
    unlessId: true,
    make: () => undefined,
  },
  {
    names: listed('city town location place destination origin address region'),
    unlessId: true,
    make: random => said(random.pick(cities), 'place'),
  },
  { names: listed('country nation'), unlessId: true, make: (random, argument) => countryValue(argument, random) },
  { names: listed('currency currencies'), unlessId: true, make: random => currencyValue(random) },
  {
    names: listed('language lang locale'),
    unlessId: true,
    make: (random, argument) => languageValue(argument, random),
  },
  { names: listed('amount price total'), make: random => said(String(5 + random.integer(500)), 'money') },
  {
    names: listed('query q search keyword keywords term topic tag tags subject phrase word'),
    unlessId: true,
    make: random => said(random.pick(topics), 'query'),
  },
  {
    names: listed('message text comment note description content caption'),
    unlessId: true,
    make: random => said(random.pick(sentences), 'text'),
  },
  {
    names: listed(
      'first firstname given last lastname surname author artist owner username user login customer contact assignee player',
    ),
    unlessId: true,
    make: (random, { words }) => personValue(words, random),
  },
  { names: listed('name title label'), make: random => said(random.pick(labels), 'label') },
  {
    names: listed('id ids key code number slug reference ref sku sid arn identifier'),
    make: (random, { words }) => said(identifierFor(words, random), 'id'),
  },
  {
    names: [],
    when: ({ description }) => /\bid\b|identifier|\bslug\b/.test(description),
    make: (random, { words }) => said(identifierFor(words, random), 'id'),
  },
];

/** A value that the argument's name, format and description ask for; `undefined` where they tell nothing. */
export function textValue(words: readonly string[], schema: JsonSchema, random: Random): SampledValue | undefined {
  const { format, description } = schema;
  const argument: TextArgument = {
    words,
    format: typeof format === 'string' ? format : '',
    description: typeof description === 'string' ? description.slice(0, 200).toLowerCase() : '',
  };
  return rules.find(rule => fits(rule, argument))?.make(random, argument);
}

function fits({ names, formats = [], unlessId, when }: TextRule, argument: TextArgument): boolean {
  if (formats.includes(argument.format)) return true;
  if (unlessId === true && /^(?:id|ids|key|slug)$/.test(argument.words.at(-1) ?? '')) return false;
  if (names.length > 0 && !names.some(name => argument.words.includes(name))) return false;
  return when === undefined ? names.length > 0 : when(argument);
}

function said(words: string, kind: ValueKind): SampledValue {
  return { value: words, words, kind };
}

function countryValue({ words, description }: TextArgument, random: Random): SampledValue {
  const [name, code] = random.pick(countries);
  const isCode = words.includes('code') || words.includes('iso') || /code|iso/.test(description);
  return { value: isCode ? code : name, words: name, kind: 'country' };
}

/** Said by its code half of the time. */
function currencyValue(random: Random): SampledValue {
  const [name, code] = random.pick(currencies);
  return { value: code, words: random.next() < 0.5 ? code : name, kind: 'currency' };
}

function languageValue({ description }: TextArgument, random: Random): SampledValue {
  const [name, code] = random.pick(languages);
  return { value: /name|english\b/.test(description) ? name : code, words: name, kind: 'language' };
}

function dateValue(format: string, random: Random): SampledValue {
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
  const family = random.next() < 0.5 ? `.${random.pick(familyNames).toLowerCase()}` : '';
  return `${random.pick(givenNames).toLowerCase()}${family}@example.${random.pick(['com', 'org', 'net'])}`;
}

function urlOf(random: Random): string {
  const page = random.pick(['news', 'about', 'item-42', 'start', 'summer']);
  return `https://${random.pick(['shop', 'blog', 'www', 'docs'])}.example.com/${page}`;
}

/** With the digits that are kept free for stories. */
function phoneOf(random: Random): string {
  return `+1 ${200 + random.integer(700)} 555 01${10 + random.integer(89)}`;
}

function personValue(words: readonly string[], random: Random): SampledValue {
  const given = random.pick(givenNames);
  if (words.includes('username') || words.includes('login')) {
    return said(`${given.toLowerCase()}${random.integer(99)}`, 'person');
  }
  if (words.some(word => /^(?:last|lastname|surname)$/.test(word))) return said(random.pick(familyNames), 'person');
  const isGiven = words.some(word => /^(?:first|firstname|given)$/.test(word));
  return said(isGiven ? given : `${given} ${random.pick(familyNames)}`, 'person');
}

function uuidOf(random: Random): string {
  const digits = Array.from({ length: 32 }, () => random.integer(16).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-4$3-8$4-');
}

/** As they look in the wild: `cha_9x2kd1`, `PRJ-204`, `84021`, `blue-heron`. */
export function identifierFor(words: readonly string[], random: Random): string {
  const about = words.find(word => word.length > 2 && !nameless.test(word)) ?? 'item';
  const tail = (length: number) => Array.from({ length }, () => letters[random.integer(letters.length)]).join('');
  const shapes = [
    () => `${about.slice(0, 3)}_${tail(6)}`,
    () => `${about.slice(0, 3).toUpperCase()}-${100 + random.integer(900)}`,
    () => String(1000 + random.integer(99_000)),
    () => random.pick(labels).toLowerCase().replaceAll(' ', '-'),
    () => tail(8),
  ];
  return random.pick(shapes)();
}

const nameless = /^(?:the|ids?|key|code|number|slug|name|uid|reference|identifier|sid|arn)$/;
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
