import { expect, it } from 'vitest';
import type { NumberedSheet } from '../generation/generate-tool-calls.js';
import { cardText } from './card-text.js';
import { dataCard } from './data-card.js';
import { sheetTally } from './sheet-tally.js';

const sheet: NumberedSheet = {
  number: 0,
  id: 'toolbox-0',
  source: 'toolbox',
  functions: [{ name: 'now', description: 'The time.', parameters: { type: 'object', properties: {} } }],
  functionIds: ['toolbox/now'],
  providers: ['capuchin'],
  examples: [
    {
      id: 'a',
      kind: 'call',
      called: ['toolbox/now'],
      turns: [
        { role: 'request', text: 'what time is it' },
        { role: 'calls', calls: [{ name: 'now', arguments: {} }] },
      ],
    },
    { id: 'b', kind: 'none', called: [], turns: [{ role: 'request', text: 'Sing!' }, { role: 'none' }] },
  ],
  dropped: { repeated: 2 },
};

it('counts what is there, what was dropped and what may be done with it', () => {
  const train = sheetTally();
  train.add(sheet);
  expect(train.counts()).toEqual({
    sheets: 1,
    examples: 2,
    byKind: { call: 1, none: 1 },
    bySource: { toolbox: 2 },
    byStyle: { plain: 1, terse: 1 },
    byCandidates: { 1: 1 },
    functions: { toolbox: { offered: 1, called: 1, providers: 1 } },
    dropped: { repeated: 2 },
    tokens: { read: expect.any(Number), learned: expect.any(Number) },
  });
  const card = dataCard(
    { seed: 1, packs: 'none' },
    { train: train.counts(), dev: sheetTally().counts() },
    { train: { toolbox: 4 }, dev: {} },
  );
  expect(card).toMatchObject({ isChecked: false, licences: { toolbox: 'Apache-2.0, part of Capuchin' } });
  const text = cardText(card);
  expect(text).toContain('- train: 2 examples on 1 sheets');
  expect(text).toContain('| none | 1 | 0 |');
  expect(text).toContain('| toolbox | 1 | 1 | 1 |');
  expect(text).toContain('Nothing was compared with evaluations');
  expect(text).toContain('| toolbox | 4 | 0 |');
  expect(text).toContain('"packs": "none"');
});
