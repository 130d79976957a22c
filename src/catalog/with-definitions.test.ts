import { describe, expect, it } from 'vitest';
import { withDefinitions } from './with-definitions.js';

const definitions: Readonly<Record<string, object>> = {
  Node: { type: 'object', properties: { next: { $ref: '#/$defs/Node' }, tag: { $ref: '#/$defs/Tag' } } },
  Tag: { type: 'string', description: 'A tag.', enum: ['a', 'b'] },
};
const lookup = (name: string) => (definitions[name] === undefined ? undefined : JSON.stringify(definitions[name]));
const argument = { type: 'object', properties: { node: { $ref: '#/$defs/Node' } } };

describe('withDefinitions', () => {
  it('leaves a schema without references alone', () => {
    const schema = { type: 'object', properties: { $ref: { type: 'string' } } };
    expect(withDefinitions(schema, lookup, 1_000)).toBe(schema);
  });

  it('brings in what references reach, once each, in the order in which it is reached', () => {
    const whole = withDefinitions(argument, lookup, 1_000);
    expect(whole).toEqual({ ...argument, $defs: definitions });
    expect(Object.keys(whole['$defs'] as object)).toEqual(['Node', 'Tag']);
  });

  it('keeps its own definitions before those that are shared, and lets a missing one accept anything', () => {
    const own = { properties: { tag: { $ref: '#/$defs/Tag' }, gone: { $ref: '#/$defs/Gone' } } };
    const $defs = { Tag: { const: 'mine' } };
    expect(withDefinitions({ ...own, $defs }, lookup, 1_000)).toEqual({ ...own, $defs: { ...$defs, Gone: {} } });
  });

  it('leaves the farthest out when there is too much, and says so in its place', () => {
    const nodeLength = JSON.stringify(definitions['Node']).length;
    expect(withDefinitions(argument, lookup, nodeLength)['$defs']).toEqual({
      Node: definitions['Node'],
      Tag: { type: 'string', description: 'A tag.', $comment: 'cut: the whole schema has too many parts' },
    });
  });
});
