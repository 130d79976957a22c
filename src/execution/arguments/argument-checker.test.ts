import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonSchema } from '../../base/index.js';
import { argumentChecker } from './argument-checker.js';

const checker = argumentChecker();

function accepted(args: JsonObject, coerced: readonly string[] = []) {
  return { ok: true, arguments: args, coerced, warnings: [] };
}

function refused(...problems: string[]) {
  return { ok: false, problems, warnings: [] };
}

const forecast: JsonSchema = {
  type: 'object',
  properties: {
    city: { type: 'string', minLength: 1 },
    days: { type: 'integer', minimum: 1, maximum: 14 },
    unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
    hourly: { type: 'boolean' },
    fields: { type: 'array', items: { type: 'string' } },
    place: {
      type: 'object',
      properties: { lat: { type: 'number' }, lon: { type: 'number' } },
      required: ['lat', 'lon'],
    },
  },
  required: ['city'],
};

describe('the argument checker', () => {
  it('passes arguments that fit as they are, as a copy', async () => {
    const args = { city: 'Oslo', days: 3, place: { lat: 59.9, lon: 10.7 } };
    const seen = await checker.check(forecast, args);
    expect(seen).toEqual(accepted(args));
    expect(seen.ok && seen.arguments).not.toBe(args);
  });

  it.each<[string, JsonObject, JsonObject, string]>([
    ['a whole number in text', { days: '3' }, { days: 3 }, '"3" → 3 for days'],
    ['a boolean in text', { hourly: 'True' }, { hourly: true }, '"True" → true for hourly'],
    [
      'one of an enumeration in another case',
      { unit: 'Celsius ' },
      { unit: 'celsius' },
      '"Celsius " → "celsius" for unit',
    ],
    ['one item for an array', { fields: 'wind' }, { fields: ['wind'] }, '"wind" → ["wind"] for fields'],
    [
      'an array in text',
      { fields: '["wind","rain"]' },
      { fields: ['wind', 'rain'] },
      '"[\\"wind\\",\\"rain\\"]" → ["wind","rain"] for fields',
    ],
    ['a null for what is optional', { days: null }, {}, 'null dropped for days'],
  ])('mends %s and says so', async (_what, given, wanted, words) => {
    expect(await checker.check(forecast, { city: 'Oslo', ...given })).toEqual(
      accepted({ city: 'Oslo', ...wanted }, [words]),
    );
  });

  it('turns a number into text where text is wanted', async () => {
    expect(await checker.check(forecast, { city: 90210 })).toEqual(
      accepted({ city: '90210' }, ['90210 → "90210" for city']),
    );
  });

  it('mends inside objects, arrays and text that was an object', async () => {
    const seen = await checker.check(forecast, { city: 'Oslo', place: '{"lat": "59.9", "lon": 10}', fields: [1] });
    expect(seen).toEqual(
      accepted({ city: 'Oslo', place: { lat: 59.9, lon: 10 }, fields: ['1'] }, [
        '1 → "1" for fields[0]',
        '"{\\"lat\\": \\"59.9\\", \\"lon\\": 10}" → {"lat":"59.9","lon":10} for place',
        '"59.9" → 59.9 for place.lat',
      ]),
    );
  });

  it.each<[string, JsonObject, string]>([
    ['words for a number', { city: 'Oslo', days: 'three' }, '"days" must be integer, not "three"'],
    ['a fraction for a whole number', { city: 'Oslo', days: '2.5' }, '"days" must be integer, not "2.5"'],
    ['a yes for a boolean', { city: 'Oslo', hourly: 'yes' }, '"hourly" must be boolean, not "yes"'],
    ['a number out of range', { city: 'Oslo', days: 15 }, '"days" must be <= 14, not 15'],
    ['nothing for what is required', {}, 'missing required "city"'],
    ['null for what is required', { city: null }, 'missing required "city"'],
    [
      'another value than the enumerated',
      { city: 'Oslo', unit: 'kelvin' },
      '"unit" must be one of celsius, fahrenheit, not "kelvin"',
    ],
    ['too short a text', { city: '' }, '"city" must have at least 1 character, not ""'],
    [
      'an item of the wrong type for an array',
      { city: 'Oslo', fields: { a: 1 } },
      '"fields" must be array, not {"a":1}',
    ],
    ['an incomplete object', { city: 'Oslo', place: { lat: 1 } }, 'missing required "lon" in "place"'],
    ['a misspelt name', { city: 'Oslo', unti: 'celsius' }, 'unknown argument "unti"; did you mean "unit"?'],
    [
      'JSON that names a prototype',
      { city: 'Oslo', place: '{"__proto__": {"x": 1}}' },
      '"place" must be object, not "{\\"__proto__\\": {\\"x\\": 1}}"',
    ],
  ])('refuses %s', async (_what, args, problem) => {
    expect(await checker.check(forecast, args)).toEqual(refused(problem));
  });

  it('tells everything that is wrong at once, up to eight and a count', async () => {
    const names = Array.from({ length: 11 }, (_, i) => `p${i}`);
    const seen = await checker.check({ type: 'object', required: names }, {});
    expect(seen).toEqual(refused(...names.slice(0, 8).map(name => `missing required "${name}"`), 'and 3 more'));
  });

  it('refuses unknown arguments unless the schema welcomes them in so many words', async () => {
    expect(await checker.check({ type: 'object' }, { a: 1 })).toEqual(refused('unknown argument "a"; there are none'));
    const closed = { type: 'object', properties: { b: {} }, additionalProperties: false };
    expect(await checker.check(closed, { zzz: 1 })).toEqual(refused('unknown argument "zzz"; known: b'));
    expect(await checker.check({ type: 'object', additionalProperties: true }, { a: 1 })).toEqual(accepted({ a: 1 }));
    expect(await checker.check({ type: 'object', additionalProperties: { type: 'integer' } }, { a: '1' })).toEqual(
      accepted({ a: 1 }, ['"1" → 1 for a']),
    );
  });

  it('finds declared names behind references and combinations', async () => {
    const schema = {
      type: 'object',
      allOf: [{ $ref: '#/$defs/page' }],
      oneOf: [
        { properties: { id: { type: 'integer' } }, required: ['id'] },
        { properties: { slug: {} }, required: ['slug'] },
      ],
      $defs: { page: { properties: { limit: { type: 'integer' } } } },
    };
    expect(await checker.check(schema, { id: 1, limit: 2 })).toEqual(accepted({ id: 1, limit: 2 }));
    expect(await checker.check(schema, { limit: 2 })).toEqual(
      refused('missing required "id"', 'missing required "slug"'),
    );
    expect(await checker.check(schema, { id: 1, slug: 'a' })).toEqual(
      refused('the arguments must fit only one of its allowed forms'),
    );
  });

  it('joins what alternatives want of one value', async () => {
    const schema = {
      type: 'object',
      properties: { size: { anyOf: [{ type: 'integer' }, { type: 'boolean' }, { const: 'auto' }] } },
    };
    expect(await checker.check(schema, { size: 'TRUE' })).toEqual(accepted({ size: true }, ['"TRUE" → true for size']));
    expect(await checker.check(schema, { size: 'Auto' })).toEqual(
      accepted({ size: 'auto' }, ['"Auto" → "auto" for size']),
    );
    expect(await checker.check(schema, { size: 'big' })).toEqual(
      refused('"size" must be integer or boolean, not "big"', '"size" must be auto, not "big"'),
    );
  });

  describe('defaults', () => {
    const schema = {
      type: 'object',
      properties: {
        limit: { type: 'integer', default: 10 },
        sort: { $ref: '#/$defs/sort' },
        broken: { type: 'integer', default: 'many' },
        filter: { type: 'object', properties: { lang: { type: 'string', default: 'en' } } },
      },
      $defs: { sort: { type: 'object', properties: { by: { default: 'date' } } } },
    };
    const warning = 'the default of "broken" does not fit its own schema and is left out';

    it('fills in what is absent, also in objects that are there, and leaves out what the schema itself refuses', async () => {
      expect(await checker.check(schema, { sort: {} })).toEqual({
        ...accepted({ limit: 10, sort: { by: 'date' } }),
        warnings: [warning],
      });
      expect(await checker.check(schema, { limit: 3, filter: {}, broken: 1 })).toEqual(
        accepted({ limit: 3, filter: { lang: 'en' }, broken: 1 }),
      );
    });

    it('never shares a default between calls', async () => {
      const lists = { type: 'object', properties: { list: { type: 'array', default: [] } } };
      const [first, second] = [await checker.check(lists, {}), await checker.check(lists, {})];
      expect(first.ok && second.ok && first.arguments['list'] !== second.arguments['list']).toBe(true);
    });
  });

  describe('hostile arguments', () => {
    it('cannot bring a prototype along', async () => {
      const args = JSON.parse('{"city": "Oslo", "__proto__": {"admin": true}}');
      expect(await checker.check(forecast, args)).toEqual(refused('the name "__proto__" is not allowed'));
    });

    it('cannot lean on what every object inherits', async () => {
      const schema = {
        type: 'object',
        properties: { toString: { type: 'string' } },
        required: ['toString', 'constructor'],
      };
      expect(await checker.check(schema, {})).toEqual(
        refused('missing required "toString"', 'missing required "constructor"'),
      );
    });

    it('are bounded in depth and size', async () => {
      const deep = JSON.parse(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`);
      expect(await checker.check({ type: 'object', additionalProperties: true }, deep)).toEqual(
        refused('arguments nest deeper than 64 levels'),
      );
      const many = { city: 'Oslo', fields: Array.from({ length: 100_001 }, () => 'x') };
      expect(await checker.check(forecast, many)).toEqual(refused('arguments hold more than 100000 values'));
      expect(await checker.check(forecast, { city: 'x'.repeat(4_000_001) })).toEqual(
        refused('arguments hold more than 4000000 characters'),
      );
    });

    it.each<[string, JsonObject, JsonSchema]>([
      ['wrong items', { a: Array(50_000).fill(1) }, { type: 'array', items: { type: 'boolean' } }],
      ['items to mend', { a: Array(50_000).fill('1') }, { type: 'array', items: { type: 'integer' } }],
      [
        'items with wrong defaults',
        { a: Array(20_000).fill({}) },
        { type: 'array', items: { properties: { b: { type: 'integer', default: 'x' } } } },
      ],
      ['unknown names', Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`name${i}`, 1])), {}],
    ])('are checked in good time with thousands of %s', async (_what, args, schema) => {
      const started = performance.now();
      const seen = await checker.check({ type: 'object', properties: { a: schema } }, args);
      expect([...seen.warnings, ...(seen.ok ? seen.coerced : seen.problems)].at(-1)).toMatch(/^and \d+ more/);
      expect(performance.now() - started).toBeLessThan(15_000);
    });

    it('may be no object at all', async () => {
      expect(await checker.check(forecast, [] as unknown as JsonObject)).toEqual(
        refused('arguments must be an object'),
      );
    });
  });

  describe('hostile schemas', () => {
    it('match catastrophic patterns in linear time', async () => {
      const schema = { type: 'object', properties: { a: { type: 'string', pattern: '^(a+)+$' } } };
      const started = performance.now();
      const seen = await checker.check(schema, { a: `${'a'.repeat(9000)}!` });
      expect(seen.ok).toBe(false);
      expect(performance.now() - started).toBeLessThan(15_000);
    });

    it('are checked without what cannot be checked, with a warning for each', async () => {
      const schema = {
        $schema: 'http://json-schema.org/draft-04/schema#',
        $id: 'https://example.com/schema',
        type: 'object',
        properties: {
          look: { type: 'string', pattern: '^(?=x)y' },
          when: { type: 'string', format: 'phase-of-moon' },
          far: { $ref: 'https://example.com/other.json' },
          lost: { $ref: '#/$defs/nowhere' },
          odd: { type: 'str', minimum: 'low', properties: 3 },
        },
        required: ['look'],
      };
      expect(await checker.check(schema, { look: 'a', when: 'b', far: 1, lost: 2, odd: 3 })).toEqual({
        ok: true,
        arguments: { look: 'a', when: 'b', far: 1, lost: 2, odd: 3 },
        coerced: [],
        warnings: [
          'pattern "^(?=x)y" is not checked: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
          'format "phase-of-moon" is not known and not checked',
          'reference "https://example.com/other.json" is not followed',
          'reference "#/$defs/nowhere" is not followed',
          'type "str" is malformed and not checked',
          'minimum "low" is malformed and not checked',
          'properties 3 is malformed and not checked',
        ],
      });
      expect((await checker.check(schema, {})).ok).toBe(false);
    });

    it('may refer to themselves', async () => {
      const tree = {
        type: 'object',
        properties: { value: { type: 'integer' }, children: { type: 'array', items: { $ref: '#' } } },
      };
      expect(await checker.check(tree, { value: 1, children: [{ value: '2' }] })).toEqual(
        accepted({ value: 1, children: [{ value: 2 }] }, ['"2" → 2 for children[0].value']),
      );
    });

    it.each<[string, JsonSchema]>([
      ['that refer to themselves on the spot', { $ref: '#/$defs/a', $defs: { a: { allOf: [{ $ref: '#/$defs/a' }] } } }],
      ['that double at every step', doubling(40)],
    ])('%s are given up on, with a warning', async (_what, schema) => {
      const started = performance.now();
      const seen = await checker.check({ ...schema, additionalProperties: true }, { a: 1 });
      expect(seen).toEqual({
        ...accepted({ a: 1 }),
        warnings: ['the schema takes too long to check, so the arguments are not fully checked'],
      });
      expect(performance.now() - started).toBeLessThan(15_000);
    });

    it('are cut to a size that compiles, outermost first', async () => {
      const properties = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`p${i}`, { type: 'integer' }]));
      const seen = await checker.check({ type: 'object', properties }, { p0: 'x', p9999: 'x' });
      expect(seen).toEqual({
        ok: false,
        problems: ['"p0" must be integer, not "x"'],
        warnings: ['the schema is too large to check whole'],
      });
    });

    it.each([
      'allOf',
      'oneOf',
      'prefixItems',
      'patternProperties',
      'dependentRequired',
      'dependentSchemas',
      'properties',
      'enum',
      'required',
    ])('do not stop the process with an enormous %s', async keyword => {
      const entries = Array.from({ length: 100_000 }, (_, i) => `e${i}`);
      const asArray = {
        allOf: entries.map(() => ({})),
        oneOf: entries.map(() => ({})),
        prefixItems: entries.map(() => ({})),
        enum: entries,
        required: entries,
      };
      const names = Object.fromEntries(entries.map(name => [name, keyword === 'dependentRequired' ? ['a'] : {}]));
      const value = Object.hasOwn(asArray, keyword) ? asArray[keyword as keyof typeof asArray] : names;
      const started = performance.now();
      await argumentChecker().check({ type: 'object', [keyword]: value } as JsonSchema, { a: 1 });
      expect(performance.now() - started).toBeLessThan(15_000);
    });

    it('never make it throw, whatever they hold', async () => {
      const keyword = fc.constantFrom(
        'type',
        'properties',
        'items',
        'enum',
        'const',
        '$ref',
        'allOf',
        'anyOf',
        'not',
        'if',
        'required',
        'pattern',
        'format',
        'default',
        'minimum',
        'uniqueItems',
        'dependentRequired',
        'patternProperties',
        'additionalProperties',
        'prefixItems',
        '$defs',
        'maxContains',
        'nullable',
        '__proto__',
      );
      const value = fc.letrec(tie => ({
        any: fc.oneof(
          { depthSize: 'small' },
          fc.constantFrom('string', 'object', '#', '#/properties/a', '[', 'date', '^a', null, true, false, 0, -1, 1.5),
          fc.array(tie('any'), { maxLength: 3 }),
          fc.dictionary(keyword, tie('any'), { maxKeys: 4 }),
          fc.dictionary(fc.constantFrom('a', 'b', '$defs'), tie('any'), { maxKeys: 2 }),
        ),
      })).any;
      await fc.assert(
        fc.asyncProperty(
          fc.dictionary(keyword, value, { maxKeys: 5 }),
          fc.dictionary(fc.constantFrom('a', 'b'), fc.jsonValue()),
          async (schema, args) => {
            const seen = await argumentChecker().check(schema as JsonSchema, args as JsonObject);
            expect(typeof seen.ok).toBe('boolean');
          },
        ),
        { numRuns: 150 },
      );
    });
  });

  it('compiles equal schemas once, and forgets those used longest ago', async () => {
    const small = argumentChecker({ maxCompiled: 1 });
    for (const schema of [forecast, structuredClone(forecast), { type: 'object' }, structuredClone(forecast)]) {
      expect((await small.check(schema, {})).ok).toBe(schema['required'] === undefined);
    }
  });
});

/** n definitions, each of which asks for the next one twice. */
function doubling(n: number): JsonSchema {
  const $defs = Object.fromEntries(
    Array.from({ length: n }, (_, i) => [
      `d${i}`,
      { allOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] },
    ]),
  );
  return { $ref: '#/$defs/d0', $defs: { ...$defs, [`d${n}`]: { type: 'object' } } };
}
