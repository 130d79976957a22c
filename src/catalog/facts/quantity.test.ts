import { describe, expect, it } from 'vitest';
import { parseBytes, parseCount, parseQuantity } from './quantity.js';

describe('parseQuantity', () => {
  it.each([
    ['71.0%', { value: 71, unit: '%' }],
    ['0.779', { value: 0.779, unit: '' }],
    ['24.5 +/- 3.7', { value: 24.5, unit: '' }],
    ['0.71±0.13', { value: 0.71, unit: '' }],
    ['29.8 dB', { value: 29.8, unit: 'db' }],
    ['1,234.5', { value: 1234.5, unit: '' }],
    ['-51.98', { value: -51.98, unit: '' }],
    ['1.5e-3', { value: 0.0015, unit: '' }],
  ])('%s', (text, quantity) => {
    expect(parseQuantity(text)).toEqual(quantity);
  });

  it.each([
    '',
    '70.8-71.7%',
    '>=70.0%',
    '47.60/24.83/39.64',
    '~70%',
    '+2.8%',
    '1,23',
    '2017-06-01',
    'top 5',
    'NaN',
    '1e999',
    '١٢',
    '9'.repeat(61),
  ])('is not what "%s" is', text => {
    expect(parseQuantity(text)).toBeUndefined();
  });
});

describe('parseCount', () => {
  it.each([
    ['25.6M', 25_600_000],
    ['1.2 B', 1_200_000_000],
    ['110 million', 110_000_000],
    ['25,557,032', 25_557_032],
    ['300k', 300_000],
  ])('%s', (text, count) => {
    expect(parseCount(text)).toBe(count);
  });

  it('knows no other units', () => {
    expect(['25.6 MB', '3 layers', '5%', '3 constructor'].map(parseCount)).toEqual(Array(4).fill(undefined));
  });
});

describe('parseBytes', () => {
  it('needs a unit', () => {
    expect(['97.8 MB', '1 GiB', '512', '3 dogs'].map(parseBytes)).toEqual([97_800_000, 2 ** 30, undefined, undefined]);
  });
});
