import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../base/index.js';
import type { Observation } from '../../execution/index.js';
import { type ChatRequest, type ScriptedReply, scripted } from '../../models/index.js';
import type { RunEvent } from '../../trajectory/index.js';
import { ok, plannerContract, runToEnd, testApi, testTools } from '../planner.contract.js';
import { planThenExecute } from './plan-then-execute.js';

plannerContract('plan-then-execute', () => planThenExecute());

const film = testApi('search_movie', { query: { type: 'string' } });
const credits = {
  ...testApi('movie_credits', { movie_id: { type: 'integer' } }),
  invocation: {
    kind: 'http',
    method: 'GET',
    path: '/movie/{movie_id}/credits',
    servers: [],
    parameters: [],
    security: [],
  },
} as const;
const apis = [film, credits];
const call = (name: string, args: Record<string, JsonValue>) => ({ name, arguments: args });
const rolesOf = (events: readonly RunEvent[]) =>
  events.flatMap(event => (event.type === 'model-start' ? [event.role] : []));
const lastSaid = ({ messages }: ChatRequest) => messages.at(-1)?.content ?? '';

const whoPlayed: ScriptedReply[] = [
  'Find the id of the film The Dark Knight.',
  'search_movie to find the id of The Dark Knight',
  call('search_movie', { query: 'The Dark Knight' }),
  'Plan step 2: Get the lead actor of film 155.',
  'GET /movie/155/credits?language=en to get the cast',
  call('movie_credits', { movie_id: 155 }),
  'Final Answer: Christian Bale.',
];

describe('plan-then-execute', () => {
  it('plans, selects and calls, sub-task by sub-task, as RestGPT does', async () => {
    const model = scripted(whoPlayed);
    const tools = testTools(model, apis, api => ok(api === film ? '{"id": 155}' : '{"cast": ["Christian Bale"]}'));
    const { events, end } = await runToEnd(planThenExecute(), tools, 'Who was the lead in The Dark Knight?');

    expect(end).toEqual({ outcome: 'answered' });
    expect(events.find(event => event.type === 'answer')).toMatchObject({ text: 'Christian Bale.', from: 'model' });
    // The calls of the gold plan and no others.
    expect(tools.called).toEqual([
      ['search_movie', { query: 'The Dark Knight' }],
      ['movie_credits', { movie_id: 155 }],
    ]);
    const round = ['planner', 'selector', 'caller'];
    expect(rolesOf(events)).toEqual([...round, ...round, 'planner']);
    const searched = events.flatMap(event => (event.type === 'retrieve-start' ? [event.query] : []));
    expect(searched).toEqual([
      'Who was the lead in The Dark Knight?',
      'Find the id of the film The Dark Knight.',
      'Get the lead actor of film 155.',
    ]);
    expect(model.requests[2]).toMatchObject({
      tools: [{ name: 'search_movie' }],
      toolChoice: { name: 'search_movie' },
    });
  });

  it('shows each role what the paper gives it', async () => {
    const model = scripted(whoPlayed);
    await runToEnd(
      planThenExecute(),
      testTools(model, apis, () => ok('seen')),
      'Who was it?',
    );
    const [first = '', selector = '', caller = '', second = ''] = model.requests.map(lastSaid);
    expect(first).toBe('Request: Who was it?\n\nPlan step 1:');
    expect(second).toBe(
      'Request: Who was it?\n\nPlan step 1: Find the id of the film The Dark Knight.\nAPI response: <observation status="ok" provenance="local">\nseen\n</observation>\n\nPlan step 2:',
    );
    expect(selector).toBe(
      'Functions:\n-  search_movie  Does search_movie.\n-  movie_credits  GET /movie/{movie_id}/credits  Does movie_credits.\n\nFound so far:\nNothing yet.\n\nSub-task: Find the id of the film The Dark Knight.',
    );
    expect(caller).toBe(
      'The request that the sub-task is a part of: Who was it?\n\nFound so far:\nNothing yet.\n\nSub-task: Find the id of the film The Dark Knight.\nPlan: search_movie to find the id of The Dark Knight',
    );
  });

  it('shows the selector the sub-task that is gone on with, and what it gave', async () => {
    const model = scripted([
      'Find all parts of the film.',
      'search_movie to find them',
      call('search_movie', { query: 'part 1' }),
      'Continue. Find part 2 as well.',
      'search_movie to find part 2',
      call('search_movie', { query: 'part 2' }),
      'Final Answer: two.',
    ]);
    const { events } = await runToEnd(
      planThenExecute(),
      testTools(model, apis, () => ok('seen')),
    );
    const shown = '<observation status="ok" provenance="local">\nseen\n</observation>';
    expect(lastSaid(model.requests[4] as ChatRequest)).toContain(
      `\n\nSub-task: Find all parts of the film.\nIt gave: ${shown}\nIt is not done yet. Continue. Find part 2 as well.`,
    );
    expect(rolesOf(events)).toHaveLength(7);
  });

  it('asks the selector again for what is not in the list, and no more often than it may', async () => {
    const model = scripted([
      'Find the film.',
      'GET /films/1 to find it',
      'search_movie to find it',
      call('search_movie', { query: 'x' }),
      'Now get its cast.',
      ...['GET /cast', 'GET /actors', 'GET /people'].map(path => `${path} to get it`),
      'Final Answer: no cast.',
    ]);
    const { events, end } = await runToEnd(planThenExecute(), testTools(model, apis));
    expect(end).toEqual({ outcome: 'answered' });
    expect(rolesOf(events).join(' ')).toBe(
      'planner selector selector caller planner selector selector selector planner',
    );
    expect(lastSaid(model.requests[2] as ChatRequest)).toMatch(/^"GET \/films\/1 to find it" is not in the list\./);
    expect(lastSaid(model.requests[8] as ChatRequest)).toContain(
      'API response: No function does it. GET /people to get it',
    );
    // The record holds each message once.
    const again = events.filter(event => event.type === 'model-start').at(2);
    expect(again).toMatchObject({ messages: [{ role: 'user' }], parent: 2 });
  });

  it('takes the word of a selector that needs no call', async () => {
    const model = scripted([
      'Find the film.',
      'search_movie to find it',
      call('search_movie', { query: 'x' }),
      'Say its year.',
      'No API call needed. The year is 2008.',
      'Final Answer: 2008.',
    ]);
    const tools = testTools(model, apis);
    expect((await runToEnd(planThenExecute(), tools)).end).toEqual({ outcome: 'answered' });
    expect(lastSaid(model.requests[5] as ChatRequest)).toContain('API response: The year is 2008.');
    expect(tools.called).toHaveLength(1);
  });

  it('lets the caller correct its call, or say why it cannot', async () => {
    const down: Observation = { status: 'failed', reason: 'down', provenance: 'live', elapsedMs: 1, coerced: [] };
    const model = scripted([
      'Find the film.',
      'search_movie to find it',
      call('search_movie', { query: '' }),
      call('search_movie', { query: 'x' }),
      'Get its cast.',
      'movie_credits to get it',
      call('movie_credits', { movie_id: 0 }),
      'Its id is not known.',
      'Final Answer: found, but without a cast.',
    ]);
    const tools = testTools(model, apis, (_api, args) => (args['query'] === 'x' ? ok('found') : down));
    const { events, end } = await runToEnd(planThenExecute(), tools);
    expect(end).toEqual({ outcome: 'answered' });
    const choices = model.requests.map(request => request.toolChoice);
    expect([choices[2], choices[3]]).toEqual([{ name: 'search_movie' }, 'auto']);
    expect(lastSaid(model.requests[8] as ChatRequest)).toContain('API response: Its id is not known.');
    const outcomes = events.flatMap(event => (event.type === 'step-end' ? [event.outcome] : []));
    expect(outcomes).toEqual(['open', 'open', 'open', 'gave-up', 'answered']);
  });

  it('gives up when nothing is gained any more, and stops at its limit of sub-tasks', async () => {
    const down: Observation = { status: 'failed', reason: 'down', provenance: 'live', elapsedMs: 1, coerced: [] };
    const stubborn = (request: ChatRequest): ScriptedReply => {
      if (request.tools !== undefined) return call('search_movie', {});
      return lastSaid(request).startsWith('Request:') ? 'Find the film.' : 'search_movie';
    };
    const failing = testTools(scripted(stubborn), apis, () => down);
    expect((await runToEnd(planThenExecute(), failing)).end).toMatchObject({
      outcome: 'gave-up',
      reason: expect.stringContaining('3 sub-tasks in a row gave nothing: 3 steps in a row gave nothing'),
    });
    // The same read is made once and given again to each sub-task that asks for it.
    const busy = testTools(scripted(stubborn), apis);
    expect((await runToEnd(planThenExecute({ maxRounds: 4 }), busy)).end).toEqual({
      outcome: 'budget-spent',
      reason: '4 sub-tasks are used up',
    });
    expect(busy.called).toHaveLength(1);
  });

  it('asks back for what nobody knows', async () => {
    const needy = {
      ...credits,
      parameters: {
        type: 'object',
        properties: { movie_id: { type: 'integer', description: 'Id of the film.' } },
        required: ['movie_id'],
      },
    };
    const model = scripted(
      [
        'Get the cast.',
        'movie_credits to get it',
        { toolCalls: [{ name: 'movie_credits', arguments: {}, missing: ['movie_id'] }] },
      ],
      { features: { leavesOpen: true } },
    );
    const tools = testTools(model, [needy]);
    const { events, end } = await runToEnd(planThenExecute(), tools);
    expect(end).toEqual({ outcome: 'asked-back', reason: 'the request does not say: movie_id' });
    expect(events.findLast(event => event.type === 'answer')).toMatchObject({ from: 'planner' });
    expect(tools.called).toEqual([]);
  });
});
