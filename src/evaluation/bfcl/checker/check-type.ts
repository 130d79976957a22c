import type { PythonKind, PythonValue } from '../python/python-value.js';
import type { Fault } from './verdict.js';

export interface TypeVerdict {
  readonly fault: Fault;
  /** The accepted values are of another type than the document says, so the value is compared exactly. */
  readonly isVariable: boolean;
}

/**
 * Whether a value is of the type its document names, or of the type of the first accepted value: that is how variables
 * are accepted, which are written as texts whatever they hold. Items are looked at one level deep.
 *
 * Oddity kept: an accepted value that is no list, such as the "" of optional parameters, lets items of any type pass.
 */
export function checkType(
  value: PythonValue,
  accepted: readonly PythonValue[],
  expected: PythonKind,
  items: PythonKind | undefined,
): TypeVerdict {
  const first = accepted.find(each => !(each.kind === 'str' && each.value === ''))?.kind;
  const isVariable = first !== undefined && first !== expected;
  if (value.kind === expected) {
    const fits = items === undefined || accepted.some(each => itemsFit(value, each, items));
    return { fault: fits ? undefined : 'type_error:nested', isVariable };
  }
  return value.kind === first
    ? { fault: undefined, isVariable: true }
    : { fault: 'type_error:simple', isVariable: false };
}

function itemsFit(value: PythonValue, accepted: PythonValue, items: PythonKind): boolean {
  if (accepted.kind !== 'list' || (value.kind !== 'list' && value.kind !== 'tuple')) return true;
  return value.items.every(item => checkType(item, accepted.items, items, undefined).fault === undefined);
}
