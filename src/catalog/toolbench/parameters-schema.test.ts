import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../base/index.js';
import { parametersSchema } from './parameters-schema.js';

const parameter = (name: string, type: string, preset: JsonValue = '') => ({
  name,
  type,
  description: '',
  default: preset,
});
const schemaOf = (...given: [string, JsonValue?]) =>
  parametersSchema([], [parameter('p', ...given)]).schema['properties'];

describe('parametersSchema', () => {
  it('exposes optional parameters, with and without required ones', () => {
    const optional = [parameter('page', 'NUMBER', '2')];
    const page = { type: 'number', default: 2, 'x-type': 'NUMBER' };
    expect(parametersSchema([], optional).schema).toEqual({ type: 'object', properties: { page } });
    const id = { name: 'id', type: 'STRING', description: 'which one', default: '' };
    expect(parametersSchema([id], optional).schema).toEqual({
      type: 'object',
      properties: { id: { type: 'string', description: 'which one', 'x-type': 'STRING' }, page },
      required: ['id'],
    });
  });

  it.each([
    ['NUMBER', '2.5', { type: 'number', default: 2.5 }],
    ['NUMBER', '12345678901234567890', { type: 'number' }],
    ['NUMBER', [3], { type: 'number' }],
    ['string', 'x', { type: 'string', default: 'x' }],
    ['STRING', 5, { type: 'string' }],
    ['BOOLEAN', 'False', { type: 'boolean', default: false }],
    ['BOOLEAN', 'checked', { type: 'boolean' }],
    ['ARRAY', '["a"]', { type: 'array', default: ['a'] }],
    ['ARRAY', '2', { type: 'array' }],
    ['OBJECT', 'cities', { type: 'object' }],
    ['ENUM', 'a', { type: 'string', default: 'a' }],
    ['DATE (YYYY-MM-DD)', '2020-02-29', { type: 'string', format: 'date', default: '2020-02-29' }],
    ['DATE (YYYY-MM-DD)', '2021-02-29', { type: 'string', format: 'date' }],
    ['TIME (24-hour HH:MM)', '09:00', { type: 'string', default: '09:00' }],
    ['constructor', 'x', { type: 'string', default: 'x' }],
  ] as const)('reads %s with default %j', (type, preset, expected) => {
    expect(schemaOf(type, preset as JsonValue)).toEqual({ p: { ...expected, 'x-type': type } });
  });

  it('makes names legal, and tells what the source calls them', () => {
    const { schema, renamed } = parametersSchema([parameter('query[]', 'STRING')], [parameter('query', 'STRING')]);
    expect(schema['properties']).toEqual({
      query: { type: 'string', 'x-type': 'STRING' },
      query_in_source: { type: 'string', 'x-type': 'STRING' },
    });
    expect(schema['required']).toEqual(['query']);
    expect(renamed).toEqual({ query: 'query[]', query_in_source: 'query' });
  });

  it('keeps the first of two parameters with one name, and hostile names as data', () => {
    const { schema } = parametersSchema(
      [parameter('a', 'NUMBER')],
      [parameter('a', 'STRING'), parameter('__proto__', 'NUMBER')],
    );
    expect(Object.entries(schema['properties'] as object)).toEqual([
      ['a', { type: 'number', 'x-type': 'NUMBER' }],
      ['value', { type: 'number', 'x-type': 'NUMBER' }],
    ]);
    expect(schema['required']).toEqual(['a']);
  });

  it('tells which parameters it left out', () => {
    expect(parametersSchema([{ type: 'STRING' }, 7], [])).toEqual({
      schema: { type: 'object', properties: {} },
      renamed: {},
      problems: [
        'a parameter without a name is left out: {"type":"STRING"}',
        'a parameter without a name is left out: 7',
      ],
    });
  });
});
