import { Decimal } from 'decimal.js';

/** Results longer than this many digits are refused, so that no expression can exhaust memory. */
const maxDigits = 1000;

// Enough for every integer of `maxDigits` to be exact.
const Exact = Decimal.clone({ precision: maxDigits + 100, defaults: true });
// Roots, logarithms and angles are rounded to 60 digits: decimal.js holds pi and ln 10 to 1025, and slows down long before.
const Rounded = Decimal.clone({ precision: 60, defaults: true });

const constants: Readonly<Record<string, string>> = {
  pi: '3.14159265358979323846264338327950288419716939937510582097494',
  e: '2.71828182845904523536028747135266249775724709369995957496697',
};

const functions: Readonly<Record<string, (...values: Decimal[]) => Decimal>> = {
  sqrt: value => new Rounded(value).sqrt(),
  cbrt: value => new Rounded(value).cbrt(),
  ln: value => new Rounded(value).ln(),
  log: value => new Rounded(value).log(10),
  log2: value => new Rounded(value).log(2),
  exp: value => new Rounded(atMost(value, 2000, 'the argument of exp')).exp(),
  sin: value => new Rounded(atMost(value, 1e9, 'an angle')).sin(),
  cos: value => new Rounded(atMost(value, 1e9, 'an angle')).cos(),
  tan: value => new Rounded(atMost(value, 1e9, 'an angle')).tan(),
  asin: value => new Rounded(value).asin(),
  acos: value => new Rounded(value).acos(),
  atan: value => new Rounded(value).atan(),
  rad: value => new Rounded(value).times(constants['pi'] ?? 0).div(180),
  deg: value => new Rounded(value).times(180).div(constants['pi'] ?? 1),
  abs: value => value.abs(),
  floor: value => value.floor(),
  ceil: value => value.ceil(),
  round: (value, places = new Exact(0)) =>
    value.toDecimalPlaces(atMost(places, 100, 'decimal places').toNumber(), Decimal.ROUND_HALF_UP),
  min: (...values) => Exact.min(...values),
  max: (...values) => Exact.max(...values),
};

export const functionNames = Object.keys(functions);

type Token = { readonly kind: 'number' | 'name' | 'sign'; readonly text: string };

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern =
    /\s*(?:((?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,5})?)|([A-Za-zπ][A-Za-z0-9]*)|(\*\*|[-+*/%^!(),×÷−]))/uy;
  let at = 0;
  while (at < text.trimEnd().length) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) throw new Error(`cannot read the expression at "${text.slice(at, at + 12).trim()}"`);
    at = pattern.lastIndex;
    const [, number, name, sign] = found;
    if (number !== undefined) tokens.push({ kind: 'number', text: number.replaceAll('_', '') });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name === 'π' ? 'pi' : name.toLowerCase() });
    else tokens.push({ kind: 'sign', text: spelling[sign ?? ''] ?? sign ?? '' });
  }
  return tokens;
}

const spelling: Readonly<Record<string, string>> = { '**': '^', '×': '*', '÷': '/', '−': '-' };

/**
 * The value of an arithmetic expression: decimals as written (0.1 + 0.2 is 0.3), integers exact to 1000 digits, roots and
 * logarithms to 60. `^` binds tightest and to the right; `%` after a value means hundredths, between two values it is the
 * remainder; `15% of 80` multiplies. Angles are radians. Throws a sentence on anything it cannot read or hold.
 */
export function evaluateExpression(text: string): Decimal {
  const tokens = tokensOf(text);
  let at = 0;

  const peek = () => tokens[at]?.text;
  const accept = (...texts: string[]) => {
    const token = tokens[at];
    if (token === undefined || token.kind === 'number' || !texts.includes(token.text)) return undefined;
    at += 1;
    return token.text;
  };
  const expect = (sign: string) => {
    if (accept(sign) === undefined) throw new Error(`expected "${sign}" but found ${found()}`);
  };
  const found = () => (at < tokens.length ? `"${peek()}"` : 'the end of the expression');

  function sum(): Decimal {
    let value = product();
    for (let sign = accept('+', '-'); sign !== undefined; sign = accept('+', '-')) {
      const right = product();
      value = bounded(sign === '+' ? value.plus(right) : value.minus(right));
    }
    return value;
  }

  function product(): Decimal {
    let value = negation();
    for (let sign = accept('*', '/', '%', 'mod', 'of'); sign !== undefined; sign = accept('*', '/', '%', 'mod', 'of')) {
      const right = negation();
      if (sign !== '*' && sign !== 'of' && right.isZero()) throw new Error('division by zero');
      if (sign === '*' || sign === 'of') value = bounded(value.times(right));
      else value = bounded(sign === '/' ? value.div(right) : value.mod(right));
    }
    return value;
  }

  function negation(): Decimal {
    const sign = accept('-', '+');
    if (sign === undefined) return power();
    return sign === '-' ? negation().neg() : negation();
  }

  function power(): Decimal {
    const base = postfix();
    return accept('^') === undefined ? base : raise(base, negation());
  }

  function postfix(): Decimal {
    let value = primary();
    for (;;) {
      if (accept('!') !== undefined) value = factorial(value);
      else if (peek() === '%' && !startsValue(tokens[at + 1])) {
        at += 1;
        value = value.div(100);
      } else return value;
    }
  }

  function primary(): Decimal {
    const token = tokens[at];
    if (token === undefined || (token.kind === 'sign' && token.text !== '(')) {
      throw new Error(`expected a number but found ${found()}`);
    }
    at += 1;
    if (token.kind === 'number') return bounded(new Exact(token.text));
    if (token.kind === 'name') return named(token.text);
    const inner = sum();
    expect(')');
    return inner;
  }

  function named(name: string): Decimal {
    const constant = Object.hasOwn(constants, name) ? constants[name] : undefined;
    if (constant !== undefined) return new Exact(constant);
    const apply = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (apply === undefined) throw new Error(`"${name}" is not known; functions are ${functionNames.join(', ')}`);
    expect('(');
    const values = [sum()];
    while (accept(',') !== undefined) values.push(sum());
    expect(')');
    return bounded(new Exact(apply(...values)));
  }

  const value = sum();
  if (at < tokens.length) throw new Error(`did not expect ${found()}`);
  return value;
}

/** Whether a `%` before this token is a remainder: `7 % 3`, but `7% of 3`, `7%)` and `7% + 3` are hundredths. */
function startsValue(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'name') return token.text !== 'of' && token.text !== 'mod';
  return token.kind === 'number' || token.text === '(';
}

function raise(base: Decimal, exponent: Decimal): Decimal {
  if (base.isZero() && exponent.isNegative()) throw new Error('division by zero');
  const digits = base.isZero() ? 0 : Math.abs(new Rounded(base).abs().log(10).toNumber() * exponent.toNumber());
  if (digits > maxDigits) throw tooLarge();
  if (exponent.isInteger() && exponent.abs().lte(100_000)) return bounded(base.pow(exponent));
  return bounded(new Exact(new Rounded(base).pow(exponent)));
}

function factorial(value: Decimal): Decimal {
  if (!value.isInteger() || value.isNegative())
    throw new Error('a factorial needs a whole number that is not negative');
  if (value.gt(449)) throw tooLarge(); // 449! has 998 digits
  let product = new Exact(1);
  for (let factor = 2; factor <= value.toNumber(); factor += 1) product = product.times(factor);
  return product;
}

function atMost(value: Decimal, limit: number, what: string): Decimal {
  if (value.abs().gt(limit)) throw new Error(`${what} must be at most ${limit}`);
  return value;
}

function bounded(value: Decimal): Decimal {
  if (value.isNaN()) throw new Error('the expression has no real value');
  if (!value.isFinite()) throw new Error('the expression has no finite value');
  if (Math.abs(value.e) > maxDigits) throw tooLarge();
  return value;
}

function tooLarge(): Error {
  return new Error(`the result would have more than ${maxDigits} digits`);
}

/** Plain digits: integers whole, everything else rounded to `digits` significant digits without trailing zeros. */
export function decimalText(value: Decimal, digits: number): string {
  return value.isInteger() ? value.toFixed() : value.toSignificantDigits(digits).toFixed();
}
