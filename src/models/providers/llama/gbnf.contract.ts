import type { Random } from '../../../base/index.js';

/** A grammar as the tests read it, to say what its texts are without the runtime. */
type Expression =
  | { readonly kind: 'text' | 'rule' | 'set'; readonly text: string }
  | { readonly kind: 'choice'; readonly options: readonly (readonly Expression[])[] }
  | { readonly kind: 'repeat'; readonly of: Expression; readonly least: number; readonly most: number };

/** The grammars made here never contain themselves, so a regular expression can say the same. */
export function asRegExp(grammar: string): RegExp {
  const rules = rulesOf(grammar);
  const known = new Map<string, string>();
  const named = (name: string): string => {
    const before = known.get(name) ?? pattern(rules.get(name) ?? missing(name));
    known.set(name, before);
    return before;
  };
  const pattern = (part: Expression): string => {
    switch (part.kind) {
      case 'text':
        return part.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
      case 'rule':
        return named(part.text);
      case 'set':
        return part.text;
      case 'choice':
        return `(?:${part.options.map(option => option.map(pattern).join('')).join('|')})`;
      default:
        return `(?:${pattern(part.of)}){${part.least},${part.most}}`;
    }
  };
  return new RegExp(`^${named('root')}$`, 'u');
}

/** Some text of a grammar: every choice is drawn, and repetitions are short. */
export function drawText(grammar: string, random: Random): string {
  const rules = rulesOf(grammar);
  const draw = (part: Expression): string => {
    switch (part.kind) {
      case 'text':
        return part.text;
      case 'rule':
        return draw(rules.get(part.text) ?? missing(part.text));
      case 'set':
        return drawCharacter(part.text, random);
      case 'choice':
        return random.pick(part.options).map(draw).join('');
      default: {
        const count = part.least + random.integer(Math.min(part.most - part.least, 4) + 1);
        return Array.from({ length: count }, () => draw(part.of)).join('');
      }
    }
  };
  return draw({ kind: 'rule', text: 'root' });
}

function missing(rule: string): never {
  throw new Error(`the grammar has no rule ${rule}`);
}

function rulesOf(grammar: string): ReadonlyMap<string, Expression> {
  const lines = grammar.split('\n').map(line => line.split(/ ::= (.*)/s) as [string, string]);
  return new Map(lines.map(([name, body]) => [name, parseChoice(tokensOf(body))]));
}

function tokensOf(body: string): string[] {
  const found = body.matchAll(/"(?:\\.|[^"\\])*"|\[(?:\\.|[^\]\\])*\]|[a-z][a-z0-9]*|[()|?]|\{[\d,]+\}/g);
  return [...found].map(([token]) => token);
}

/** Takes the tokens up to the closing bracket from the list. */
function parseChoice(tokens: string[]): Expression {
  const options: Expression[][] = [[]];
  for (let token = tokens.shift(); token !== undefined && token !== ')'; token = tokens.shift()) {
    const current = options.at(-1) as Expression[];
    if (token === '|') options.push([]);
    else if (token === '?' || token.startsWith('{')) current.push(repeated(current.pop() as Expression, token));
    else current.push(parseOne(token, tokens));
  }
  return { kind: 'choice', options };
}

function parseOne(token: string, rest: string[]): Expression {
  if (token === '(') return parseChoice(rest);
  if (token.startsWith('"')) return { kind: 'text', text: JSON.parse(token) as string };
  return { kind: token.startsWith('[') ? 'set' : 'rule', text: token };
}

function repeated(of: Expression, sign: string): Expression {
  const [least = 0, most = least] = sign === '?' ? [0, 1] : sign.slice(1, -1).split(',').map(Number);
  return { kind: 'repeat', of, least, most };
}

const oddCharacters = [...'aZ07 "\\/?{}[]:,.-é日🐒', '\u{1F1E6}'];

function drawCharacter(set: string, random: Random): string {
  const allowed = new RegExp(set, 'u');
  const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
  return random.pick([...oddCharacters, ...printable].filter(character => allowed.test(character)));
}
