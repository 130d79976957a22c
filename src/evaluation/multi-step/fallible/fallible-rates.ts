import { readFileSync } from 'node:fs';
import { UnknownName } from '../../../base/index.js';

/** Ways to go wrong, in the order in which they are drawn. */
export const errorKinds = [
  'wrong-function',
  'wrong-argument',
  'broken-json',
  'repeated-call',
  'early-answer',
  'gives-up',
  'overlong',
] as const;

export type ErrorKind = (typeof errorKinds)[number];

/** How often a fallible model does what; all are probabilities. */
export interface FallibleRates {
  /** Of a reply that would otherwise be right; together at most 1. */
  readonly errors: Readonly<Record<ErrorKind, number>>;
  /** Of a place where it makes the same mistake whatever its seed, until it is told that the way was tried. */
  readonly habit: number;
  /** Of seeing that a call which gave something was the wrong one. */
  readonly notices: number;
  /** Of doubting a way at each reply, once it is the wrong one. A call that fails there always makes it doubt. */
  readonly doubts: number;
  /** Of finding the mistake in its own conversation when it doubts. Otherwise it gives up, or repeats itself. */
  readonly recovers: number;
  /** Of making the call that it holds to be right though it is told that this was tried and led nowhere. */
  readonly insists: number;
}

/** The settings by name: `mild`, `middling` and `poor`. @throws UnknownName */
export function fallibleRatesNamed(name: string): FallibleRates {
  const all = JSON.parse(readFileSync(new URL('./fallible-rates.json', import.meta.url), 'utf8')) as Record<
    string,
    FallibleRates
  >;
  const found = Object.hasOwn(all, name) ? all[name] : undefined;
  if (found === undefined) throw new UnknownName('scripted model', name, Object.keys(all));
  return found;
}
