import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import type { JsonObject, JsonSchema } from '../../base/index.js';
import { openApiDocument } from './document.js';
import { schemaConverters } from './schema-converter.js';

const closed = { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false };

/** What a validator says of values, of a schema that is made of others. */
function verdicts(schema: JsonObject, values: readonly unknown[]): boolean[] {
  const root = { openapi: '3.0.0', components: { schemas: { Closed: closed } } };
  const converters = schemaConverters(openApiDocument(root, 'a.json'));
  const converted: JsonSchema = converters.request.convert(schema);
  const $defs = Object.fromEntries([...converters.definitions()].map(each => [each.name, each.arguments ?? {}]));
  const validate = new Ajv2020({ strict: false }).compile({ ...converted, $defs });
  return values.map(value => validate(value));
}

const values = [{ a: 'x', b: 1 }, { a: 'x' }, { a: 1, b: 1 }, { a: 'x', c: 1 }];

it('closes a whole made of parts to what none of them describes', () => {
  const parts = [{ properties: { a: { type: 'string' } } }, { properties: { b: { type: 'integer' } } }];
  expect(verdicts({ allOf: parts, additionalProperties: false }, values)).toEqual([true, true, false, false]);
});

it('does not let a closed part refuse the members of the other parts', () => {
  const other = { properties: { b: { type: 'integer' } } };
  const open = [true, true, false, true];
  expect(verdicts({ allOf: [{ $ref: '#/components/schemas/Closed' }, other] }, values)).toEqual(open);
  expect(verdicts({ allOf: [closed, other] }, values)).toEqual(open);
  expect(verdicts({ properties: { x: { $ref: '#/components/schemas/Closed' } } }, [{ x: { b: 1 } }])).toEqual([false]);
});
