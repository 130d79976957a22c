import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../base/index.js';
import { readApiRow } from './api-row.js';

const names = { category_name: 'Food', tool_name: 'Recipes', api_name: 'search' };

describe('readApiRow', () => {
  it('fills in what may be missing', () => {
    expect(readApiRow({ ...names, tool_description: null, method: 'get' })).toEqual({
      category: 'Food',
      tool: 'Recipes',
      toolDescription: '',
      api: 'search',
      apiDescription: '',
      method: 'GET',
      requiredParameters: [],
      optionalParameters: [],
    });
  });

  it('says what is wrong', () => {
    let deep: JsonValue = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(readApiRow(['a'])).toBe('a row must be a JSON object');
    expect(readApiRow({ ...names, api_name: ' ' })).toBe('api_name must be a text');
    expect(readApiRow({ ...names, tool_name: 3 })).toBe('tool_name must be a text');
    expect(readApiRow({ ...names, required_parameters: {} })).toBe('required_parameters must be a list');
    expect(readApiRow({ ...names, template_response: deep })).toBe('values are nested deeper than 200 levels');
  });
});
