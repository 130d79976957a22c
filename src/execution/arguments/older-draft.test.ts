import { describe, expect, it } from 'vitest';
import { modernized } from './older-draft.js';

describe('modernized', () => {
  it.each([
    [
      { type: 'string', nullable: true },
      { type: ['string', 'null'], nullable: true },
    ],
    [{ minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    [{ maximum: 9, exclusiveMaximum: false }, { maximum: 9 }],
    [{ items: [{}, true] }, { prefixItems: [{}, true] }],
    [
      { items: [{}], additionalItems: false },
      { prefixItems: [{}], items: false, additionalItems: false },
    ],
    [
      { type: 'integer', exclusiveMinimum: 3 },
      { type: 'integer', exclusiveMinimum: 3 },
    ],
  ])('%j', (given, modern) => {
    expect(modernized(given)).toEqual(modern);
  });
});
