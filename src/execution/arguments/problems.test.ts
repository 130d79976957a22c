import { describe, expect, it } from 'vitest';
import type { JsonSchema, JsonValue } from '../../base/index.js';
import { schemaCompiler } from './compiled-schema.js';
import { problemsOf } from './problems.js';

const { clean, compile } = schemaCompiler();

function problems(schema: JsonSchema, value: JsonValue): string[] {
  const errors = compile(clean({ properties: { a: schema } })).errorsIn({ a: value });
  return errors === 'unfinished' ? [] : problemsOf(errors, 8);
}

describe('problemsOf', () => {
  it.each<[JsonSchema, JsonValue, string]>([
    [{ type: 'integer' }, 'x', '"a" must be integer, not "x"'],
    [{ type: ['integer', 'null'] }, 'x', '"a" must be integer or null, not "x"'],
    [{ enum: ['x', 1, null] }, 'y', '"a" must be one of x, 1, null, not "y"'],
    [{ const: 'x' }, 'y', '"a" must be x, not "y"'],
    [{ minimum: 1 }, 0, '"a" must be >= 1, not 0'],
    [{ exclusiveMaximum: 1 }, 1, '"a" must be < 1, not 1'],
    [{ multipleOf: 5 }, 3, '"a" must be multiple of 5, not 3'],
    [{ minLength: 2 }, 'x', '"a" must have at least 2 characters, not "x"'],
    [{ maxItems: 1 }, [1, 2], '"a" must have at most 1 item'],
    [{ minProperties: 1 }, {}, '"a" must have at least 1 member'],
    [{ uniqueItems: true }, [1, 1], '"a" must not repeat an item'],
    [{ pattern: '^x' }, 'y', '"a" must match the pattern ^x, not "y"'],
    [{ format: 'date' }, 'today', '"a" must be written as date, not "today"'],
    [{ required: ['b'] }, {}, 'missing required "b" in "a"'],
    [{ dependentRequired: { b: ['c'] } }, { b: 1 }, 'missing required "c" in "a"'],
    [
      { properties: { city: {} }, additionalProperties: false },
      { ctiy: 1 },
      'unknown "ctiy" in "a"; did you mean "city"?',
    ],
    [
      { properties: { city: {} }, unevaluatedProperties: false },
      { ctiy: 1 },
      'unknown "ctiy" in "a"; did you mean "city"?',
    ],
    [{ not: {} }, 1, '"a" must NOT be valid, not 1'],
    [{ items: false }, [1], '"a[0]" must not be given'],
    [{ oneOf: [{ type: 'integer' }, { minimum: 0 }] }, 1, '"a" must fit only one of its allowed forms'],
    [{ items: { properties: { b: { type: 'string' } } } }, [{ b: 1 }], '"a[0].b" must be string, not 1'],
  ])('%j on %j', (schema, value, problem) => {
    expect(problems(schema, value)).toEqual([problem]);
  });

  it('joins what alternatives want and leaves out that none fits', () => {
    const schema = { anyOf: [{ type: 'integer' }, { type: 'null' }, { enum: ['x'] }, { const: 'y' }] };
    expect(problems(schema, 'z')).toEqual(['"a" must be integer or null, not "z"', '"a" must be one of x, y, not "z"']);
  });

  it('shows twelve choices of many, and the nearest', () => {
    const months = [
      'january',
      'february',
      'march',
      'april',
      'may',
      'june',
      'july',
      'august',
      'september',
      'october',
      'november',
      'december',
      'undecimber',
    ];
    expect(problems({ enum: months }, 'decembre')).toEqual([
      `"a" must be one of ${months.slice(0, 12).join(', ')}, … (13 in all); did you mean "december"?, not "decembre"`,
    ]);
  });

  it('tells the first few and counts the rest, however many there are', () => {
    const many = Array.from({ length: 50_000 }, () => 1);
    const started = performance.now();
    const told = problems({ items: { type: 'string' } }, many);
    expect(told).toHaveLength(9);
    expect(told[8]).toBe('and 49992 more');
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('shows long values cut', () => {
    expect(problems({ type: 'integer' }, 'x'.repeat(1000))).toEqual([`"a" must be integer, not "${'x'.repeat(38)}…`]);
  });
});
