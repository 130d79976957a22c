import { expect, it } from 'vitest';
import { remembering } from './remembering.js';

it('asks once for each text, and keeps only so many answers', () => {
  const asked: string[] = [];
  const find = remembering(text => {
    asked.push(text);
    return text === 'none' ? undefined : text.length;
  }, 2);
  expect(['none', 'one', 'none', 'one', 'three', 'one'].map(find)).toEqual([undefined, 3, undefined, 3, 5, 3]);
  expect(asked).toEqual(['none', 'one', 'three', 'one']);
});
