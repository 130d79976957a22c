import { bool, float, int, type PythonValue, str } from '../python/python-value.js';

const wholeNumber = /^[-+]?\d+(?:_\d+)*$/;
const fraction = /^[-+]?(?:\d+(?:_\d+)*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/** What a bare word stands for where nobody named its type: true or false, a number as Python reads it, or its text. */
export function wordValue(text: string): PythonValue {
  if (text === 'true' || text === 'false') return bool(text === 'true');
  if (wholeNumber.test(text)) return int(BigInt(text.replaceAll('_', '').replace(/^\+/, '')));
  return fraction.test(text) ? float(Number(text.replaceAll('_', ''))) : str(text);
}

/** Whether one of these marks stands at both ends. */
export function isQuoted(text: string, ...marks: readonly string[]): boolean {
  return marks.some(mark => text.startsWith(mark) && text.endsWith(mark));
}
