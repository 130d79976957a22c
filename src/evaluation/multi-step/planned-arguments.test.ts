import { describe, expect, it } from 'vitest';
import { fittedTo, referencesIn, resolveArguments, valueAt, valueOfBody } from './planned-arguments.js';

describe('resolveArguments', () => {
  const given = [{ days: 3, list: ['a', 'b'] }, 'text'];
  const lookUp = ({ from, path }: { from: number; path: string }) => valueAt(given[from] ?? null, path) ?? null;

  it('puts values in place of references, in lists, objects and joined texts', () => {
    const args = {
      plain: 1,
      whole: { from: 1, path: '' },
      part: { from: 0, path: '/days' },
      nested: { at: [{ from: 0, path: '/list/1' }, 'c'] },
      text: { join: [{ from: 0, path: '/days' }, ' * ', 24, ' of ', { from: 1, path: '' }] },
    };
    expect(resolveArguments(args, lookUp)).toEqual({
      plain: 1,
      whole: 'text',
      part: 3,
      nested: { at: ['b', 'c'] },
      text: '3 * 24 of text',
    });
    expect(referencesIn({ function: 'f', arguments: args }).map(({ from }) => from)).toEqual([1, 0, 0, 0, 1]);
  });

  it('takes objects that only look alike for what they are', () => {
    const args = { point: { from: 'Oslo', path: 'x' }, query: { join: 'left' } };
    expect(resolveArguments(args, lookUp)).toEqual(args);
  });
});

describe('valueAt', () => {
  it('follows a JSON Pointer', () => {
    const value = { 'a/b': [{ '~': 1 }], none: null };
    expect(['', '/a~1b/0/~0', '/none', '/a~1b/1', '/none/x', '/toString'].map(path => valueAt(value, path))).toEqual([
      value,
      1,
      null,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

it('valueOfBody reads objects and lists and leaves all else as text', () => {
  expect(['{"a": 1}', ' [1]', '0101', '[x', 'true'].map(valueOfBody)).toEqual([{ a: 1 }, [1], '0101', '[x', 'true']);
});

it('fittedTo writes numbers and texts as the schema wants them', () => {
  const parameters = { properties: { text: { type: 'string' }, count: { type: 'integer' }, any: {} } };
  expect(fittedTo(parameters, { text: 3419, count: '66', any: '66' })).toEqual({ text: '3419', count: 66, any: '66' });
  expect(fittedTo(parameters, { text: { a: 1 }, count: 'many' })).toEqual({ text: '{"a":1}', count: 'many' });
});
