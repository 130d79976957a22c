import { CapuchinError, type JsonValue } from '../../../base/index.js';

/** A request with places for values: parts in their order. */
export type RequestTemplate = readonly TemplatePart[];

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  /** A drawn value of the parameter is said here. */
  | { readonly kind: 'drawn'; readonly parameter: string }
  /** These words say this value, which stands in the template as it was `written`. */
  | {
      readonly kind: 'given';
      readonly parameter: string;
      readonly value: JsonValue;
      readonly written: string;
      readonly words: string;
    }
  /** Said or not. */
  | { readonly kind: 'optional'; readonly parts: RequestTemplate };

const parameterName = /^[A-Za-z_$@][\w.$@-]*/;

/**
 * Reads `text {parameter} text {parameter=VALUE|words} [[ optional text ]]`. VALUE is JSON where it parses as JSON and a
 * string otherwise; words may be empty.
 *
 * @throws CapuchinError `bad-template` with the place of the first fault.
 */
export function parseTemplate(template: string): RequestTemplate {
  const { parts, end } = partsFrom(template, 0, false);
  if (end !== template.length) throw fault(template, end, '`]]` without `[[`');
  return parts;
}

function partsFrom(template: string, start: number, isOptional: boolean): { parts: TemplatePart[]; end: number } {
  const parts: TemplatePart[] = [];
  let text = '';
  let at = start;
  const flush = () => {
    if (text !== '') parts.push({ kind: 'text', text });
    text = '';
  };
  while (at < template.length) {
    if (template.startsWith('[[', at)) {
      if (isOptional) throw fault(template, at, '`[[` within `[[`');
      flush();
      const inner = partsFrom(template, at + 2, true);
      if (!template.startsWith(']]', inner.end)) throw fault(template, at, '`[[` without `]]`');
      parts.push({ kind: 'optional', parts: inner.parts });
      at = inner.end + 2;
    } else if (isOptional && template.startsWith(']]', at)) break;
    else if (template[at] === '{') {
      flush();
      const slot = slotFrom(template, at);
      parts.push(slot.part);
      at = slot.end;
    } else text += template[at++];
  }
  flush();
  return { parts, end: at };
}

function slotFrom(template: string, start: number): { part: TemplatePart; end: number } {
  const parameter = parameterName.exec(template.slice(start + 1))?.[0];
  if (parameter === undefined) throw fault(template, start, 'a slot begins with the name of a parameter');
  const after = start + 1 + parameter.length;
  if (template[after] === '}') return { part: { kind: 'drawn', parameter }, end: after + 1 };
  if (template[after] !== '=') throw fault(template, after, 'a slot is {parameter} or {parameter=VALUE|words}');
  const valueEnd = endOfValue(template, after + 1);
  const end = template.indexOf('}', valueEnd + 1);
  if (template[valueEnd] !== '|' || end < 0) throw fault(template, after, 'a slot is {parameter=VALUE|words}');
  const written = template.slice(after + 1, valueEnd);
  const words = template.slice(valueEnd + 1, end);
  return { part: { kind: 'given', parameter, value: writtenValue(written), written, words }, end: end + 1 };
}

/** Where the value that starts here ends: after balanced brackets and quotes, at the next bar. */
function endOfValue(template: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < template.length; at++) {
    const char = template[at];
    if (quoted) {
      if (char === '\\') at++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') depth++;
    else if (depth > 0 && (char === '}' || char === ']')) depth--;
    else if (depth === 0 && char === '|') return at;
  }
  return template.length;
}

function writtenValue(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text; // not JSON is how strings are written here
  }
}

function fault(template: string, at: number, what: string): CapuchinError {
  return new CapuchinError('bad-template', `${what}, at character ${at + 1} of: ${template}`);
}
