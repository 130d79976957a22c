import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { ToolSpec } from '../chat-model.js';
import { callSchema } from './call-schema.js';

const add: ToolSpec = {
  name: 'add',
  description: 'Adds.',
  parameters: { type: 'object', properties: { a: { type: 'number' } }, required: ['a'], additionalProperties: false },
};
const now: ToolSpec = { name: 'now', description: '', parameters: { type: 'object' } };
const tree: ToolSpec = {
  name: 'tree',
  description: '',
  parameters: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { root: { $ref: '#/$defs/node' }, like: { const: { $ref: 'a word' } } },
    required: ['root'],
    $defs: { node: { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/$defs/node' } } } } },
  },
};

describe('callSchema', () => {
  it('is one call or an answer when the model may choose', () => {
    expect(callSchema([add, now], 'auto')).toEqual({
      anyOf: [
        {
          type: 'object',
          properties: { name: { const: 'add' }, arguments: add.parameters },
          required: ['name', 'arguments'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: { name: { const: 'now' }, arguments: now.parameters },
          required: ['name', 'arguments'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: { answer: { type: 'string' } },
          required: ['answer'],
          additionalProperties: false,
        },
      ],
    });
  });

  it('leaves out what the choice forbids', () => {
    const names = (choice: Parameters<typeof callSchema>[1]) =>
      [...JSON.stringify(callSchema([add, now], choice)).matchAll(/"const":"(\w+)"|"(answer)":/g)].map(
        match => match[1] ?? match[2],
      );
    expect(names('required')).toEqual(['add', 'now']);
    expect(names({ name: 'now' })).toEqual(['now']);
    expect(names('none')).toEqual(['answer']);
    expect(() => callSchema([add], { name: 'sub' })).toThrow('"sub", is not among those offered');
    expect(() => callSchema([], 'required')).toThrow('no tool is offered');
  });

  it('keeps references inside parameters working, beside tools that have none', () => {
    const accepts = new Ajv2020({ strict: false }).compile(callSchema([add, tree], 'required'));
    const call = (root: unknown) => ({ name: 'tree', arguments: { root } });
    expect(accepts(call({ children: [{ children: [] }] }))).toBe(true);
    expect(accepts(call({ children: [{ children: 'none' }] }))).toBe(false);
    expect(accepts({ name: 'add', arguments: { a: 1 } })).toBe(true);
    expect(accepts({ name: 'add', arguments: {} })).toBe(false);
  });

  it('takes data that looks like a reference for data', () => {
    expect(JSON.stringify(callSchema([tree], 'required'))).toContain('{"const":{"$ref":"a word"}}');
  });
});
