import { describe, expect, it } from 'vitest';
import { isReference, pointerToken, references } from './references.js';

const root = {
  'a/b~c d': { x: 1 },
  list: [{ y: 2 }],
  chain: { $ref: '#/chain2' },
  chain2: { $ref: '#/list/0' },
  loop: { $ref: '#/loop2' },
  loop2: { $ref: '#/loop' },
  self: { $ref: '#/self' },
  '50%': 3,
};

describe('references', () => {
  const { resolve, follow } = references(root);

  it('follows escaped and percent-encoded pointers', () => {
    expect(resolve('#/a~1b~0c%20d/x')).toBe(1);
    expect(resolve(`#/${pointerToken('a/b~c d')}/x`)).toBe(1);
    expect(resolve('#/50%')).toBe(3);
  });

  it('follows chains to their end', () => {
    expect(follow({ $ref: '#/chain' })).toEqual({ y: 2 });
  });

  it('finds nothing in a circle, at a prototype, at an anchor or elsewhere', () => {
    const leadingNowhere = ['#/loop', '#/self', '#/__proto__', '#/list/length/x', '#/constructor', '#name', 'a.json'];
    expect(leadingNowhere.map(resolve)).toEqual(leadingNowhere.map(() => undefined));
  });

  it('takes a member $ref that is no string for a member', () => {
    expect(isReference({ $ref: { type: 'string' } })).toBe(false);
  });
});
