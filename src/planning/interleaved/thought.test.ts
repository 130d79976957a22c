import { describe, expect, it } from 'vitest';
import { firstNewSentence, saysNeed } from './thought.js';

describe('firstNewSentence', () => {
  it.each<[string, string | undefined]>([
    ['Find the distance from Oslo to Rome. Then convert it.', 'Find the distance from Oslo to Rome.'],
    ['Need: a function that converts 3.5 km to miles.', 'a function that converts 3.5 km to miles.'],
    ['**Thought:** Look up the film.\nThen its cast.', 'Look up the film.'],
    ['- Look up the film', 'Look up the film'],
    ['\n\n---\nLook it up!', 'Look it up!'],
    ['Nothing.', undefined],
    ['None', undefined],
    ['...', undefined],
    ['', undefined],
  ])('keeps of %j only %j', (text, sentence) => {
    expect(firstNewSentence(text, [])).toBe(sentence);
  });

  it('passes over what was thought before, however it is written', () => {
    const before = ['Look up the film.'];
    expect(firstNewSentence('look up the FILM! Get its cast.', before)).toBe('Get its cast.');
    expect(firstNewSentence('Look up the film.', before)).toBeUndefined();
  });

  it('keeps a query short', () => {
    expect(firstNewSentence('x'.repeat(9_000), [])).toHaveLength(500);
  });
});

it('a need is said at the beginning', () => {
  expect(['Need: a map', ' **Need:** a map', 'need : a map'].map(saysNeed)).toEqual([true, true, true]);
  expect(['You need: a map', 'Needless to say', 'It is 7.'].map(saysNeed)).toEqual([false, false, false]);
});
