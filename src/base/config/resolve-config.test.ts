import { describe, expect, expectTypeOf, it } from 'vitest';
import { resolveConfig, shownValue } from './resolve-config.js';
import { type ConfigValues, defineConfig, defineSettings } from './setting.js';

const table = defineSettings({
  model: { type: 'text', environment: 'CAPUCHIN_MODEL', default: 'scripted', description: 'Who thinks.' },
  budgetUsd: {
    type: 'number',
    environment: 'CAPUCHIN_BUDGET_USD',
    description: 'Most money to spend.',
    check: value => (value < 0 ? 'must not be negative' : undefined),
  },
  offline: { type: 'boolean', environment: 'CAPUCHIN_OFFLINE', default: false, description: 'Fetch nothing.' },
  collections: { type: 'list', environment: 'CAPUCHIN_COLLECTIONS', default: [], description: 'What is searched.' },
  key: { type: 'text', environment: 'CAPUCHIN_KEY', secret: true, description: 'A key.' },
});

const projectFile = {
  path: '/project/capuchin.config.json',
  values: { model: 'project', budgetUsd: 2, offline: true },
};
const userFile = { path: '/user/capuchin.config.json', values: { model: 'user', budgetUsd: 3, collections: ['u'] } };

describe('resolveConfig', () => {
  it('takes flags before environment before project file before user file before defaults', () => {
    const flags = { model: 'flag', offline: undefined };
    const env = { CAPUCHIN_MODEL: 'environment', CAPUCHIN_BUDGET_USD: '1.5', CAPUCHIN_OFFLINE: '' };
    expect(resolveConfig(table, { flags, env, projectFile, userFile })).toEqual({
      model: { value: 'flag', origin: 'flag', where: '--model' },
      budgetUsd: { value: 1.5, origin: 'environment', where: 'CAPUCHIN_BUDGET_USD' },
      offline: { value: true, origin: 'project file', where: projectFile.path },
      collections: { value: ['u'], origin: 'user file', where: userFile.path },
      key: { value: undefined, origin: 'default', where: '' },
    });
  });

  it('types each value', () => {
    const config = resolveConfig(table, {});
    expectTypeOf(config.model.value).toEqualTypeOf<string>();
    expectTypeOf(config.budgetUsd.value).toEqualTypeOf<number | undefined>();
    expectTypeOf(config.collections.value).toEqualTypeOf<readonly string[]>();
    expectTypeOf<ConfigValues<typeof table>['offline']>().toEqualTypeOf<boolean | undefined>();
  });

  it('reads texts of the environment by type', () => {
    const read = (env: Record<string, string>) => resolveConfig(table, { env });
    expect(read({ CAPUCHIN_COLLECTIONS: 'a, b,,c' }).collections.value).toEqual(['a', 'b', 'c']);
    const booleans = ['1', 'true', 'ON', 'yes', '0', 'false', 'off', 'No'];
    expect(booleans.map(text => read({ CAPUCHIN_OFFLINE: text }).offline.value)).toEqual(booleans.map((_, i) => i < 4));
  });

  it.each([
    [{ env: { CAPUCHIN_BUDGET_USD: 'much' } }, 'CAPUCHIN_BUDGET_USD must be a number, not "much"'],
    [{ env: { CAPUCHIN_OFFLINE: 'maybe' } }, 'CAPUCHIN_OFFLINE must be true or false, not "maybe"'],
    [{ flags: { budgetUsd: -1 } }, '--budget-usd must not be negative'],
    [{ flags: { modle: 'x' } }, 'flags: no setting is named "modle"; did you mean "model"?'],
    [{ userFile: { path: 'u.json', values: { model: 7 } } }, 'model in u.json must be a text, not 7'],
    [
      { userFile: { path: 'u.json', values: { collections: [7] } } },
      'collections in u.json must be a list of texts, not [7]',
    ],
    [{ userFile: { path: 'u.json', values: { key: 7 } } }, /^key in u\.json must be a text$/],
    [
      { projectFile: { path: 'p.ts', values: { ofline: true } } },
      'p.ts: no setting is named "ofline"; did you mean "offline"?',
    ],
    [{ projectFile: { path: 'p.ts', values: { toString: 1 } } }, 'p.ts: no setting is named "toString"'],
  ])('refuses %j', (sources, message) => {
    expect(() => resolveConfig(table, sources)).toThrow(message);
  });
});

describe('shownValue', () => {
  it('never shows a secret', () => {
    const config = resolveConfig(table, { env: { CAPUCHIN_KEY: 'hush', CAPUCHIN_COLLECTIONS: 'a,b' } });
    expect(shownValue(table.key, config.key)).toBe('(set, not shown)');
    expect(shownValue(table.collections, config.collections)).toBe('a, b');
    expect(shownValue(table.budgetUsd, config.budgetUsd)).toBe('(not set)');
    expect(shownValue(table.offline, config.offline)).toBe('false');
  });
});

describe('defineConfig', () => {
  it('gives its argument', () => {
    expect(defineConfig({ model: 'm' })).toEqual({ model: 'm' });
  });
});
