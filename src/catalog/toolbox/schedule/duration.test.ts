import { describe, expect, it } from 'vitest';
import { addDurations, describeDuration } from './duration.js';

describe('describeDuration', () => {
  it.each([
    ['P1W', 604_800],
    ['-PT1.5S', -1.5],
    ['1:02:03', 3723],
    ['2:30', 150],
    ['1 week and 2 days', 777_600],
    ['1.5h', 5400],
    ['2 hrs, 5 mins', 7500],
  ])('reads %s', (text, seconds) => {
    expect(describeDuration(text)['seconds']).toBe(seconds);
  });

  it.each([
    ['soon', 'is not a length of time'],
    ['5', 'is not a length of time'],
    ['P1M', 'years and months are not of one length'],
  ])('says what is wrong with %s', (text, message) => {
    expect(() => describeDuration(text)).toThrow(message);
  });

  it('refuses sums beyond a million years', () => {
    expect(() => addDurations(Array.from({ length: 100 }, () => '999999999 weeks'))).toThrow('over a million years');
    expect(addDurations(['PT0S'])['words']).toBe('0 seconds');
  });
});
