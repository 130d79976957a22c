import { describe, expect, it } from 'vitest';
import { table, wrap } from './layout.js';

describe('wrap', () => {
  it('breaks at spaces, keeps line breaks and never cuts a word', () => {
    expect(wrap('one two three\nfour extraordinarily', 8)).toEqual(['one two', 'three', 'four', 'extraordinarily']);
    expect(wrap('', 8)).toEqual(['']);
  });
});

describe('table', () => {
  it('aligns columns by display width and cuts the last to fit', () => {
    const columns = [{ title: 'name' }, { title: 'n', align: 'right' as const }, { title: 'text' }];
    const rows = [
      ['日本', '7', 'short'],
      ['x', '1234', 'a text that is too long for the line'],
    ];
    expect(table(columns, rows, 30)).toEqual([
      'name     n  text',
      '日本     7  short',
      'x     1234  a text that is to…',
    ]);
    expect(table(columns, [], 30)).toEqual([]);
  });
});
