import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../base/index.js';
import type { HttpStyle } from '../../catalog/index.js';
import { headerText, pathText, queryPairs } from './serialize-parameter.js';

const string = 'blue';
const array = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };

const query = (style: HttpStyle, explode: boolean, value: JsonValue, allowReserved = false) =>
  queryPairs('color', value, { style, explode, allowReserved })
    .map(pair => pair.join('='))
    .join('&');

/** OpenAPI 3.1.1, table "Style Examples". */
describe('the style examples of OpenAPI', () => {
  it.each<[HttpStyle, boolean, string, string, string, string]>([
    ['matrix', false, ';color', ';color=blue', ';color=blue,black,brown', ';color=R,100,G,200,B,150'],
    ['matrix', true, ';color', ';color=blue', ';color=blue;color=black;color=brown', ';R=100;G=200;B=150'],
    ['label', false, '.', '.blue', '.blue,black,brown', '.R,100,G,200,B,150'],
    ['label', true, '.', '.blue', '.blue.black.brown', '.R=100.G=200.B=150'],
    ['simple', false, '', 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
    ['simple', true, '', 'blue', 'blue,black,brown', 'R=100,G=200,B=150'],
  ])('in a path: %s, explode %s', (style, explode, ...expected) => {
    expect(['', string, array, object].map(value => pathText('color', value, { style, explode }))).toEqual(expected);
  });

  it.each<[HttpStyle, boolean, string, string, string, string]>([
    ['form', false, 'color=', 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
    ['form', true, 'color=', 'color=blue', 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'],
  ])('in a query: %s, explode %s', (style, explode, ...expected) => {
    expect(['', string, array, object].map(value => query(style, explode, value))).toEqual(expected);
  });

  it.each<[HttpStyle, string, string]>([
    ['spaceDelimited', 'color=blue%20black%20brown', 'color=R%20100%20G%20200%20B%20150'],
    ['pipeDelimited', 'color=blue%7Cblack%7Cbrown', 'color=R%7C100%7CG%7C200%7CB%7C150'],
    ['tabDelimited', 'color=blue%09black%09brown', 'color=R%09100%09G%09200%09B%09150'],
  ])('in a query: %s', (style, list, members) => {
    expect([array, object].map(value => query(style, false, value))).toEqual([list, members]);
  });

  it('in a query: deepObject', () => {
    expect(query('deepObject', true, object)).toBe('color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150');
  });
});

describe('beyond the examples', () => {
  it('numbers lists in deepObject, at any depth', () => {
    expect(decodeURIComponent(query('deepObject', true, { a: [1, { b: true }], c: null }))).toBe(
      'color[a][0]=1&color[a][1][b]=true',
    );
  });

  it('keeps reserved characters in a path where they are allowed, but for what would end it', () => {
    const reserved = { style: 'simple', explode: false, allowReserved: true } as const;
    expect(pathText('name', 'a/b:c?d#e', reserved)).toBe('a/b:c%3Fd%23e');
  });

  it('leaves out empty lists and objects', () => {
    expect([[], {}].map(value => query('form', true, value))).toEqual(['', '']);
    expect([[], {}].map(value => query('form', false, value))).toEqual(['', '']);
  });

  it('escapes whatever could end a value or a path', () => {
    expect(query('form', true, "a&b=c#d/e?f+g'")).toBe('color=a%26b%3Dc%23d%2Fe%3Ff%2Bg%27');
    expect(query('form', true, 'a/b?c=d&e#f+g:%20é', true)).toBe('color=a/b?c=d%26e%23f%2Bg:%20%C3%A9');
    expect(pathText('p', '../a b', { style: 'simple', explode: false })).toBe('..%2Fa%20b');
    expect(query('form', true, '\uD800')).toBe('color=%EF%BF%BD');
  });

  it('writes header values as they are', () => {
    expect(headerText(['a b', 1], { style: 'simple', explode: false })).toBe('a b,1');
    expect(headerText(['a', 'b'], { style: 'pipeDelimited', explode: false })).toBe('a|b');
  });
});
