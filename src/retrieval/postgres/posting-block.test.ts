import { expect, it } from 'vitest';
import { PostingBlock, storedTerm } from './posting-block.js';

it('gathers the postings of each term as rows of arrays, some rows at a time', () => {
  const block = new PostingBlock();
  block.add(7, new Map(Object.entries({ red: 2, fish: 1 })));
  block.add(9, new Map([['red', 1]]));
  expect(block.wordCount).toBe(4);
  expect([...block.rows(1)]).toEqual([
    [['red'], [2], ['{7,9}'], ['{2,1}'], ['{3,1}']],
    [['fish'], [1], ['{7}'], ['{1}'], ['{3}']],
  ]);
  expect([...block.rows(10)]).toHaveLength(1);
  expect([...new PostingBlock().rows(10)]).toEqual([]);
});

it('shortens long terms, equal ones equally', () => {
  const [long, longer] = ['x'.repeat(100), 'x'.repeat(101)];
  expect(storedTerm('x'.repeat(64))).toBe('x'.repeat(64));
  expect(storedTerm(long)).toHaveLength(22);
  expect(storedTerm(long)).not.toBe(storedTerm(longer));
});
