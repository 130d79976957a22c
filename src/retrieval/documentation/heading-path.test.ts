import { expect, it } from 'vitest';
import { HeadingPath } from './heading-path.js';

it('ends headings where one of the same or a higher level begins', () => {
  const path = new HeadingPath(['Shop']);
  const after = (level: number, text: string) => {
    path.enter(level, text);
    return path.texts().join(' > ');
  };
  expect([
    after(1, 'Shop'),
    after(2, ' Cats\n and dogs '),
    after(4, 'Deep'),
    after(3, 'Less deep'),
    after(2, ''),
    after(1, 'x'.repeat(300)),
  ]).toEqual([
    'Shop',
    'Shop > Cats and dogs',
    'Shop > Cats and dogs > Deep',
    'Shop > Cats and dogs > Less deep',
    'Shop',
    `Shop > ${'x'.repeat(200)}`,
  ]);
});
