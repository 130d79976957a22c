/** Numbers that a text says, in digits and in words. */
export interface SaidNumbers {
  readonly digits: readonly number[];
  readonly words: readonly number[];
}

/** Digits with separators of either kind, a magnitude behind them (`5k`, `1.2 million`, `30 %`) counted in as well. */
export function numbersIn(text: string): SaidNumbers {
  const digits = new Set<number>();
  for (const [, sign = '', number = '', magnitude = ''] of text.matchAll(written)) {
    for (const value of readings(number)) {
      const factor = magnitudes.get(magnitude.toLowerCase()) ?? 1;
      for (const each of [value, value * factor]) digits.add(sign === '' ? each : -each);
    }
  }
  for (const [number] of text.matchAll(/\d+(?:\.\d+)?e[+-]?\d{1,3}/gi)) digits.add(Number(number));
  for (const [character] of text.matchAll(/[½¼¾⅓⅔⅛]/g)) digits.add(fractions[character] ?? 0);
  return { digits: [...digits], words: wordNumbers(text) };
}

const written =
  /([-−])?(\d+(?:[.,'\u00a0\u202f ]\d{3})*(?:[.,]\d+)?|[.,]\d+)(?:\s?(k|mn|mio|m|bn|billion|b|millionen|millones|millions|million|thousand|hundred|dozen|lakh|crore|tsd|mille|mil)(?!\p{L}))?/giu;

const magnitudes: ReadonlyMap<string, number> = new Map(
  Object.entries({
    k: 1e3,
    tsd: 1e3,
    thousand: 1e3,
    mil: 1e3,
    mille: 1e3,
    hundred: 100,
    dozen: 12,
    lakh: 1e5,
    crore: 1e7,
  })
    .concat(['m', 'mn', 'mio', 'million', 'millions', 'millionen', 'millones'].map(word => [word, 1e6]))
    .concat(['b', 'bn', 'billion'].map(word => [word, 1e9])),
);

const fractions: Readonly<Record<string, number>> = {
  '½': 0.5,
  '¼': 0.25,
  '¾': 0.75,
  '⅓': 1 / 3,
  '⅔': 2 / 3,
  '⅛': 0.125,
};

/** `1,234` may be a thousand or a little more than one; `5-7` is no minus seven, but nobody is harmed by counting it. */
function readings(number: string): readonly number[] {
  const plain = number.replace(/['\u00a0\u202f ]/g, '');
  const comma = plain.replace(/\./g, '').replace(',', '.');
  const point = plain.replace(/,/g, '');
  return [...new Set([Number(point), Number(comma), ...plain.split(/[.,]/).map(Number)])].filter(Number.isFinite);
}

/** Numbers in words add up from left to right: `two hundred and five` is 205. Other languages know their small numbers. */
function wordNumbers(text: string): readonly number[] {
  const found = new Set<number>();
  let total: number | undefined;
  let part = 0;
  const end = () => {
    if (total !== undefined) found.add(total + part);
    total = undefined;
    part = 0;
  };
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const value = smallNumbers.get(word);
    const factor = largeNumbers.get(word);
    if (value !== undefined) {
      found.add(value);
      total ??= 0;
      part = part >= 20 && part % 10 === 0 && value < 10 ? part + value : part % 100 === 0 ? part + value : value;
    } else if (factor !== undefined) {
      found.add(factor);
      const scaled = Math.max(part, 1) * factor;
      if (factor === 100) part = scaled;
      else {
        total = (total ?? 0) + scaled;
        part = 0;
      }
      total ??= 0;
    } else if (word !== 'and' && word !== 'und' && word !== 'et' && word !== 'y') end();
  }
  end();
  return [...found];
}

const largeNumbers: ReadonlyMap<string, number> = new Map(
  Object.entries({
    hundred: 100,
    hundert: 100,
    cent: 100,
    cien: 100,
    dozen: 12,
    score: 20,
    thousand: 1e3,
    tausend: 1e3,
  }).concat(Object.entries({ mille: 1e3, mil: 1e3, grand: 1e3, million: 1e6, millionen: 1e6, billion: 1e9 })),
);

const units = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize',
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince',
  'zero uno due tre quattro cinque sei sette otto nove dieci',
  'zero um dois três quatro cinco seis sete oito nove dez',
];
const tens = [
  'twenty thirty forty fifty sixty seventy eighty ninety',
  'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig',
];
const ordinals = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth';

const smallNumbers: ReadonlyMap<string, number> = new Map([
  ...[...units, ordinals].flatMap(row => row.split(' ').map((word, value) => [word, value] as const)),
  ...tens.flatMap(row => row.split(' ').map((word, place) => [word, 10 * (place + 2)] as const)),
  ...Object.entries({
    a: 1,
    an: 1,
    single: 1,
    once: 1,
    ein: 1,
    eine: 1,
    une: 1,
    una: 1,
    no: 0,
    none: 0,
    without: 0,
    never: 0,
  }),
  ...Object.entries({ couple: 2, pair: 2, both: 2, twice: 2, double: 2, zweimal: 2, thrice: 3, triple: 3, few: 3 }),
  ...Object.entries({
    half: 0.5,
    halb: 0.5,
    halbe: 0.5,
    demi: 0.5,
    demie: 0.5,
    media: 0.5,
    medio: 0.5,
    quarter: 0.25,
    viertel: 0.25,
  }),
  ...Object.entries({
    fortnight: 14,
    decade: 10,
    century: 100,
    noon: 12,
    midday: 12,
    midnight: 0,
    off: 0,
    full: 100,
    maximum: 100,
  }),
]);
