import { describe, expect, it } from 'vitest';
import type { JsonSchema, JsonValue } from '../../base/index.js';
import { schemaCompiler } from './compiled-schema.js';

const { clean, compile } = schemaCompiler();

function complaints(schema: JsonSchema, value: JsonValue) {
  const errors = compile(clean(schema)).errorsIn(value);
  return errors === 'unfinished' ? errors : errors.map(({ keyword, instancePath }) => `${instancePath} ${keyword}`);
}

describe('a compiled schema', () => {
  it('finds everything at once', () => {
    const schema = { required: ['a'], properties: { b: { type: 'integer' }, c: { maxLength: 1 } } };
    expect(complaints(schema, { b: 'x', c: 'long' })).toEqual([' required', '/b type', '/c maxLength']);
  });

  it('knows formats, those of OpenAPI too', () => {
    const schema = (format: string) => ({ properties: { a: { format } } });
    expect(complaints(schema('date'), { a: '2024-02-30' })).toEqual(['/a format']);
    expect(complaints(schema('int32'), { a: 2 ** 31 })).toEqual(['/a format']);
    expect(complaints(schema('url'), { a: 'ftp://example.com' })).toEqual([]);
    expect(complaints(schema('url'), { a: 'javascript:alert(1)' })).toEqual(['/a format']);
  });

  it('compares items in linear time', () => {
    const unique = { properties: { a: { uniqueItems: true } } };
    expect(
      complaints(unique, {
        a: [
          { x: 1, y: 2 },
          { y: 2, x: 1 },
        ],
      }),
    ).toEqual(['/a uniqueItems']);
    expect(complaints(unique, { a: [1, '1', true, null, [1]] })).toEqual([]);
    const started = performance.now();
    expect(complaints(unique, { a: Array.from({ length: 50_000 }, (_, i) => ({ i })) })).toEqual([]);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('cuts chains of references to a length that compiles', () => {
    const length = 1999;
    const links = Array.from({ length }, (_, i) => [`d${i}`, { items: { $ref: `#/$defs/d${i + 1}` } }]);
    const schema = {
      properties: { a: { type: 'string' }, chain: { $ref: '#/$defs/d0' } },
      $defs: { ...Object.fromEntries(links), [`d${length}`]: {} },
    };
    const compiled = compile(clean(schema));
    expect(compiled.warnings).toEqual(['the schema is too large to check whole']);
    expect(complaints(schema, { a: 1, chain: [] })).toEqual(['/a type']);
  });

  it('checks the arguments themselves when the rest does not compile', () => {
    const schema = { properties: { a: { type: 'string' }, b: { items: { $ref: '#/nowhere' } } } };
    const compiled = compile({ schema, warnings: [], incomplete: new Set(), hasDefaults: false });
    expect(compiled.warnings).toEqual([
      'the schema is too tangled to check whole; only the arguments themselves are checked',
    ]);
    expect(compiled.errorsIn({ a: 1, b: [1] })).toMatchObject([{ instancePath: '/a', keyword: 'type' }]);
  });
});
