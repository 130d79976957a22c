import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../base/index.js';
import { shownCalls } from './shown-calls.js';
import { functionFor } from './small-pool.contract.js';

const book = functionFor(
  'book',
  'Books a seat.',
  {
    seat: { type: 'string', enum: ['aisle', 'window seat', 'a|b'] },
    who: { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' } } },
    extras: { type: 'array', items: { type: 'string', enum: ['meal', 'bag'] } },
    'odd name!': { type: 'string' },
    headers: { type: 'object' },
  },
  ['seat'],
);
const isShown = (args: JsonObject, functions = [book]) => shownCalls(functions)({ name: 'book', arguments: args });

describe('shownCalls', () => {
  it.each<[string, JsonObject, boolean]>([
    ['a value of a list', { seat: 'aisle' }, true],
    ['a value with a space', { seat: 'window seat' }, true],
    ['a value that is not listed', { seat: 'floor' }, false],
    ['members of an object', { who: { name: 'Ann', age: 3 } }, true],
    ['a member that is not declared', { who: { nick: 'A' } }, false],
    ['values of a listed array', { extras: ['meal', 'bag'] }, true],
    ['a value that no item has', { extras: ['meal', 'dog'] }, false],
    ['a name in quotes', { 'odd name!': 'x' }, true],
    ['an object without declared members', { headers: { accept: 'json' } }, true],
    ['no such parameter', { name: 'Ann' }, false],
    ['nothing', {}, true],
  ])('%s', (_title, args, shown) => {
    expect(isShown(args)).toBe(shown);
  });

  it('knows that long signatures leave parameters out', () => {
    const many = Object.fromEntries(
      Array.from({ length: 90 }, (_, i) => [`parameter_number_${i}`, { type: 'string', description: 'a value' }]),
    );
    const wide = functionFor('book', 'Books.', { ...many, last_of_all: { type: 'string' } });
    expect(isShown({ last_of_all: 'x' }, [wide, book].slice(0, 1))).toBe(false);
  });

  it('shows no call of a function that is not on offer', () => {
    expect(shownCalls([book])({ name: 'cook', arguments: {} })).toBe(false);
  });
});
