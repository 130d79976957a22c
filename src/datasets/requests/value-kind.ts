import type { JsonValue } from '../../base/index.js';

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
