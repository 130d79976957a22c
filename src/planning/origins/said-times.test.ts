import { expect, it } from 'vitest';
import { isTime, saysTime } from './said-times.js';

it('knows dates and times as forms write them', () => {
  const times = [
    '2026-03-14',
    '2026-03-14T05:00:00Z',
    '14.03.2026',
    '3/14/26',
    '07:30',
    '7:30 pm',
    'PT1H30M',
    'March 14, 2026',
    '2026/03/14',
    '05-17',
    '0 */2 * * *',
  ];
  expect(times.filter(text => !isTime(text))).toEqual([]);
  expect(['Brest', '14', '192.168.0.1', 'P', '4-5'].filter(text => isTime(text))).toEqual([]);
});

it('knows when a text speaks of a time', () => {
  const texts = [
    'tomorrow',
    'on 3/4',
    'at 5pm',
    'in Mai',
    'nächsten Dienstag',
    'el lunes',
    '明日の天気',
    'in 2024',
    'the 3rd',
  ];
  expect(texts.filter(text => !saysTime(text))).toEqual([]);
  expect(['Show me the order', 'convert 5 miles', 'Wie heißt du?'].filter(text => saysTime(text))).toEqual([]);
});
