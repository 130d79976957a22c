import { expect, it } from 'vitest';
import { fieldNames } from '../analysis/field-names.js';
import { contributions } from './contributions.js';
import { type HandMade, handMadeEvidence, handMadeTerm } from './hand-made.contract.js';

const terms = [handMadeTerm('weather', 1, 2, 1), handMadeTerm('city', 0.5, 4, 3)];

it('is BM25 by field and over all fields together, of candidates and of their tools', () => {
  const made: HandMade = {
    candidates: [
      {
        tool: 0,
        fields: {
          title: { length: 5, counts: { weather: 1 } }, // as long as its pivot: norm 1
          description: { length: 40, counts: { weather: 2, city: 1 } }, // twice: norm 0.25 + 0.75 · 2 = 1.75
        },
      },
      { tool: 0, fields: {} },
    ],
    tools: [{ size: 2, fields: { title: { length: 60, counts: { weather: 4 } } } }],
  };
  const said = contributions({ terms, unmatched: [] }, handMadeEvidence({ terms, unmatched: [] }, made));

  const row = (values: Readonly<Record<string, number>>) => fieldNames.map(name => values[name] ?? 0);
  expectClose(said.fields, [
    ...row({
      title: (2 * 2.2 * 1) / (1 + 1.2), // idf 2
      description: (2 * 2.2 * 2) / (2 + 1.2 * 1.75) + (0.5 * 4 * 2.2 * 1) / (1 + 1.2 * 1.75),
    }),
    ...row({}),
  ]);
  const weather = 2 * 1 + (1 * 2) / 1.75; // titles count twice
  const city = 1 / 1.75;
  expectClose(said.own, [(2 * 2.2 * weather) / (weather + 1.2), (0.5 * 4 * 2.2 * city) / (city + 1.2), 0, 0]);
  expectClose(said.toolFields, row({ title: (1 * 2.2 * 4) / (4 + 1.2) }));
  expectClose(said.tools, [(1 * 2.2 * 2) / (2 + 1.2), 0]); // half of four
});

it('is nothing without terms or candidates', () => {
  const none: HandMade = { candidates: [], tools: [] };
  const query = { terms: [], unmatched: ['quux'] };
  for (const part of Object.values(contributions(query, handMadeEvidence(query, none)))) {
    expect(part).toEqual(new Float64Array(0));
  }
});

function expectClose(given: Float64Array, wanted: readonly number[]): void {
  expect(given.length).toBe(wanted.length);
  for (const [i, value] of given.entries()) expect(value).toBeCloseTo(wanted[i]!, 9);
}
