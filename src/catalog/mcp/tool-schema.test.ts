import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../base/index.js';
import { toolSchema } from './tool-schema.js';

describe("a tool's schema", () => {
  it('is kept, with its texts made plain', () => {
    const given = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      description: `<b>All</b> of ${'x'.repeat(2_000)}`,
      properties: {
        default: { type: 'string', description: 'a <i>property</i>', default: '<i>as it is</i>' },
        description: { $ref: '#/$defs/text' },
        kind: { enum: ['<a>', { description: '<b>kept</b>' }] },
      },
      $defs: { text: { type: 'string', title: 'A\u0000 title' } },
      required: ['default'],
    };
    expect(toolSchema(given)).toEqual({
      schema: {
        ...given,
        description: `All of ${'x'.repeat(992)}…`,
        properties: {
          default: { type: 'string', description: 'a property', default: '<i>as it is</i>' },
          description: { $ref: '#/$defs/text' },
          kind: { enum: ['<a>', { description: '<b>kept</b>' }] },
        },
        $defs: { text: { type: 'string', title: 'A title' } },
      },
    });
  });

  it('is of type object where it does not say so', () => {
    expect(toolSchema({ properties: {} })).toEqual({ schema: { properties: {}, type: 'object' } });
  });

  const nested = (levels: number): JsonValue => (levels === 0 ? {} : { items: nested(levels - 1) });
  it.each([
    ['no object', [], 'it is not an object'],
    ['of another type', { type: 'string' }, 'its type is not "object"'],
    [
      'referring elsewhere',
      { items: { $ref: 'https://example.com/x' } },
      'it refers to https://example.com/x, which is not in it',
    ],
    [
      'referring to what it lacks',
      { items: { $ref: '#/$defs/gone' }, $defs: { there: {} } },
      'it refers to #/$defs/gone, which is not in it',
    ],
    ['too deep', nested(50), 'it is nested more than 40 levels deep'],
    [
      'too big',
      { properties: Object.fromEntries(Array.from({ length: 6_000 }, (_, i) => [`p${i}`, {}])) },
      'it has more than 5000 parts',
    ],
  ])('is refused when %s', (_, given, refused) => {
    expect(toolSchema(given)).toEqual({ refused });
  });
});
