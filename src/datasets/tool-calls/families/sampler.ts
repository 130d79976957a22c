import type { JsonValue } from '../../../base/index.js';

/** How a value is drawn, as families write it. */
export type Sampler =
  /** One of these; a pair has the words that say the value first. */
  | { readonly pick: readonly (JsonValue | readonly [words: string, value: JsonValue])[] }
  /** A whole number between two, both included. */
  | { readonly integer: readonly [least: number, most: number] }
  | { readonly number: readonly [least: number, most: number, decimals: number] }
  /** A day written with `YYYY`, `MM` and `DD` in any order. */
  | { readonly date: string }
  /** A time of day, to five minutes, written with `HH` and `MM`. */
  | { readonly time: string }
  /** Something of the world; `kinds.ts` lists them. */
  | { readonly kind: string }
  /** An array of different values. */
  | { readonly list: Sampler; readonly count: readonly [least: number, most: number] };

/** A value and what somebody says for it. */
export interface SaidValue {
  readonly words: string;
  readonly value: JsonValue;
}
