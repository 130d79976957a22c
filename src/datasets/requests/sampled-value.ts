import { isJsonObject, type JsonSchema, type JsonValue, type Random } from '../../base/index.js';
import { identifierWords } from './identifier-words.js';
import { textValue } from './text-value.js';
import type { SampledValue, ValueKind } from './value-kind.js';
import { smallNumbers, smallNumberValues } from './words/things.js';

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
