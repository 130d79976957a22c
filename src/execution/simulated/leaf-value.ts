import type { JsonSchema, JsonValue, Random } from '../../base/index.js';
import { type LinearPattern, linearPattern } from '../arguments/linear-pattern.js';
import { patternText } from './pattern-text.js';

/** A number that a schema allows, as far as its bounds tell; whole where it must be. Otherwise 1 to 1,000. */
export function numberFor(schema: JsonSchema, random: Random): number {
  const whole = schema['type'] === 'integer' || /^u?int\d+$/.test(String(schema['format']));
  const step = numberIn(schema['multipleOf']) ?? (whole ? 1 : 0.01);
  const above = numberIn(schema['exclusiveMinimum']);
  const below = numberIn(schema['exclusiveMaximum']);
  const highest = numberIn(schema['maximum']) ?? (below === undefined ? undefined : below - step);
  const lowest = numberIn(schema['minimum']) ?? (above === undefined ? undefined : above + step);
  const from = lowest ?? (highest === undefined || highest >= 1 ? Math.min(1, highest ?? 1) : highest - 999);
  const to = highest ?? from + 999;
  const first = Math.ceil(from / step);
  const last = Math.max(first, Math.floor(to / step));
  const steps = Math.min(last - first, whole ? 999 : 99_999);
  const value = (first + random.integer(Math.max(1, steps + 1))) * step;
  // Decimal steps leave a trail of binary digits.
  return Number(value.toPrecision(12));
}

/** A text that a schema allows, as far as its format, length and pattern tell. Otherwise its `name` and a number. */
export function textFor(schema: JsonSchema, name: string, random: Random): string {
  const format = schema['format'];
  const make = typeof format === 'string' && Object.hasOwn(formats, format) ? formats[format] : undefined;
  const text = make?.(random, slugOf(name)) ?? `${name} ${1 + random.integer(999)}`;
  const pattern = schema['pattern'];
  if (typeof pattern === 'string') return matching(pattern, schema, text, random);
  return make === undefined ? ofLength(text, numberIn(schema['minLength']), numberIn(schema['maxLength'])) : text;
}

type MakeText = (random: Random, slug: string) => string;

const secondsIn2024 = 366 * 24 * 3600;

/** Addresses are those that are set aside for documentation. */
const formats: Readonly<Record<string, MakeText>> = {
  'date-time': random => new Date((startOf2024 + random.integer(secondsIn2024)) * 1000).toISOString(),
  date: random => new Date((startOf2024 + random.integer(secondsIn2024)) * 1000).toISOString().slice(0, 10),
  time: random => `${new Date(random.integer(24 * 3600) * 1000).toISOString().slice(11, 19)}Z`,
  duration: random => `P${1 + random.integer(30)}D`,
  uuid: random => uuidFrom(random),
  email: (random, slug) => `${slug}${1 + random.integer(999)}@example.com`,
  'idn-email': (random, slug) => `${slug}${1 + random.integer(999)}@example.com`,
  hostname: (random, slug) => `${slug}${1 + random.integer(999)}.example.com`,
  'idn-hostname': (random, slug) => `${slug}${1 + random.integer(999)}.example.com`,
  uri: (random, slug) => `https://example.com/${slug}/${1 + random.integer(999)}`,
  url: (random, slug) => `https://example.com/${slug}/${1 + random.integer(999)}`,
  iri: (random, slug) => `https://example.com/${slug}/${1 + random.integer(999)}`,
  'uri-reference': (random, slug) => `/${slug}/${1 + random.integer(999)}`,
  'iri-reference': (random, slug) => `/${slug}/${1 + random.integer(999)}`,
  'uri-template': (_random, slug) => `/${slug}/{id}`,
  'json-pointer': (_random, slug) => `/${slug}`,
  'relative-json-pointer': (_random, slug) => `1/${slug}`,
  ipv4: random => `192.0.2.${1 + random.integer(254)}`,
  ipv6: random => `2001:db8::${(1 + random.integer(0xfffe)).toString(16)}`,
  byte: (random, slug) => Buffer.from(`${slug} ${random.integer(999)}`).toString('base64'),
  regex: () => '^.*$',
};

const startOf2024 = Date.UTC(2024, 0, 1) / 1000;

function uuidFrom(random: Random): string {
  const digits = Array.from({ length: 32 }, () => random.integer(16).toString(16));
  digits[12] = '4';
  digits[16] = '89ab'[random.integer(4)] ?? '8';
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const patternTries = 8;

/** A text of a pattern that its other limits allow as well; `text` where none could be made. */
function matching(pattern: string, schema: JsonSchema, text: string, random: Random): string {
  const least = numberIn(schema['minLength']) ?? 0;
  const most = numberIn(schema['maxLength']) ?? Number.POSITIVE_INFINITY;
  let expression: LinearPattern;
  try {
    expression = linearPattern(pattern);
  } catch {
    return ofLength(text, least, most); // a pattern that cannot be used is one that nothing is checked against
  }
  for (let i = 0; i < patternTries; i++) {
    // Longer and longer, where the pattern leaves it to a limit of its own how long.
    const repeats = i === 1 ? 'fewest' : i < 4 ? 0 : Math.ceil(least / 2 ** (patternTries - 1 - i));
    const bare = i === 0 ? text : (patternText(pattern, random, repeats) ?? text);
    // Many patterns only say how a text begins.
    const made = i > 0 && bare.length < least && least < 10_000 ? bare.padEnd(least, 'x') : bare;
    const isLong = made.length >= least && made.length <= most;
    // A text that may be nothing, or dots that mean a folder, rarely should be.
    if (isLong && expression.test(made) && (!/^\.{0,2}$/.test(made) || i === patternTries - 1)) return made;
    const loud = made.toUpperCase();
    if (isLong && i === 0 && expression.test(loud)) return loud;
  }
  return ofLength(text, least, most);
}

function ofLength(text: string, least = 0, most = Number.POSITIVE_INFINITY): string {
  const cut = text.length > most ? text.slice(Math.max(0, text.length - most)) : text;
  return cut.padEnd(Math.min(least, 10_000), 'x');
}

function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'value' : slug.slice(0, 40);
}

function numberIn(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
