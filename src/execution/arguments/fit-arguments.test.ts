import { describe, expect, it } from 'vitest';
import { schemaCompiler } from './compiled-schema.js';
import { fitArguments } from './fit-arguments.js';

const { clean, compile } = schemaCompiler();

describe('fitArguments', () => {
  it('does not go in circles when alternatives want opposite things', () => {
    const schema = compile(
      clean({
        properties: {
          a: {
            anyOf: [
              { type: 'integer', minimum: 10 },
              { type: 'string', minLength: 2 },
            ],
          },
        },
      }),
    );
    expect(fitArguments(schema, { a: '3' })).toMatchObject({ ok: false });
  });

  it('mends the type and then the case of one value', () => {
    const schema = compile(clean({ properties: { a: { type: 'array', items: { enum: ['x'] } } } }));
    expect(fitArguments(schema, { a: 'X' })).toEqual({
      ok: true,
      arguments: { a: ['x'] },
      coerced: ['"X" → ["X"] for a', '"X" → "x" for a[0]'],
      warnings: [],
    });
  });

  it('prefers what a value says to wrapping it', () => {
    const schema = compile(clean({ properties: { a: { anyOf: [{ type: 'array' }, { enum: ['all'] }] } } }));
    expect(fitArguments(schema, { a: 'ALL' })).toMatchObject({ ok: true, arguments: { a: 'all' } });
  });

  it('keeps null where null is allowed, and in arrays', () => {
    const schema = compile(
      clean({ properties: { a: { type: 'integer', nullable: true }, b: { items: { type: 'integer' } } } }),
    );
    expect(fitArguments(schema, { a: null })).toMatchObject({ ok: true, arguments: { a: null } });
    expect(fitArguments(schema, { b: [null] })).toMatchObject({
      ok: false,
      problems: ['"b[0]" must be integer, not null'],
    });
  });
});
