import { describe, expect, it } from 'vitest';
import { localTarget } from './local-reference.js';

const root = {
  $defs: {
    'a/b': { title: 'slash' },
    'c~d': { title: 'tilde' },
    'e f': { title: 'space' },
    '10%': { title: 'percent' },
  },
  list: [true],
};

describe('localTarget', () => {
  it.each([
    ['#', root],
    ['#/$defs/a~1b', { title: 'slash' }],
    ['#/$defs/c~0d', { title: 'tilde' }],
    ['#/$defs/e%20f', { title: 'space' }],
    ['#/$defs/10%', { title: 'percent' }],
    ['#/list/0', true],
    ['#/nowhere', undefined],
    ['#/$defs/constructor', undefined],
    ['#anchor', undefined],
    ['other.json#/a', undefined],
    ['https://example.com', undefined],
  ])('%s', (reference, target) => {
    expect(localTarget(root, reference)).toEqual(target);
  });
});
