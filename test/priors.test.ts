import { describe, expect, it } from 'vitest';
import { calling, Home } from './command-line.js';

describe('the setting priors', () => {
  it('lifts what was called before, only when it is on', async () => {
    const home = new Home();
    const search = async () => {
      const { stdout } = await home.run('search', 'time zone', '--json', '-k', '20');
      return JSON.parse(stdout).hits.map((hit: { name: string; score: number }) => [hit.name, hit.score]);
    };
    const before = await search();
    const [name] = before[4];
    const call = calling('convert_time_zone', { date_time: '2026-05-01T12:00', from: 'Oslo', to: 'Tokyo' });
    for (let i = 0; i < 2; i += 1) {
      await home.run('ask', '-m', home.script(call), '-k', '20', 'convert noon in Oslo to the time zone of Tokyo');
    }
    const { runs } = JSON.parse((await home.run('runs', 'list', '--json')).stdout);
    expect(runs).toMatchObject([{ outcome: 'answered' }, { outcome: 'answered' }]);
    expect(await search()).toEqual(before);

    home.env = { ...home.env, CAPUCHIN_PRIORS: 'on' };
    const after: [string, number][] = await search();
    const scoreOf = (list: [string, number][], wanted: string) => list.find(([each]) => each === wanted)?.[1] ?? 0;
    expect(scoreOf(after, 'convert_time_zone')).toBeGreaterThan(scoreOf(before, 'convert_time_zone'));
    if (name !== 'convert_time_zone') expect(scoreOf(after, name)).toBe(scoreOf(before, name));
    expect((await home.run('config')).stdout).toMatch(/^priors +true +CAPUCHIN_PRIORS +CAPU/m);
    home.env = { ...home.env, CAPUCHIN_PRIORS: 'sometimes' };
    expect((await home.run('search', 'time')).stderr).toContain('CAPUCHIN_PRIORS must be true or false');
  });
});
