import { type PythonValue, str } from '../python/python-value.js';

/** A text as texts are compared: without spaces and `, . / - _ * ^`, lower case, one kind of quotes. */
export function standardText(text: string): string {
  return text
    .replace(/[ ,./\-_*^]/g, '')
    .toLowerCase()
    .replaceAll("'", '"');
}

/** Texts made standard, anything else as it is. */
export function standardValue(value: PythonValue): PythonValue {
  return value.kind === 'str' ? str(standardText(value.value)) : value;
}
