import type { JsonValue } from '../../../base/index.js';
import { pythonLiteral } from '../../../execution/index.js';

/** A call as Python writes it. Arguments without a name are left out. */
export interface PythonCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, JsonValue>>;
}

/**
 * `Name(key='value', other=3)` as a call; values that are no literals are texts, since data sets leave quotes out.
 * `undefined` for anything else. Nothing is evaluated.
 */
export function pythonCall(text: string): PythonCall | undefined {
  const [, name, inside = ''] = /^\s*([A-Za-z_][\w.]*)\((.*)\)\s*$/s.exec(text) ?? [];
  if (name === undefined) return undefined;
  const found: Record<string, JsonValue> = {};
  for (const part of argumentTexts(inside)) {
    const [, key, value] = /^\s*([A-Za-z_]\w*)\s*=(?!=)\s*(.*?)\s*$/s.exec(part) ?? [];
    if (key !== undefined && value !== undefined) found[key] = pythonLiteral(value) ?? value;
  }
  return { name, arguments: found };
}

/** Parts between commas that stand in no brackets and quotes. A part without `=` goes on what is before it. */
function argumentTexts(inside: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let part = '';
  for (const char of inside) {
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if ((char === "'" || char === '"') && /[=[({,:\s]$/.test(part)) quote = char;
    else if ('[({'.includes(char)) depth++;
    else if ('])}'.includes(char)) depth--;
    if (char === ',' && depth <= 0 && quote === '') {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part].filter(each => each.trim() !== '');
}
