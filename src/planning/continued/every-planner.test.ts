import { expect, it } from 'vitest';
import { fingerprint, seededRandom } from '../../base/index.js';
import type { Api, Effect } from '../../catalog/index.js';
import type { Observation } from '../../execution/index.js';
import { type ChatRequest, type ScriptedModel, type ScriptedReply, scripted } from '../../models/index.js';
import { type RecordedEvent, type RunEvent, unknownWhetherMade } from '../../trajectory/index.js';
import { ok, testApi, testTools } from '../planner.contract.js';
import type { Planner, PlannerTools } from '../planner.js';
import { planners } from '../planners.js';
import { type RunEnd, runPlanner } from '../run-planner.js';
import { continueRun } from './continue-run.js';

const effects: Readonly<Record<string, Effect>> = {
  look: 'read',
  find: 'read',
  create: 'reversible',
  send: 'irreversible',
};
const apis: readonly Api[] = Object.entries(effects).map(([name, effect]) => ({ ...testApi(name), effect }));
const facts = { runId: 'r', request: 'do it', options: {}, seed: 0, collections: {}, capuchin: '0' };

/** Says anything a model might say, right or wrong, and the same to the same question, however often it was asked before. */
function chancy(seed: number): ScriptedModel {
  return scripted(({ messages, tools, schema, seed: asked }: ChatRequest): ScriptedReply => {
    const question = fingerprint({
      messages,
      tools: tools?.map(({ name }) => name) ?? [],
      schema: schema ?? {},
      asked,
    });
    const random = seededRandom(`${seed} ${question}`);
    const call = (place: number) => ({
      id: `${question.slice(0, 12)}_${place}`,
      name: random.pick(Object.keys(effects)),
      arguments: { x: random.integer(3) },
    });
    const says: readonly (() => ScriptedReply)[] = [
      () => call(0),
      () => call(0),
      () => call(0),
      () => [call(0), call(1), call(2)],
      () => ({ ...call(0), name: 'give_up', arguments: { reason: 'Nothing came of it.' } }),
      () => ({ ...call(0), name: 'no_such' }),
      () => 'That is it. 1. look at it',
      () => '{"choice": 1, "score": 0.5}',
    ];
    return random.pick(says)();
  });
}

function worldOf(seed: number): PlannerTools & ReturnType<typeof testTools> {
  const undo = { kind: 'call', description: '', api: 'test/uncreate', arguments: {} } as const;
  const see = ({ name, effect }: Api, args: object): Observation => {
    const rest = { provenance: 'local', elapsedMs: 1, coerced: [] } as const;
    if (seededRandom(`${seed} ${name} ${JSON.stringify(args)}`).integer(4) === 0) {
      return { status: 'http-error', httpStatus: 500, body: 'out of order', ...rest };
    }
    return {
      status: 'ok',
      body: `${name} ${JSON.stringify(args)}`,
      ...(effect === 'reversible' ? { undo } : {}),
      ...rest,
    };
  };
  const tools = testTools(chancy(seed), apis, see);
  const retriever = {
    ...tools.retriever,
    fit: () => ({ probability: 0.9, threshold: 0.3 }),
    screening: () => ({ constraints: ['free'], found: 4, satisfied: 4, unknown: 0, removed: 0, examples: [] }),
  };
  return { ...tools, retriever, undo: async () => ok('taken back') };
}

async function all(run: AsyncGenerator<RunEvent, RunEnd, void>): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run) if (event.type !== 'text-delta') events.push(event);
  return events;
}

/** As it stands on file, without totals of time. */
const asWritten = (events: readonly RunEvent[]): RunEvent[] =>
  JSON.parse(JSON.stringify(events), (name, value: unknown) => (name === 'elapsedMs' ? 0 : value));

/** Whether a call was under way at the end of these events that may have changed something. */
function isInDoubt(events: readonly RunEvent[]): boolean {
  const ended = new Set(events.flatMap(event => (event.type === 'call-end' ? [`${event.node} ${event.callId}`] : [])));
  return events.some(event => {
    if (event.type !== 'call-start' || ended.has(`${event.node} ${event.callId}`)) return false;
    return event.undoes !== undefined || (event.effect !== undefined && event.effect !== 'read');
  });
}

const seen = (events: readonly RunEvent[]) =>
  events.filter(event => event.type === 'call-end' && event.observation.provenance === 'local').length;

it.each(Object.entries(planners))('%s goes on from any event as it would have gone', async (_name, make) => {
  const planner: Planner = make();
  for (let seed = 0; seed < 4; seed += 1) {
    const whole = await all(runPlanner(planner, worldOf(seed), facts));
    const recorded = asWritten(whole).map((event, seq): RecordedEvent => ({ ...event, seq, at: 0 }));
    const last = whole.length - 1;
    for (let kept = 1; kept < last; kept += 1 + (kept % 4)) {
      const events = recorded.slice(0, kept);
      const tools = worldOf(seed);
      const find = (ids: readonly string[]) => apis.filter(({ id }) => ids.includes(id));
      const rest = await all(continueRun(planner, tools, facts, { events, find, opening: () => [] }));
      if (isInDoubt(events)) {
        // Which is not made again: it is said to be in doubt, or known to repeat another.
        expect(JSON.stringify(rest)).toMatch(new RegExp(`${unknownWhetherMade}|"status":"repeated"`));
        continue;
      }
      expect(asWritten(rest)).toEqual(asWritten(whole.slice(kept)));
      // Reads may be answered from earlier ones; nothing that was seen is called for again.
      expect(tools.called.length).toBeLessThanOrEqual(seen(whole) - seen(events));
    }
  }
});
