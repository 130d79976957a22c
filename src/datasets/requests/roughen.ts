import type { Random } from '../../base/index.js';

/** How often a request has what people do in a hurry; rates of requests. */
export interface Roughness {
  readonly typos: number;
  readonly wrongCase: number;
}

/** The request with a slip or two: letters swapped, dropped, doubled; all lower or upper case. Values stay right. */
export function roughen(
  request: string,
  values: readonly string[],
  { typos, wrongCase }: Roughness,
  random: Random,
): string {
  let rough = request;
  if (random.next() < typos) rough = withTypo(rough, values, random);
  if (random.next() < typos / 3) rough = withTypo(rough, values, random);
  if (random.next() < wrongCase) rough = recased(rough, values, random);
  return rough;
}

function withTypo(text: string, values: readonly string[], random: Random): string {
  const kept = new Set(values.flatMap(value => value.split(/\s+/)));
  const words = text.split(' ');
  const candidates = words.flatMap((word, i) => (/^[a-z]{5,12}$/.test(word) && !kept.has(word) ? [i] : []));
  if (candidates.length === 0) return text;
  const at = random.pick(candidates);
  words[at] = slip(words[at] ?? '', random);
  return words.join(' ');
}

function slip(word: string, random: Random): string {
  const at = 1 + random.integer(word.length - 2);
  switch (random.integer(3)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1);
    case 1:
      return `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`;
    default:
      return word.slice(0, at) + word[at] + word.slice(at);
  }
}

function recased(text: string, values: readonly string[], random: Random): string {
  return random.next() < 0.15 ? exceptIn(text, values, part => part.toUpperCase()) : inLowerCase(text, values);
}

/** Values with capitals keep them: they are what they are. */
export function inLowerCase(text: string, values: readonly string[]): string {
  return exceptIn(text, values, part => part.toLowerCase());
}

function exceptIn(text: string, values: readonly string[], recase: (part: string) => string): string {
  const said = values.filter(value => value !== '' && text.includes(value));
  const value = said[0];
  if (value === undefined) return recase(text);
  const at = text.indexOf(value);
  return recase(text.slice(0, at)) + value + exceptIn(text.slice(at + value.length), said.slice(1), recase);
}
