import { describe, expect, it } from 'vitest';
import { readRating } from './rating.js';

describe('readRating', () => {
  it.each([
    ['{"value": 7}', 7],
    ['{"value": 0}', 0],
    ['```json\n{"value": 9.5}\n```', 9.5],
    ['8', 8],
    [' 10. ', 10],
    ['6 / 10', 6],
    ['', undefined],
    ['{"value": 11}', undefined],
    ['{"value": -1}', undefined],
    ['{"value": "7"}', undefined],
    ['{"score": 7}', undefined],
    ['11', undefined],
    ['Call 3 of 4 failed', undefined],
  ])('%j is %j', (text, rating) => {
    expect(readRating(text)).toBe(rating);
  });
});
