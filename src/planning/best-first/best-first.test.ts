import { describe, expect, it } from 'vitest';
import { type ScriptedReply, scripted } from '../../models/index.js';
import { ok, plannerContract, runToEnd, testApi, testTools } from '../planner.contract.js';
import { searchContract } from '../search.contract.js';
import { bestFirstPlanner } from './best-first.js';

plannerContract('best-first', () => bestFirstPlanner({ maxDepth: 2, maxCalls: 20 }));
plannerContract('best-first by score', () => bestFirstPlanner({ maxDepth: 2, maxCalls: 20, value: 'score' }));
searchContract('best-first', bestFirstPlanner);
searchContract('best-first by score', limits => bestFirstPlanner({ ...limits, value: 'score' }), 40);

const call = (name: string, args = {}): ScriptedReply => ({ name, arguments: args });

/** Says the steps in order, and as one who values ways the ratings in order. */
function stepsAndRatings(steps: readonly ScriptedReply[], ratings: readonly (number | string)[]) {
  const [left, values] = [[...steps], [...ratings]];
  return scripted(({ schema }) => {
    if (schema === undefined) return left.shift() ?? 'Done.';
    const value = values.shift() ?? 0;
    return typeof value === 'number' ? JSON.stringify({ value }) : value;
  });
}

describe('best-first', () => {
  const apis = [testApi('guess'), testApi('measure'), testApi('weigh')];

  // The worked example: the way that began best is left when what it led to is worth less than its sibling.
  it('values each step by the model and goes on with the best of all', async () => {
    const model = stepsAndRatings(
      [call('guess'), call('measure'), call('weigh'), call('guess', { again: true }), 'It is 4 m.'],
      [7, 4, 1, 2],
    );
    const { events, end } = await runToEnd(bestFirstPlanner(), testTools(model, apis), 'How long is it?');
    expect(end).toEqual({ outcome: 'answered' });
    const made = events.filter(event => event.type === 'model-start');
    expect(made.map(({ node, parent, role }) => [node, parent, role])).toEqual([
      [1, 0, undefined],
      [2, 1, 'value'],
      [3, 0, undefined],
      [4, 3, 'value'],
      [5, 1, undefined],
      [6, 5, 'value'],
      [7, 1, undefined],
      [8, 7, 'value'],
      [9, 3, undefined],
    ]);
    expect(events.flatMap(event => (event.type === 'rank' ? [[event.node, event.order]] : []))).toEqual([
      [
        0,
        [
          { node: 1, score: 7 },
          { node: 3, score: 4 },
        ],
      ],
      [
        1,
        [
          { node: 7, score: 2 },
          { node: 5, score: 1 },
        ],
      ],
    ]);
    expect(model.requests[5]?.messages.at(-1)?.content).toBe(
      [
        'The request:\nHow long is it?',
        'The way so far:\nStep 1\ncalled guess {}, which gave: guess was called\nStep 2\ncalled weigh {}, which gave: weigh was called',
        'How near is it to a right answer, from 0 to 10?',
      ].join('\n\n'),
    );
  });

  it('takes a reply that is no rating for neither good nor bad, and warns', async () => {
    const model = stepsAndRatings([call('guess'), call('measure'), 'It is 4 m.'], ['Promising!', 4]);
    const { events } = await runToEnd(bestFirstPlanner(), testTools(model, apis));
    expect(events.find(event => event.type === 'rank')).toMatchObject({
      order: [
        { node: 1, score: 5 },
        { node: 3, score: 4 },
      ],
    });
    const warned = events.flatMap(event => (event.type === 'model-end' ? [event.warnings] : []));
    expect(warned.slice(0, 4)).toEqual([[], ['no number from 0 to 10, which counts as 5'], [], []]);
  });

  it('values by score without asking the model', async () => {
    const steps = [call('nowhere'), call('measure'), 'It is 4 m.'];
    const model = scripted(steps);
    const { events, end } = await runToEnd(bestFirstPlanner({ value: 'score' }), testTools(model, apis));
    expect(end).toEqual({ outcome: 'answered' });
    expect(model.requests).toHaveLength(3);
    expect(events.findLast(event => event.type === 'model-start')).toMatchObject({ parent: 2 });
  });

  it('takes back what a way changed before it goes on with a better one, and makes no change before a way is chosen', async () => {
    const changing = [{ ...testApi('set'), effect: 'reversible' as const }, testApi('look')];
    const undo = { kind: 'function', description: 'back', module: 'test:', function: 'unset', arguments: {} } as const;
    const model = stepsAndRatings(
      [call('set'), call('look'), call('look', { n: 1 }), call('look', { n: 2 }), 'Seen.'],
      [8, 5, 1, 1],
    );
    const tools = testTools(model, changing, api => (api.name === 'set' ? { ...ok('set'), undo } : ok(api.name)));
    const { events, end } = await runToEnd(bestFirstPlanner(), { ...tools, undo: async () => ok('unset') });
    expect(end).toEqual({ outcome: 'answered' });
    const order = events.flatMap(event => {
      if (event.type === 'rank') return ['rank'];
      return event.type === 'call-start' ? [`${event.node} ${event.name} ${event.undoes ?? ''}`.trim()] : [];
    });
    expect(order).toEqual(['3 look', 'rank', '1 set', '5 look', '7 look', 'rank', '1 unset 1/call_0_0']);
  });
});
