import { describe, expect, it } from 'vitest';
import { baseForm, isPlural, plural, singular } from './inflect.js';

describe('plural and singular', () => {
  it.each([
    ['invoice', 'invoices'],
    ['category', 'categories'],
    ['box', 'boxes'],
    ['address', 'addresses'],
    ['person', 'people'],
    ['day', 'days'],
  ])('%s, %s', (one, many) => {
    expect(plural(one)).toBe(many);
    expect(plural(many)).toBe(many);
    expect(singular(many)).toBe(one);
    expect(singular(one)).toBe(one);
    expect([isPlural(one), isPlural(many)]).toEqual([false, true]);
  });

  it.each(['news', 'data', 'status', 'weather', 'analysis', 'lyrics'])('%s stays', word => {
    expect(plural(word)).toBe(word);
  });
});

describe('baseForm', () => {
  it.each([
    ['returns', 'return'],
    ['fetches', 'fetch'],
    ['queries', 'query'],
    ['gets', 'get'],
    ['Getting', 'get'],
    ['retrieving', 'retrieve'],
    ['creating', 'create'],
    ['treating', 'treat'],
    ['listing', 'list'],
    ['process', 'process'],
  ])('%s → %s', (inflected, base) => {
    expect(baseForm(inflected)).toBe(base);
  });
});
