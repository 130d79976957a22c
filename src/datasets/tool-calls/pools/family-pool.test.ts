import { expect, it } from 'vitest';
import { seededRandom } from '../../../base/index.js';
import { readFamily } from '../families/read-family.js';
import { familyId, familyPool } from './family-pool.js';

const family = (name: string, description: string) =>
  readFamily(
    {
      name,
      description,
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      values: { city: { pick: ['Oslo', 'Rome'] } },
      requests: [`${name} in {city}`],
    },
    'places',
  );

it('draws families, asks what their requests say, and finds neighbours', async () => {
  const families = [family('weather', 'Weather of a city.'), family('museums', 'Museums of a city.')];
  const pool = await familyPool(families);
  const drawn = pool.draw(seededRandom(3));
  const ask = pool.ask(drawn, seededRandom(3));
  expect(ask).toEqual({
    text: `${drawn.name} in ${ask?.arguments['city']}`,
    arguments: { city: expect.stringMatching(/Oslo|Rome/) },
    missing: [],
  });
  expect(families.map(familyId)).toEqual(['families/places/weather', 'families/places/museums']);
  const near = await pool.near(drawn, ask?.text ?? '', 5);
  expect(near.map(({ id }) => id)).toEqual(families.map(familyId).filter(id => id !== drawn.id));
  expect(pool.ask({ ...drawn, id: 'families/places/other' }, seededRandom(3))).toBeUndefined();
});
