import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../base/index.js';
import { checkableSchema } from './checkable-schema.js';
import { declaredArguments } from './declared-arguments.js';

function declared(schema: JsonSchema) {
  const { names, open } = declaredArguments(checkableSchema(schema));
  return [[...names], open];
}

describe('declaredArguments', () => {
  it('finds the names that apply to the arguments themselves, and no deeper ones', () => {
    const property = (name: string) => ({ properties: { [name]: { properties: { deep: {} } } } });
    const schema = {
      ...property('own'),
      $ref: '#/$defs/shared',
      allOf: [property('all')],
      anyOf: [property('any')],
      oneOf: [property('one')],
      if: property('if'),
      // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema, and no function.
      then: property('then'),
      else: property('else'),
      dependentSchemas: { own: property('dependent') },
      $defs: { shared: { ...property('shared'), allOf: [{ $ref: '#/$defs/shared' }] }, unused: property('unused') },
    };
    const [names, open] = declared(schema);
    expect(new Set(names as string[])).toEqual(
      new Set(['own', 'shared', 'all', 'any', 'one', 'if', 'then', 'else', 'dependent']),
    );
    expect(open).toBe(false);
  });

  it.each<[JsonSchema, boolean]>([
    [{}, false],
    [{ additionalProperties: false }, false],
    [{ additionalProperties: true }, true],
    [{ allOf: [{ additionalProperties: { type: 'string' } }] }, true],
    [{ unevaluatedProperties: true }, true],
    [{ patternProperties: { '^x-': {} } }, true],
    [{ properties: { a: { additionalProperties: true } } }, false],
    [{ $ref: 'https://example.com' }, true],
  ])('%j welcomes others: %s', (schema, open) => {
    expect(declared(schema)[1]).toBe(open);
  });
});
