import { isJsonObject, type JsonValue } from '../../../base/index.js';

/**
 * A value as Python's `str` prints it: `{'a': True, 'b': None}`. Texts stand in single quotes unless they hold one and no
 * double quote. ToolLLaMA's prompts and the short form of converted answers are made of it.
 */
export function pythonRepr(value: JsonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return JSON.stringify(value);
  if (typeof value === 'string') return quoted(value);
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([key, member]) => `${quoted(key)}: ${pythonRepr(member)}`);
    return `{${members.join(', ')}}`;
  }
  return `[${value.map(pythonRepr).join(', ')}]`;
}

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let written = '';
  for (const character of text) {
    if (character === quote) written += `\\${quote}`;
    else written += short[character] ?? (isPrintable(character) ? character : escaped(character));
  }
  return `${quote}${written}${quote}`;
}

/** Python prints neither control and format characters nor any white space but the space itself. */
function isPrintable(character: string): boolean {
  return character === ' ' || !/[\p{C}\p{Z}]/u.test(character);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
