import { expect, it } from 'vitest';
import type { JsonValue } from '../../base/index.js';
import { argumentsSchema } from './arguments-schema.js';

it.each<[JsonValue, object]>([
  [
    { pretrained: 'True', size: 3, none: null },
    { pretrained: { description: 'True' }, size: { description: '3' }, none: {} },
  ],
  [
    ['algo', 'url: where from', 'k=5', 'a whole sentence', 7],
    { algo: {}, url: { description: 'where from' }, k: { description: '5' } },
  ],
  [[{ name: 'n', type: 'str', description: 'd' }, { type: 'str' }], { n: { description: 'd' } }],
  ['text, labels', {}],
  [null, {}],
])('%j', (given, properties) => {
  expect(argumentsSchema(given)).toEqual({ type: 'object', properties });
});
