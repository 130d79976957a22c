import { describe, expect, it } from 'vitest';
import { Home } from './command-line.js';

describe('capuchin eval planners', () => {
  it('compares planners with a scripted model, and says that it is simulated', async () => {
    const home = new Home();
    const { code, stdout } = await home.run('eval', 'planners', '--scripted', 'mild', '--limit', '2', '--seeds', '1');
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('mild scripted (simulated): 2 requests, 1 runs of each, 24 model calls a run\n'),
    ]);
  }, 120_000);

  it('asks any other model for the same, and counts its model calls', async () => {
    const home = new Home();
    const row = {
      id: 'a',
      style: 'plain',
      request: 'the Roman numeral of 2 + 3',
      plan: [
        { function: 'calculate', arguments: { expression: '2 + 3' } },
        { function: 'to_roman_numeral', arguments: { number: { from: 0, path: '' } } },
      ],
      answer: { contains: ['V'] },
    };
    const model = home.script(
      { toolCalls: [{ name: 'calculate', arguments: { expression: '2 + 3' } }] },
      { toolCalls: [{ name: 'to_roman_numeral', arguments: { number: 5 } }] },
      'It is V.',
    );
    const flags = ['--requests', home.file('rows.jsonl', JSON.stringify(row)), '--planners', 'chain', '--json'];
    const { stdout } = await home.run('eval', 'planners', '--model', model, ...flags);
    expect(JSON.parse(stdout)).toMatchObject({
      model,
      simulated: false,
      planners: { chain: { passed: { correct: 1, total: 1 }, modelCalls: 3, apiCalls: 2 } },
      pairs: [],
    });
  }, 120_000);

  it.each([
    [['--scripted', 'awful'], 'no scripted model named "awful"'],
    [['--scripted', 'mild', '--planners', 'chain,tree'], 'no planner named "tree"'],
    [['--scripted', 'mild', '--model', 'default'], 'leave out --model or --scripted'],
    [['--scripted', 'mild', '--budget', '0'], '--budget and --seeds must be 1 at the least'],
  ])('refuses %j', async (flags, message) => {
    const { code, stderr } = await new Home().run('eval', 'planners', ...flags);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('ends as interrupted', async () => {
    const home = new Home();
    home.stop.abort(new Error('Ctrl-C'));
    expect((await home.run('eval', 'planners', '--scripted', 'mild', '--limit', '1')).code).toBe(130);
  }, 120_000);
});
