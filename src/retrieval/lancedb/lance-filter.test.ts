import { expect, it } from 'vitest';
import { lanceFilter, quoted } from './lance-filter.js';

it('asks for what the rows know', () => {
  expect(
    lanceFilter(['r1', 'r2'], { collections: ['not in the rows'], providers: ["o'neill"], effects: ['read'] }),
  ).toBe("revision IN ('r1', 'r2') AND provider IN ('o''neill') AND effect IN ('read')");
  expect(lanceFilter(undefined, { categories: [] })).toBe('false');
  expect(lanceFilter(undefined, {})).toBe('');
});

it('lets no text leave its quotes', () => {
  expect(quoted(`' OR '1'='1`)).toBe(`''' OR ''1''=''1'`);
  expect(quoted("\\'")).toBe("'\\'''");
});
