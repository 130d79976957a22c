import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Exact arithmetic: expressions with big numbers, percentages, prime factors, combinations.';

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'calculate',
    description:
      'Calculates a maths expression exactly: add, subtract, multiply, divide, powers, roots, percent, factorial, sine and logarithm, with very big numbers.',
    parameters: parameters({
      expression: {
        type: 'string',
        minLength: 1,
        maxLength: 500,
        description:
          'The sum to work out, with + - * / ^ ! % and parentheses, and sqrt, cbrt, ln, log, log2, exp, sin, cos, tan, asin, acos, atan, rad, deg, abs, round, floor, ceil, min, max, pi, e. Angles are radians.',
        examples: ['(17.5 + 4) * 3', '2^200', '15% of 240', 'sqrt(2)'],
      },
      digits: {
        type: 'integer',
        minimum: 1,
        maximum: 50,
        default: 20,
        description: 'Significant digits of a fraction.',
      },
    }),
    examples: [
      { request: 'What is 0.1 plus 0.2, exactly?', arguments: { expression: '0.1 + 0.2' }, returns: '0.3' },
      {
        request: 'how much is two to the power of 100',
        arguments: { expression: '2^100' },
        returns: '1267650600228229401496703205376',
      },
      { request: "What's 15 percent of 240?", arguments: { expression: '15% of 240' }, returns: '36' },
      { arguments: { expression: '-2^2 + 7 % 4 * (1 + 1)' }, returns: '2' },
      { arguments: { expression: 'sqrt(2)', digits: 12 }, returns: '1.41421356237' },
    ],
    run: async ({ expression, digits }: { expression: string; digits: number }) => {
      const { decimalText, evaluateExpression } = await import('./arithmetic/expression.js');
      return decimalText(evaluateExpression(expression), digits);
    },
  },
  {
    name: 'percentage_change',
    description:
      'Gives the percentage increase or decrease from one number to another, such as a price before and after.',
    parameters: parameters({
      from: { type: 'number', description: 'The value before.' },
      to: { type: 'number', description: 'The value after.' },
    }),
    examples: [
      {
        request: 'My rent went from 800 to 920, how many percent more is that?',
        arguments: { from: 800, to: 920 },
        returns: { change: 120, percent: 15 },
      },
      { arguments: { from: 50, to: 40 }, returns: { change: -10, percent: -20 } },
    ],
    run: async ({ from, to }: { from: number; to: number }) => {
      if (from === 0) throw new Error('there is no percentage change from 0');
      const { Decimal } = await import('decimal.js');
      const change = new Decimal(to).minus(from);
      return { change: change.toNumber(), percent: change.div(new Decimal(from).abs()).times(100).toNumber() };
    },
  },
  {
    name: 'prime_factors',
    description: 'Splits a whole number into its prime factors and says whether the number is prime.',
    parameters: parameters({
      number: { type: 'integer', minimum: 2, maximum: 1e14, description: 'The number to factor.' },
    }),
    examples: [
      {
        request: 'Which primes multiply to 360?',
        arguments: { number: 360 },
        returns: { prime: false, factors: [2, 2, 2, 3, 3, 5] },
      },
      {
        request: 'is 1000003 a prime number',
        arguments: { number: 1000003 },
        returns: { prime: true, factors: [1000003] },
      },
    ],
    run: ({ number }: { number: number }) => {
      const factors = primeFactors(number);
      return { prime: factors.length === 1, factors };
    },
  },
  {
    name: 'greatest_common_divisor',
    description: 'Gives the greatest common divisor and the least common multiple of two or more whole numbers.',
    parameters: parameters({
      numbers: {
        type: 'array',
        items: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
        minItems: 2,
        maxItems: 50,
        description: 'The whole numbers.',
      },
    }),
    examples: [
      {
        request: 'What is the biggest number that divides both 84 and 126?',
        arguments: { numbers: [84, 126] },
        returns: { greatest_common_divisor: '42', least_common_multiple: '252' },
      },
    ],
    run: ({ numbers }: { numbers: number[] }) => {
      const values = numbers.map(BigInt);
      const divisor = values.reduce(commonDivisor);
      const multiple = values.reduce((a, b) => (a / commonDivisor(a, b)) * b);
      return { greatest_common_divisor: String(divisor), least_common_multiple: String(multiple) };
    },
  },
  {
    name: 'count_combinations',
    description:
      'Counts in how many ways some things can be chosen from many: combinations (order does not matter) and permutations (order matters).',
    parameters: parameters({
      total: { type: 'integer', minimum: 0, maximum: 1000, description: 'How many things there are.' },
      chosen: { type: 'integer', minimum: 0, maximum: 1000, description: 'How many are chosen.' },
    }),
    examples: [
      {
        request: 'How many different lottery tickets are there with 6 numbers out of 49?',
        arguments: { total: 49, chosen: 6 },
        returns: { combinations: '13983816', permutations: '10068347520' },
      },
    ],
    run: ({ total, chosen }: { total: number; chosen: number }) => {
      let permutations = 1n;
      let orders = 1n;
      for (let i = 0; i < chosen; i += 1) {
        permutations *= BigInt(total - i);
        orders *= BigInt(i + 1);
        if (permutations === 0n) break;
      }
      return { combinations: String(permutations / orders), permutations: String(permutations) };
    },
  },
]);

/** Ascending, by trial division: at most ten million steps for the largest number allowed. */
function primeFactors(number: number): number[] {
  const factors: number[] = [];
  let rest = number;
  for (let divisor = 2; divisor * divisor <= rest; divisor += divisor === 2 ? 1 : 2) {
    while (rest % divisor === 0) {
      factors.push(divisor);
      rest /= divisor;
    }
  }
  return rest > 1 ? [...factors, rest] : factors;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : commonDivisor(b, a % b);
}
