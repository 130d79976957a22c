import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../base/index.js';
import { schemaCompiler } from './compiled-schema.js';
import type { MutableObject } from './copy-arguments.js';
import { mend, placesAround, unwrap } from './mend.js';

const { clean, compile } = schemaCompiler();

function errorsIn(schema: JsonSchema, args: MutableObject) {
  const errors = compile(clean(schema)).errorsIn(args);
  return errors === 'unfinished' ? [] : errors;
}

describe('mend', () => {
  const schema = { properties: { list: { type: 'array', items: { type: 'integer' } }, none: { type: 'string' } } };

  it('changes each value once a round, the outer before the inner', () => {
    const args: MutableObject = { list: '["1"]', none: null };
    const first = mend(errorsIn(schema, args), args, []);
    expect(args).toEqual({ list: ['1'] });
    const second = mend(errorsIn(schema, args), args, first);
    expect(args).toEqual({ list: [1] });
    expect([...first, ...second].map(({ pointer }) => pointer)).toEqual(['/list', '/none', '/list/0']);
  });

  it('unpacks what was wrapped in vain', () => {
    const args: MutableObject = { list: 'x' };
    const changes = mend(errorsIn(schema, args), args, []);
    expect(args).toEqual({ list: ['x'] });
    expect(unwrap(changes, errorsIn(schema, args), args)).toBe(true);
    expect(args).toEqual({ list: 'x' });
    expect(unwrap([], errorsIn(schema, args), args)).toBe(false);
  });

  it('knows every place around a complaint', () => {
    expect([...placesAround(errorsIn(schema, { list: ['x'] }))]).toEqual(['/list/0', '/list', '']);
  });
});
