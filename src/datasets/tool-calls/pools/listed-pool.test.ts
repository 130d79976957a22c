import { expect, it } from 'vitest';
import { seededRandom } from '../../../base/index.js';
import { functionFor } from '../sheets/small-pool.contract.js';
import { keptOf, type ListedFunctions, listedPool } from './listed-pool.js';

const weather = functionFor('weather', 'Weather of a city.');
const flights = functionFor('flights', 'Flights between cities.');
const silent = functionFor('silent', 'Nothing is asked of it.');
const ask = (text: string) => ({ text, arguments: {}, missing: [] });
const list: ListedFunctions = {
  name: 'listed',
  functions: [weather, flights, silent],
  asks: new Map([
    [weather.id, [ask('Is it raining?')]],
    [flights.id, [ask('Fly me home')]],
  ]),
  wishes: [
    {
      text: 'weather and flights',
      calls: [
        { function: weather, ask: ask('') },
        { function: flights, ask: ask('') },
      ],
    },
    { text: 'weather', calls: [{ function: weather, ask: ask('') }] },
  ],
};

it('asks its own requests, and draws what something is asked of', async () => {
  const pool = await listedPool(list);
  expect(pool.ask(weather, seededRandom(1))?.text).toMatch(/is it raining/i);
  expect(pool.ask(silent, seededRandom(1))).toBeUndefined();
  const drawn = new Set(Array.from({ length: 50 }, (_, seed) => pool.draw(seededRandom(seed)).name));
  expect([...drawn].sort()).toEqual(['flights', 'weather']);
  expect((await pool.near(weather, 'cities', 5)).map(({ name }) => name)).toEqual(['flights']);
  expect(pool.wish?.(seededRandom(1)).text).toContain('weather');
});

it('keeps functions with the requests that call nothing else', () => {
  const kept = keptOf(list, ({ name }) => name !== 'flights');
  expect(kept.functions.map(({ name }) => name)).toEqual(['weather', 'silent']);
  expect([...kept.asks.keys()]).toEqual([weather.id]);
  expect(kept.wishes.map(({ text }) => text)).toEqual(['weather']);
});
