import { describe, expect, it } from 'vitest';
import { changes, reads, surelyChanges, wordsOf } from './verbs.js';

describe('verbs', () => {
  it.each([
    ['deletes a pet', 'sentence', true, true],
    ['applies a filter', 'sentence', true, true],
    ['publish', 'name', true, true],
    ['tags', 'name', false, false],
    ['tag', 'name', true, false],
    ['order a pizza', 'sentence', true, true],
    ['order history', 'sentence', false, false],
    ['schedule of games', 'sentence', false, false],
    ['batchDeletePets', 'name', true, true],
    ['check in', 'name', true, true],
    ['check name', 'name', false, false],
    ['settings', 'name', false, false],
    ['', 'name', false, false],
  ] as const)('%j as %s: change %s, surely %s', (text, where, change, surely) => {
    expect([changes(wordsOf(text), where), surelyChanges(wordsOf(text), where)]).toEqual([change, surely]);
  });

  it.each([
    ['Lists pets', 'sentence', 'post', true],
    ['listPets', 'name', 'post', true],
    ['Returns a pet', 'sentence', 'post', true],
    ['Return a parcel', 'sentence', 'post', false],
    ['Return a parcel', 'sentence', 'get', true],
    ['showPost', 'name', 'post', false],
    ['showPost', 'name', 'get', true],
    ['getOrCreate', 'name', 'post', false],
    ['check for updates', 'sentence', 'post', false],
  ] as const)('%j as %s of a %s reads: %s', (text, where, method, expected) => {
    expect(reads(wordsOf(text), where, method)).toBe(expected);
  });

  it('splits names and sentences alike', () => {
    expect(wordsOf('POST_batchGetHTTPRoutes of v2')).toEqual(['post', 'batch', 'get', 'http', 'routes', 'of', 'v']);
  });
});
