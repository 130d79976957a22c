import { expect, it } from 'vitest';
import { holds, rewords, shownText } from './shown-text.js';

it('holds what stands in it, whatever its case, accents and punctuation', () => {
  const shown = shownText('Flights from Zürich-Kloten to São Paulo for €1,200');
  const values = ['zurich kloten', 'Sao Paulo', '€1,200', '1200', 'flights'];
  expect(values.filter(value => !holds(shown, value))).toEqual([]);
  expect(['Zug', '1300', '!?'].filter(value => holds(shown, value))).toEqual([]);
});

it('rewords what it says otherwise', () => {
  const shown = shownText('Please find the cheapest flights to San Fransisco');
  expect(['cheap flight', 'San Francisco', 'SF'].filter(value => !rewords(shown, value))).toEqual([]);
  expect(['Los Angeles', '2026-01-01', 'flight4711', ''].filter(value => rewords(shown, value))).toEqual([]);
});

it('takes for a translation what may be one', () => {
  expect([
    rewords(shownText('Wie ist das Wetter in Köln'), 'Cologne'),
    rewords(shownText('weather'), 'Cologne'),
  ]).toEqual([true, false]);
});
