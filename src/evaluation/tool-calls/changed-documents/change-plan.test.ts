import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedText, countOldNames, documentChangeNamed, documentChanges, planChange } from './change-plan.js';

const weather = { name: 'get_weather', parameters: ['city', 'date', 'zip_code'] };
const other = { name: 'api.findUser_v1', parameters: ['userId'] };

describe('planChange', () => {
  it.each(documentChanges)('gives new names and no old one: %s', change => {
    const plan = planChange([weather, other], change, 1);
    expect(planChange([weather, other], change, 1)).toEqual(plan);
    const old = new Set([weather.name, other.name]);
    for (const after of plan.functions.values()) expect(old.has(after)).toBe(change === 'params');
    const parameters = plan.parameters.get('get_weather') ?? new Map();
    expect(parameters.size).toBe(change === 'params' || change === 'all' ? 3 : 0);
    for (const [before, after] of parameters) expect(after).not.toBe(before);
  });

  it('raises versions', () => {
    expect([...planChange([weather, other], 'version', 1).functions.values()]).toEqual([
      'get_weather_v2',
      'api.findUser_v2',
    ]);
  });

  it('keeps the style of names, and names a name alike wherever it stands', () => {
    const first = planChange([weather], 'all', 5);
    const second = planChange([other, weather], 'all', 5);
    expect(second.functions.get('get_weather')).toBe(first.functions.get('get_weather'));
    expect(first.functions.get('get_weather')).toMatch(/^[a-z]+_([a-z]+_)+v2$/);
    expect(second.parameters.get('api.findUser_v1')?.get('userId')).toMatch(/^[a-z]+([A-Z][a-z]+)+$/);
  });

  it('never makes two names one', () => {
    const name = fc.stringMatching(/^[a-z]{1,5}([._][a-zA-Z]{1,5}){0,2}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...documentChanges),
        (names, change) => {
          const plan = planChange(
            names.map(each => ({ name: each, parameters: names })),
            change,
            0,
          );
          expect(new Set(plan.functions.values()).size).toBe(names.length);
          for (const renamed of plan.parameters.values()) expect(new Set(renamed.values()).size).toBe(renamed.size);
        },
      ),
    );
  });

  it('knows four changes', () => {
    expect(() => documentChangeNamed('renam')).toThrow('did you mean "rename"?');
  });
});

it('renames identifiers in texts and leaves words alone', () => {
  const plan = planChange([weather], 'all', 1);
  const text = changedText(
    'Use get_weather with a city and its zip_code. get_weather2 is another.',
    plan,
    'get_weather',
  );
  expect(text).toBe(
    `Use ${plan.functions.get('get_weather')} with a city and its ${plan.parameters.get('get_weather')?.get('zip_code')}. get_weather2 is another.`,
  );
});

it('counts calls by names that are gone', () => {
  const plan = planChange([weather], 'all', 1);
  const now = plan.functions.get('get_weather') ?? '';
  const city = plan.parameters.get('get_weather')?.get('city') ?? '';
  const calls = [
    { name: 'get_weather', arguments: [city] },
    { name: now, arguments: ['city', 'date'] },
    { name: now, arguments: [city, 'made_up'] },
    { name: 'made_up', arguments: [] },
  ];
  expect(countOldNames(calls, plan)).toEqual({ functions: 1, parameters: 1 });
});
