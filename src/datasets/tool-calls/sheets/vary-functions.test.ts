import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../base/index.js';
import { functionFor } from './small-pool.contract.js';
import { type FunctionUse, varyFunctions } from './vary-functions.js';

const trip = functionFor(
  'search_trips',
  'Finds trips between two places.',
  {
    origin: { type: 'string', description: 'Where it begins.' },
    destination: { type: 'string', description: 'Where it ends.' },
    limit: { type: 'integer', description: 'At most so many.' },
    cabin: { type: 'string', description: 'Class.' },
  },
  ['origin', 'destination'],
);
const other = functionFor('search.trips', 'Something else.');

interface Declared {
  readonly properties?: object;
  readonly required?: readonly string[];
}

const uses = (names: readonly string[], isVerbatim = true): FunctionUse[] => [
  { names: new Set(names), isVerbatim },
  { names: new Set(), isVerbatim: true },
];
const vary = (seed: number, use = uses(['limit'])) => varyFunctions([trip, other], use, seededRandom(seed));
const propertiesOf = (seed: number, use?: FunctionUse[]) =>
  (vary(seed, use)[0]?.callable.parameters['properties'] ?? {}) as Record<string, { description?: string }>;

describe('varyFunctions', () => {
  it('writes calls with the names and in the order of the changed document', () => {
    const args = { origin: 'Oslo', destination: 'Rome', limit: 5 };
    for (let seed = 0; seed < 60; seed++) {
      const [first] = vary(seed);
      const { properties = {}, required = [] } = (first?.callable.parameters ?? {}) as Declared;
      const call = first?.call(args, []);
      expect(call?.name).toBe(first?.callable.name);
      const shown = Object.keys(properties);
      const given = Object.keys(call?.arguments ?? {});
      expect(shown.filter(name => given.includes(name))).toEqual(given);
      expect(given).toEqual(expect.arrayContaining([...required]));
      expect(Object.values(call?.arguments ?? {}).sort()).toEqual(Object.values(args).sort());
    }
  });

  it('gives names in many styles, none of them twice', () => {
    const names = new Set<string>();
    for (let seed = 0; seed < 60; seed++) {
      const shown = vary(seed).map(({ callable }) => callable.name);
      expect(new Set(shown).size).toBe(2);
      names.add(shown[0] ?? '');
    }
    expect([...names]).toEqual(expect.arrayContaining(['search_trips', 'searchTrips', 'SearchTrips', 'search-trips']));
  });

  it('leaves out no parameter that is used, and others now and then', () => {
    const counts = Array.from({ length: 80 }, (_, seed) => Object.keys(propertiesOf(seed)).length);
    expect(Math.min(...counts)).toBe(3);
    expect(Math.max(...counts)).toBe(4);
  });

  it('drops descriptions only where values stand in the request as they are', () => {
    const isSilent = (seed: number, use: FunctionUse[]) =>
      Object.values(propertiesOf(seed, use)).every(({ description }) => description === undefined);
    const seeds = Array.from({ length: 120 }, (_, seed) => seed);
    expect(seeds.some(seed => isSilent(seed, uses([], true)))).toBe(true);
    expect(seeds.some(seed => isSilent(seed, uses([], false)))).toBe(false);
  });

  it('writes arguments that are missing as open', () => {
    const [first] = vary(3);
    const call = first?.call({ origin: 'Oslo' }, ['destination']);
    expect(Object.values(call?.arguments ?? {})).toContain(null);
    expect(call?.missing).toHaveLength(1);
  });
});
