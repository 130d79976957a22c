import type { JsonValue, Random } from '../../../base/index.js';
import { months } from '../../requests/words/things.js';
import { drawKind } from './kinds.js';
import type { SaidValue, Sampler } from './sampler.js';

/** Draws a value and how it is said. */
export function saidValue(sampler: Sampler, random: Random): SaidValue {
  if ('pick' in sampler) return picked(random.pick(sampler.pick));
  if ('integer' in sampler) {
    const [least, most] = sampler.integer;
    const value = least + random.integer(most - least + 1);
    return { value, words: integerWords(value, random) };
  }
  if ('number' in sampler) {
    const [least, most, decimals] = sampler.number;
    const value = Number((least + random.next() * (most - least)).toFixed(decimals));
    return { value, words: numberWords(value, random) };
  }
  if ('date' in sampler) return day(sampler.date, random);
  if ('time' in sampler) return timeOfDay(sampler.time, random);
  if ('kind' in sampler) return drawKind(sampler.kind, random);
  return several(sampler.list, sampler.count, random);
}

function picked(entry: JsonValue | readonly [string, JsonValue]): SaidValue {
  const isPair = Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string';
  if (isPair) return { words: entry[0] as string, value: entry[1] as JsonValue };
  return { words: typeof entry === 'string' ? entry : JSON.stringify(entry), value: entry as JsonValue };
}

const small =
  'zero,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,seventeen,eighteen,nineteen,twenty'.split(
    ',',
  );

function integerWords(value: number, random: Random): string {
  const word = small[value];
  if (word !== undefined && value > 1 && random.next() < 0.25) return word;
  return value >= 10_000 && random.next() < 0.35 ? value.toLocaleString('en-US') : String(value);
}

function numberWords(value: number, random: Random): string {
  return value >= 10_000 && random.next() < 0.35
    ? value.toLocaleString('en-US', { maximumFractionDigits: 10 })
    : String(value);
}

function day(format: string, random: Random): SaidValue {
  const year = 2023 + random.integer(5);
  const month = random.integer(12);
  const date = 1 + random.integer(28);
  const [yyyy, mm, dd] = [String(year), two(month + 1), two(date)];
  const value = format.replace('YYYY', yyyy).replace('MM', mm).replace('DD', dd);
  const name = months[month] ?? '';
  const nth = `${date}${ordinal(date)}`;
  const ways = [
    `${name} ${date}, ${year}`,
    `${date} ${name} ${year}`,
    `${name} ${nth}, ${year}`,
    `the ${nth} of ${name} ${year}`,
    `${name.slice(0, 3)} ${date} ${year}`,
    `${date} ${name.slice(0, 3).toLowerCase()} ${year}`,
    `${yyyy}-${mm}-${dd}`,
    `${yyyy}-${mm}-${dd}`,
    value,
    // Which of two numbers is the month must be plain.
    ...(date > 12 ? [`${month + 1}/${date}/${year}`, `${dd}.${mm}.${year}`] : []),
  ];
  return { value, words: random.pick(ways) };
}

function timeOfDay(format: string, random: Random): SaidValue {
  const hour = random.integer(24);
  const minute = random.next() < 0.5 ? 0 : 5 * random.integer(12);
  const value = format.replace('HH', two(hour)).replace('MM', two(minute));
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  const half = hour < 12 ? 'am' : 'pm';
  const plain = minute === 0 ? `${twelve}` : `${twelve}:${two(minute)}`;
  const ways = [
    value,
    `${two(hour)}:${two(minute)}`,
    `${plain} ${half}`,
    `${plain}${half}`,
    `${twelve}:${two(minute)} ${half.toUpperCase()}`,
    ...(minute === 0 && hour === 12 ? ['noon'] : []),
    ...(minute === 30 && hour > 12 && hour < 22 ? [`half past ${small[twelve]} in the evening`] : []),
    ...(minute === 0 && hour > 4 && hour < 11 ? [`${small[twelve]} in the morning`] : []),
  ];
  return { value, words: random.pick(ways) };
}

function several(each: Sampler, [least, most]: readonly [number, number], random: Random): SaidValue {
  const count = least + random.integer(most - least + 1);
  const found = new Map<string, SaidValue>();
  for (let tries = 0; found.size < count && tries < count * 8; tries++) {
    const drawn = saidValue(each, random);
    found.set(JSON.stringify(drawn.value), drawn);
  }
  const drawn = [...found.values()];
  const words = drawn.map(one => one.words);
  const last = words.at(-1) ?? '';
  const joined =
    random.next() < 0.6 && words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : words.join(', ');
  return { value: drawn.map(one => one.value), words: joined };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function ordinal(date: number): string {
  if (date > 10 && date < 14) return 'th';
  return ['th', 'st', 'nd', 'rd'][date % 10] ?? 'th';
}
