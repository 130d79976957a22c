import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type JsonSchema, seededRandom } from '../../base/index.js';
import { numberFor, textFor } from './leaf-value.js';

const ajv = new Ajv2020({ strict: false, logger: false });
addFormats.default(ajv);

it.each(
  'date-time date time duration uuid email hostname uri uri-reference uri-template json-pointer relative-json-pointer ipv4 ipv6 byte regex'.split(
    ' ',
  ),
)('makes texts of the format %s', format => {
  const validate = ajv.compile({ type: 'string', format });
  for (let seed = 0; seed < 50; seed++) {
    const text = textFor({ type: 'string', format }, 'Home Page', seededRandom(seed));
    expect(validate(text), text).toBe(true);
  }
});

it('keeps numbers within their bounds', () => {
  const bound = fc.integer({ min: -1_000, max: 1_000 });
  const schema = fc.record({
    type: fc.constantFrom('integer', 'number'),
    from: bound,
    size: fc.integer({ min: 4, max: 500 }),
    exclusive: fc.boolean(),
    step: fc.constantFrom(undefined, 1, 2, 0.5),
  });
  fc.assert(
    fc.property(schema, fc.integer(), ({ type, from, size, exclusive, step }, seed) => {
      const whole: JsonSchema = {
        type,
        ...(exclusive
          ? { exclusiveMinimum: from, exclusiveMaximum: from + size }
          : { minimum: from, maximum: from + size }),
        ...(step === undefined || (type === 'integer' && step === 0.5) ? {} : { multipleOf: step }),
      };
      const value = numberFor(whole, seededRandom(seed));
      expect(ajv.validate(whole, value), `${value} for ${JSON.stringify(whole)}`).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('keeps texts within their lengths and patterns', () => {
  const random = seededRandom(1);
  expect(textFor({ maxLength: 3 }, 'description', random)).toHaveLength(3);
  expect(textFor({ minLength: 50 }, 'a', random)).toHaveLength(50);
  expect(textFor({ pattern: '^tt[0-9]{7}$', minLength: 9, maxLength: 9 }, 'imdb_id', random)).toMatch(/^tt\d{7}$/);
  expect(textFor({ pattern: '(?=impossible)' }, 'a', seededRandom(1))).toBe(textFor({}, 'a', seededRandom(1)));
});
