import { includes, list, type PythonDict, type PythonValue, str } from '../python/python-value.js';
import { standardText, standardValue } from './standard-text.js';
import type { Fault } from './verdict.js';

/** Texts: equal to an accepted one once both are standard. */
export function checkText(value: string, accepted: readonly PythonValue[]): Fault {
  const texts = accepted.flatMap(each => (each.kind === 'str' ? [standardText(each.value)] : []));
  return texts.includes(standardText(value)) ? undefined : 'value_error:string';
}

/** Lists: the same items in the same order, texts made standard. An accepted "" is the empty list. */
export function checkList(items: readonly PythonValue[], accepted: readonly PythonValue[]): Fault {
  const standard = list(items.map(standardValue));
  const lists = accepted.flatMap(each => (listed(each) === undefined ? [] : [list(listed(each) ?? [])]));
  return includes(lists, standard) ? undefined : 'value_error:list/tuple';
}

/** The items of a list and the letters of a text. */
function listed(value: PythonValue): readonly PythonValue[] | undefined {
  if (value.kind === 'str') return [...value.value].map(letter => standardValue(str(letter)));
  return value.kind === 'list' ? value.items.map(standardValue) : undefined;
}

/**
 * Dictionaries: every key is known and has an accepted value, every key whose options do not hold "" is there. The fault
 * is that of the last accepted dictionary.
 */
export function checkDict(value: PythonDict, accepted: readonly PythonValue[]): Fault {
  let fault: Fault = 'value_error:dict_key';
  for (const each of accepted) {
    if (each.kind !== 'dict') continue;
    fault = missingKey(value, each) ?? wrongMember(value, each);
    if (fault === undefined) return undefined;
  }
  return fault;
}

function wrongMember({ members }: PythonDict, accepted: PythonDict): Fault {
  for (const [key, [, value]] of members) {
    const options = accepted.members.get(key)?.[1];
    if (options === undefined) return 'value_error:dict_key';
    if (!includes(listed(options) ?? [], standardValue(value))) return 'value_error:dict_value';
  }
  return undefined;
}

function missingKey({ members }: PythonDict, accepted: PythonDict): Fault {
  for (const [key, [, options]] of accepted.members) {
    if (!members.has(key) && !mayBeLeftOut(options)) return 'value_error:dict_key';
  }
  return undefined;
}

function mayBeLeftOut(options: PythonValue): boolean {
  // Where the options are a text by mistake, it holds "" as every text does.
  return options.kind === 'str' || (options.kind === 'list' && includes(options.items, str('')));
}

/** Lists of dictionaries: as many, each as `checkDict` says, in order. The fault is that of the last accepted list. */
export function checkDictList(items: readonly PythonValue[], accepted: readonly PythonValue[]): Fault {
  let fault: Fault = 'value_error:list_dict_count';
  for (const each of accepted) {
    const options = each.kind === 'list' ? each.items : [];
    fault = items.length === options.length ? firstFault(items, options) : 'value_error:list_dict_count';
    if (fault === undefined) return undefined;
  }
  return fault;
}

function firstFault(items: readonly PythonValue[], options: readonly PythonValue[]): Fault {
  for (const [i, item] of items.entries()) {
    const option = options[i];
    if (item.kind !== 'dict' || option === undefined) return 'value_error:dict_key';
    const fault = checkDict(item, [option]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
