import type { GrammarProperty, GrammarSchema, StringFormat } from './grammar-schema.js';

/** Characters of a key that the model invents (a map's). */
const longestKey = 40;

/** Rules that every grammar starts with. Digits are bounded, so that a number ends. */
const commonRules = [
  String.raw`char ::= [^"\\\x00-\x1F\x7F] | "\\" (["\\/bfnrt] | "u" [0-9a-fA-F]{4})`,
  'natural ::= "0" | [1-9] [0-9]{0,14}',
  'fraction ::= "." [0-9]{1,8}',
];

const date = '[0-9]{4} "-" ("0" [1-9] | "1" [0-2]) "-" ("0" [1-9] | [12] [0-9] | "3" [01])';
const time = '([01] [0-9] | "2" [0-3]) ":" [0-5] [0-9] ":" [0-5] [0-9] ("Z" | [+-] [01] [0-9] ":" [0-5] [0-9])';
const formatText: Record<StringFormat, string> = {
  date,
  time,
  'date-time': `${date} "T" ${time}`,
  uuid: '[0-9a-f]{8} "-" [0-9a-f]{4} "-" [0-9a-f]{4} "-" [0-9a-f]{4} "-" [0-9a-f]{12}',
};

/**
 * A GBNF grammar (llama.cpp's notation) whose texts are exactly the JSON values of the schema, on one line, members in
 * schema order, one space after `,` and `:`. Optional members may be left out. `before` and `after` are literal text
 * around the value.
 */
export function gbnf(schema: GrammarSchema, { before = '', after = '' } = {}): string {
  const rules = new GrammarRules();
  const value = rules.expression(schema);
  const root = [before && literal(before), value, after && literal(after)].filter(part => part !== '').join(' ');
  return rules.grammar(root);
}

/** A GBNF string literal. JSON's escapes of quotes and backslashes are GBNF's; nothing else is escaped in them. */
export function literal(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${escaped}"`;
}

/** The rules of one grammar, made from any number of schemas; equal ones stand in it once. */
export class GrammarRules {
  private readonly lines: string[] = [];
  private readonly names = new Map<string, string>();
  private readonly quotations = new Map<string, string>();

  /** The whole grammar for texts of `root`, an expression over what `expression` and `rule` gave. */
  grammar(root: string): string {
    return [`root ::= ${root}`, ...this.lines, ...commonRules].join('\n');
  }

  expression(schema: GrammarSchema): string {
    switch (schema.kind) {
      case 'literal':
        return this.rule(schema.values.map(value => literal(JSON.stringify(value))).join(' | '));
      case 'string':
        return this.rule(quoted(`char{${schema.minLength},${schema.maxLength}}`));
      case 'format':
        return this.rule(quoted(formatText[schema.format]));
      case 'quotation':
        return this.quotation(schema.text);
      case 'number':
        return `(${schema.negative ? '"-"? ' : ''}natural${schema.integer ? '' : ' fraction?'})`;
      case 'array':
        return this.array(this.expression(schema.items), schema.minItems, schema.maxItems);
      case 'object':
        return this.object(schema.properties);
      case 'map':
        return this.map(this.expression(schema.values), schema.maxEntries);
      case 'any-of':
        return this.rule(schema.options.map(option => this.expression(option)).join(' | '));
      default:
        return schema satisfies never;
    }
  }

  /**
   * One rule a word: what may follow when the quotation has come as far as this word's start. It may begin at any word
   * and end at any, so the number of rules grows with the words, not with the pairs of them.
   */
  private quotation(text: string): string {
    const known = this.quotations.get(text);
    if (known !== undefined) return known;
    const starts: string[] = [];
    let follow: string | undefined;
    for (const { gap, lead, core, trail } of wordsOf(text).reverse()) {
      const ending = trail === '' ? '' : `${literal(inString(trail))} `;
      const onward = follow === undefined ? '""' : `(${follow})?`;
      const rest = this.rule(`(${ending}${onward})?`);
      const start = this.rule(`${literal(inString(core))} ${rest}`);
      starts.push(start);
      follow = `${literal(inString(gap + lead))} ${start}`;
    }
    const name = this.rule(starts.length === 0 ? '"\\"\\""' : quoted(`(${starts.reverse().join(' | ')})`));
    this.quotations.set(text, name);
    return name;
  }

  private array(item: string, min: number, max: number): string {
    if (max === 0) return '"[]"';
    const rest = `(", " ${item}){${Math.max(min - 1, 0)},${max - 1}}`;
    return this.rule(min > 0 ? `"[" ${item} ${rest} "]"` : `"[" (${item} ${rest})? "]"`);
  }

  private map(value: string, max: number): string {
    const entry = this.rule(`${quoted(`char{1,${longestKey}}`)} ": " ${value}`);
    return this.rule(`"{" (${entry} (", " ${entry}){0,${Math.max(max - 1, 0)}})? "}"`);
  }

  /**
   * Two rules a property, made from the last to the first: `tail` continues an object that has a member already and
   * so starts with a comma, `head` one that has none. The number of rules grows with the properties, not with the
   * subsets of the optional ones.
   */
  private object(properties: readonly GrammarProperty[]): string {
    let head = '""';
    let tail = '""';
    for (const { name, required, open, value } of [...properties].reverse()) {
      const expression = this.expression(value);
      const written = open ? `("?" | ${expression})` : expression;
      const member = `${literal(`${JSON.stringify(name)}: `)} ${written}`;
      const nextHead = required ? `${member} ${tail}` : `${member} ${tail} | ${head}`;
      const nextTail = required ? `", " ${member} ${tail}` : `(", " ${member})? ${tail}`;
      head = this.rule(nextHead);
      tail = this.rule(nextTail);
    }
    return this.rule(`"{" ${head} "}"`);
  }

  /** The name of a rule that stands for an expression. */
  rule(body: string): string {
    const known = this.names.get(body);
    if (known !== undefined) return known;
    const name = `r${this.lines.length}`;
    this.lines.push(`${name} ::= ${body}`);
    this.names.set(body, name);
    return name;
  }
}

function quoted(content: string): string {
  return `"\\"" ${content} "\\""`;
}

interface Word {
  /** White space before it, and the punctuation around what a quotation may begin and end with. */
  readonly gap: string;
  readonly lead: string;
  readonly core: string;
  readonly trail: string;
}

/** Words beyond these are not quoted from: a grammar of thousands of rules is slow at every token. */
const mostWords = 400;

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const [, gap = '', lead = '', core = '', trail = ''] of text.matchAll(
    /(\s*)([^\p{L}\p{N}\s]*)(\S*?)([^\p{L}\p{N}\s]*)(?=\s|$)/gu,
  )) {
    const word = core === '' ? { gap, lead: '', core: lead + trail, trail: '' } : { gap, lead, core, trail };
    if (word.core !== '') words.push(word);
    if (words.length === mostWords) break;
  }
  return words;
}

/** The text as it stands inside a JSON string. */
function inString(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
