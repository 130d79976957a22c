import { expect, it } from 'vitest';
import { bfclTool } from './bfcl-tool.js';
import { java, python } from './checker/language.js';

const document = {
  name: 'Shop.price',
  description: 'Says a price.',
  parameters: {
    type: 'dict',
    properties: {
      ids: { type: 'ArrayList', description: 'Which.', items: { type: 'integer' } },
      all: { type: 'any' },
    },
    required: ['ids'],
  },
};

it('offers functions of Python in the words of JSON Schema', () => {
  expect(bfclTool(document, python).parameters).toEqual({
    type: 'object',
    properties: {
      ids: { type: 'array', description: 'Which.', items: { type: 'integer' }, 'x-type': 'ArrayList' },
      all: { 'x-type': 'any' },
    },
    required: ['ids'],
  });
});

it('wants the arguments of other languages written in them', () => {
  expect(bfclTool(document, java)).toEqual({
    name: 'Shop.price',
    description: 'Says a price.',
    parameters: {
      type: 'object',
      properties: {
        ids: {
          type: 'string',
          description: 'Which. (Java code for a value of type ArrayList, with items of type integer.)',
        },
        all: { type: 'string', description: '(Java code for a value of any type.)' },
      },
      required: ['ids'],
    },
  });
});
