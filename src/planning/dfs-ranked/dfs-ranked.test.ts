import { describe, expect, it } from 'vitest';
import { type ChatRequest, type ScriptedReply, scripted } from '../../models/index.js';
import { ok, plannerContract, runToEnd, testApi, testTools } from '../planner.contract.js';
import { searchContract } from '../search.contract.js';
import { dfsRanked } from './dfs-ranked.js';

plannerContract('dfs-ranked', () => dfsRanked({ maxDepth: 2, maxCalls: 20 }));
searchContract('dfs-ranked', dfsRanked);
searchContract('dfs-ranked as in ToolBench', limits => dfsRanked({ ...limits, answeredChild: 'ranked' }), 40);

const call = (name: string, args = {}): ScriptedReply => ({ name, arguments: args });
const isJudged = ({ schema }: ChatRequest) => schema !== undefined;
const judgedText = ({ messages }: ChatRequest) => messages.at(-1)?.content ?? '';

/** Says the steps in order; as a judge it prefers the way in which `word` stands. */
function stepsAndJudge(steps: readonly ScriptedReply[], word: string) {
  let said = 0;
  return scripted(request => {
    if (!isJudged(request)) return steps[said++] ?? 'Done.';
    const [, wayA = ''] = /Way a goes on:\n([\s\S]*?)\n\nWay b/.exec(judgedText(request)) ?? [];
    return JSON.stringify({ better: wayA.includes(word) ? 'a' : 'b' });
  });
}

describe('dfs-ranked', () => {
  const apis = [testApi('guess'), testApi('measure')];

  // The worked example: two next steps are made, the second is judged the better one in both orders, and answers next.
  it('makes the next steps, has them compared in both orders, and goes on with the better', async () => {
    const model = stepsAndJudge([call('guess'), call('measure'), 'It is 4 m.'], 'measure');
    const { events, end } = await runToEnd(dfsRanked(), testTools(model, apis), 'How long is it?');
    expect(end).toEqual({ outcome: 'answered' });
    const made = events.filter(event => event.type === 'model-start');
    expect(made.map(({ node, parent, role }) => [node, parent, role])).toEqual([
      [1, 0, undefined],
      [2, 0, undefined],
      [3, 0, 'judge'],
      [4, 0, 'judge'],
      [5, 2, undefined],
    ]);
    expect(events.filter(event => event.type === 'rank')).toEqual([
      {
        type: 'rank',
        node: 0,
        order: [
          { node: 2, score: 1 },
          { node: 1, score: 0 },
        ],
      },
    ]);
    expect(judgedText(model.requests[2] as ChatRequest)).toBe(
      [
        'The request:\nHow long is it?',
        'What was done so far:\nNothing was done yet.',
        'Way a goes on:\ncalled guess {}, which gave: guess was called',
        'Way b goes on:\ncalled measure {}, which gave: measure was called',
        'Which is better, a or b?',
      ].join('\n\n'),
    );
    // The second step was asked to differ; what goes on from it does not know of that.
    expect(model.requests[1]?.messages.at(-1)?.content).toContain('1. called guess {}, which gave: guess was called');
    expect(model.requests[4]?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool']);
  });

  it('counts a judgement that says neither as half for both, and warns', async () => {
    let said = 0;
    const model = scripted(request =>
      isJudged(request) ? 'Both have merit.' : ([call('guess'), call('measure'), 'It is 4 m.'][said++] ?? 'Done.'),
    );
    const { events } = await runToEnd(dfsRanked(), testTools(model, apis));
    const judged = events.filter(event => event.type === 'model-end').slice(2, 4);
    expect(judged.map(({ warnings }) => warnings)).toEqual([
      ['the judge said neither a nor b, which counts half for both'],
      ['the judge said neither a nor b, which counts half for both'],
    ]);
    const rank = events.find(event => event.type === 'rank');
    expect(rank).toMatchObject({
      order: [
        { node: 1, score: 0.5 },
        { node: 2, score: 0.5 },
      ],
    });
  });

  it('makes no change before its step is chosen, and none of a step that is not', async () => {
    const changing = [
      { ...testApi('send'), effect: 'irreversible' as const },
      { ...testApi('set'), effect: 'reversible' as const },
      testApi('look'),
    ];
    const steps = [call('send', { to: 'all' }), [call('look'), call('set'), call('look', { n: 2 })] as ScriptedReply];
    const model = stepsAndJudge([...steps, 'It is set.'], 'set');
    const undo = { kind: 'function', description: 'back', module: 'test:', function: 'unset', arguments: {} } as const;
    const tools = testTools(model, changing, api => (api.name === 'set' ? { ...ok('set'), undo } : ok(api.name)));
    const { events, end } = await runToEnd(dfsRanked(), tools);
    expect(end).toEqual({ outcome: 'answered' });
    expect(tools.called.map(([name]) => name)).toEqual(['look', 'set', 'look']);
    const order = events.flatMap(event => {
      if (event.type === 'rank') return ['rank'];
      return event.type === 'call-start' ? [`${event.node} ${event.name}`] : [];
    });
    expect(order).toEqual(['2 look', 'rank', '2 set', '2 look']);
    expect(judgedText(model.requests[2] as ChatRequest)).toContain(
      'would call send {"to":"all"}, which changes something',
    );
  });

  it('takes back what a way changed before the next is gone on with', async () => {
    const giveUp = call('give_up', { reason: 'it did not help' });
    // `set` ranks first; both ways on from it end, and then it is the turn of `look`.
    const model = stepsAndJudge([call('set'), call('look'), giveUp, giveUp, 'Seen.'], 'set');
    const undo = { kind: 'function', description: 'back', module: 'test:', function: 'unset', arguments: {} } as const;
    const tools = testTools(model, [{ ...testApi('set'), effect: 'reversible' }, testApi('look')], api =>
      api.name === 'set' ? { ...ok('set'), undo } : ok(api.name),
    );
    const { events, end } = await runToEnd(dfsRanked({ retreat: 1 }), { ...tools, undo: async () => ok('unset') });
    expect(end).toEqual({ outcome: 'answered' });
    const calls = events.flatMap(event =>
      event.type === 'call-start' ? [`${event.node} ${event.name} ${event.undoes ?? ''}`.trim()] : [],
    );
    expect(calls).toEqual(['2 look', '1 set', '1 unset 1/call_0_0']);
    expect(events.findLast(event => event.type === 'model-start')).toMatchObject({ parent: 2 });
  });

  it('counts comparisons towards its calls', async () => {
    const model = stepsAndJudge([call('guess'), call('measure')], 'guess');
    const { end } = await runToEnd(dfsRanked({ maxCalls: 4 }), testTools(model, apis));
    expect(end).toEqual({ outcome: 'budget-spent', reason: '4 model calls are used up without an answer' });
    expect(model.requests).toHaveLength(4);
  });
});
