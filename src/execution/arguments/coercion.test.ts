import { describe, expect, it } from 'vitest';
import { coerceChoice, coerceType, type WantedType } from './coercion.js';
import type { MutableJson } from './copy-arguments.js';

describe('coerceType', () => {
  it.each<[MutableJson, WantedType, MutableJson | undefined]>([
    ['3', 'integer', 3],
    [' -12 ', 'integer', -12],
    ['3.0', 'integer', 3],
    ['3.5', 'integer', undefined],
    ['0x10', 'integer', undefined],
    ['12 km', 'integer', undefined],
    ['', 'integer', undefined],
    ['9007199254740993', 'integer', undefined],
    [3.5, 'integer', undefined],
    [true, 'integer', undefined],
    ['2.50', 'number', 2.5],
    ['.5', 'number', 0.5],
    ['1e3', 'number', 1000],
    ['1e999', 'number', undefined],
    ['1,000', 'number', undefined],
    ['Infinity', 'number', undefined],
    ['9007199254740993', 'number', undefined],
    ['TRUE', 'boolean', true],
    ['false', 'boolean', false],
    ['yes', 'boolean', undefined],
    ['1', 'boolean', undefined],
    [1, 'boolean', undefined],
    [3, 'string', '3'],
    [true, 'string', undefined],
    [null, 'string', undefined],
    ['null', 'null', undefined],
    ['{"a": 1}', 'object', { a: 1 }],
    ['[1]', 'object', undefined],
    ['{a: 1}', 'object', undefined],
    ['[1, 2]', 'array', [1, 2]],
    ['1, 2', 'array', undefined],
    ['{"__proto__": {}}', 'object', undefined],
    [`${'['.repeat(100)}${']'.repeat(100)}`, 'array', undefined],
  ])('%j as %s is %j', (value, wanted, meant) => {
    expect(coerceType(value, wanted)).toEqual(meant);
  });
});

describe('coerceChoice', () => {
  it.each<[MutableJson, MutableJson[], MutableJson | undefined]>([
    ['Celsius', ['celsius', 'fahrenheit'], 'celsius'],
    [' celsius', ['celsius'], 'celsius'],
    ['2', [1, 2], 2],
    [2, ['1', '2'], '2'],
    ['a', ['A', 'a '], undefined],
    ['kelvin', ['celsius'], undefined],
    ['null', [null], undefined],
    [['a'], ['a'], undefined],
  ])('%j among %j is %j', (value, choices, meant) => {
    expect(coerceChoice(value, choices)).toEqual(meant);
  });
});
