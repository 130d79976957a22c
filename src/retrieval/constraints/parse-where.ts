import { didYouMean, UsageError } from '../../base/index.js';
import {
  type Effect,
  licenceNames,
  licenceOf,
  metricOf,
  metrics,
  parseBytes,
  parseCount,
  parseQuantity,
  regions,
  rounded,
} from '../../catalog/index.js';
import type { Comparison, Constraint } from './constraint.js';

const effects: readonly Effect[] = ['read', 'reversible', 'irreversible'];
const flags: Readonly<Record<string, Constraint>> = {
  free: { kind: 'free' },
  'no-key': { kind: 'no-key' },
  'no-account': { kind: 'no-key' },
  https: { kind: 'https' },
  'not-deprecated': { kind: 'not-deprecated' },
};
const choices = ['region', 'effect', 'licence', 'license'];
const known = [...Object.keys(flags), ...choices, 'params', 'size', ...metrics.map(({ name }) => name)];

/**
 * Reads constraints with commas in between:
 *
 *     where  = term *( "," term )
 *     term   = "free" | "no-key" | "no-account" | "https" | "not-deprecated"
 *            | "region=" region | "effect=" effect | "licence=" licence
 *            | "params" op count | "size" op bytes | metric [ "[" dataset "]" ] op number [ "%" ]
 *     op     = "<" | "<=" | ">" | ">="
 *
 * Spaces and case do not matter. Of a metric that is a share, 0.7 and 70 and 70% are the same.
 *
 * @throws UsageError that names the place, what stands there and what was expected.
 */
export function parseWhere(text: string): readonly Constraint[] {
  let at = 0;
  return text.split(',').map(part => {
    const start = at + (part.length - part.trimStart().length);
    at += part.length + 1;
    return parseTerm(part.trim(), place => new Place(text, start + place));
  });
}

/** A place in the text, for messages. */
class Place {
  constructor(
    private readonly text: string,
    private readonly index: number,
  ) {}

  expected(what: string): UsageError {
    const there = this.text.slice(this.index).split(',')[0]?.trim() ?? '';
    const found = there === '' ? 'nothing is there' : `"${there.slice(0, 40)}" is there`;
    return new UsageError(`constraints "${this.text}", character ${this.index + 1}: ${found}; expected ${what}`);
  }
}

type At = (offset: number) => Place;

function parseTerm(term: string, at: At): Constraint {
  const flag = term.toLowerCase();
  if (Object.hasOwn(flags, flag)) return flags[flag] as Constraint;
  const match = /^([a-z0-9-]+)\s*(\[[^\]]*\])?\s*(<=|>=|<|>|=)\s*/i.exec(term);
  if (match === null) throw at(0).expected(termExpected(flag));
  const [head, name = '', dataset, op = ''] = match;
  const value = term.slice(head.length);
  const atOp = at(head.trimEnd().length - op.length);
  const atValue = at(head.length);
  if (choices.includes(name.toLowerCase())) {
    if (op !== '=') throw atOp.expected(`"=" after ${name}`);
    return parseChoice(name.toLowerCase(), value, atValue);
  }
  if (op === '=') throw atOp.expected(`one of < <= > >= after ${name}`);
  return parseBound(name, op as Comparison, value, { name: at(0), value: atValue }, dataset?.slice(1, -1).trim());
}

function termExpected(given: string): string {
  const name = given.split(/[^a-z0-9-]/)[0] ?? '';
  return `a constraint, such as params<10M, accuracy>=70, free, no-key, region=eu or effect=read${didYouMean(name, known)}`;
}

function parseChoice(name: string, value: string, at: Place): Constraint {
  const given = value.toLowerCase();
  if (name === 'region') {
    const region = regions.find(each => each === given);
    if (region === undefined) throw at.expected(`a region: ${regions.join(', ')}`);
    return { kind: 'region', region };
  }
  if (name === 'effect') {
    const effect = effects.find(each => each === given);
    if (effect === undefined) throw at.expected(`an effect: ${effects.join(', ')}`);
    return { kind: 'effect', effect };
  }
  const licence = licenceOf(value);
  if (licence === undefined) throw at.expected(`a licence: ${licenceNames.join(', ')}`);
  return { kind: 'licence', licence };
}

function parseBound(
  name: string,
  comparison: Comparison,
  text: string,
  at: { readonly name: Place; readonly value: Place },
  dataset: string | undefined,
): Constraint {
  const given = name.toLowerCase();
  const size = given === 'size';
  if (size || /^(?:params|parameters)$/.test(given)) {
    const value = size ? parseBytes(text) : parseCount(text);
    if (value === undefined || value <= 0)
      throw at.value.expected(size ? 'a size such as 100MB' : 'a count such as 10M');
    if (dataset !== undefined) throw at.name.expected(`no data set after ${name}`);
    return { kind: 'bound', of: size ? 'size' : 'params', comparison, value };
  }
  const metric = metricOf(given);
  if (metric === undefined || metric.isInverted)
    throw at.name.expected(`a name that is known${didYouMean(given, known)}`);
  const value = boundOfMetric(metric.metric.unit === 'percent', text);
  if (value === undefined)
    throw at.value.expected(`a number such as ${metric.metric.unit === 'percent' ? '70%' : '0.5'}`);
  const of = metric.metric.name;
  return { kind: 'bound', of, comparison, value, ...(dataset ? { dataset } : {}) };
}

/** The bound in the unit in which values of the metric are kept; `undefined` for what cannot be one. */
export function boundOfMetric(isShare: boolean, text: string): number | undefined {
  const quantity = parseQuantity(text.replace(/\s*per ?cent$/i, '%'));
  if (quantity === undefined || (quantity.unit !== '' && quantity.unit !== '%')) return undefined;
  const { value, unit } = quantity;
  if (!isShare) return unit === '' ? value : undefined;
  const percent = unit === '' && value <= 1 ? rounded(100 * value) : value;
  return percent >= 0 && percent <= 100 ? percent : undefined;
}
