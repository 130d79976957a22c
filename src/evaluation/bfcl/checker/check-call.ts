import type { DecodedCall } from '../decoded-call.js';
import { float, includes, list, type PythonValue, str } from '../python/python-value.js';
import { checkType } from './check-type.js';
import { checkDict, checkDictList, checkList, checkText } from './check-value.js';
import type { FunctionDocument, ParameterType } from './function-document.js';
import type { Language } from './language.js';
import type { Fault } from './verdict.js';

/** A right call: for each parameter the values that are accepted; "" among them says that it may be left out. */
export interface AcceptedCall {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, readonly PythonValue[]>;
}

/**
 * The first fault of a call, in the suite's order: name, required parameters, each given parameter, those left out.
 *
 * Source: Patil et al., Berkeley Function-Calling Leaderboard, AST evaluation.
 */
export function checkCall(
  call: DecodedCall,
  document: FunctionDocument,
  accepted: AcceptedCall,
  language: Language,
): Fault {
  if (call.name !== document.name) return 'simple_function_checker:wrong_func_name';
  if (document.required.some(name => !call.arguments.has(name))) return 'simple_function_checker:missing_required';
  for (const [name, value] of call.arguments) {
    const type = document.parameters.get(name);
    const values = accepted.parameters.get(name);
    if (type === undefined || values === undefined) return 'simple_function_checker:unexpected_param';
    const fault = checkArgument(value, type, values, language);
    if (fault !== undefined) return fault;
  }
  for (const [name, values] of accepted.parameters) {
    if (!call.arguments.has(name) && !includes(values, str(''))) return 'simple_function_checker:missing_optional';
  }
  return undefined;
}

function checkArgument(
  given: PythonValue,
  type: ParameterType,
  accepted: readonly PythonValue[],
  language: Language,
): Fault {
  const { written } = language;
  if (written !== undefined && given.kind !== 'str') return written.notText;
  const read = written !== undefined && given.kind === 'str' ? written.read(given.value, type) : given;
  const value = converted(read, type.type, written === undefined);
  const expected = language.types.get(type.type) ?? 'str';
  const items = language.nested.has(type.type) && type.items !== undefined ? language.types.get(type.items) : undefined;

  const { fault, isVariable } = checkType(value, accepted, expected, items);
  if (fault !== undefined) return fault;
  if (!isVariable) {
    if (value.kind === 'dict') return checkDict(value, accepted);
    if (value.kind === 'list') {
      return items === 'dict' ? checkDictList(value.items, accepted) : checkList(value.items, accepted);
    }
    if (value.kind === 'str') return checkText(value.value, accepted);
  }
  return includes(accepted, value) ? undefined : 'value_error:others';
}

/** Accepted values come from JSON, which has no tuples; and whole numbers do where fractions are expected, in Python. */
function converted(value: PythonValue, type: string, isPython: boolean): PythonValue {
  if (type === 'tuple' && value.kind === 'tuple') return list(value.items);
  if (isPython && type === 'float' && value.kind === 'int') return float(Number(value.value));
  return value;
}
