import type { PythonValue } from './python-value.js';

/** A Python expression, as far as calls and their values are made of one. */
export type Expression =
  | { readonly type: 'constant'; readonly value: PythonValue }
  /** The literal `...`. */
  | { readonly type: 'ellipsis' }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'attribute'; readonly object: Expression; readonly name: string }
  | { readonly type: 'subscript'; readonly object: Expression; readonly index: Expression }
  | { readonly type: 'call'; readonly callee: Expression; readonly arguments: readonly Argument[] }
  | { readonly type: 'list' | 'tuple'; readonly items: readonly Expression[] }
  | { readonly type: 'dict'; readonly pairs: readonly (readonly [key: Expression | undefined, value: Expression])[] }
  | { readonly type: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly type: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  /** Anything else Python allows: comparisons, conditions, sets, slices. */
  | { readonly type: 'other'; readonly text: string };

export interface Argument {
  /** Absent for positional ones; `**` where a dictionary is spread. */
  readonly keyword?: string;
  readonly value: Expression;
}
