import type { PythonValue } from './python/python-value.js';

/** A call as it was read from a model's reply. */
export interface DecodedCall {
  readonly name: string;
  readonly arguments: ReadonlyMap<string, PythonValue>;
}
