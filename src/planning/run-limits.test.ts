import { describe, expect, it } from 'vitest';
import { scripted } from '../models/index.js';
import { chain } from './chain/chain.js';
import { type ok, runToEnd, testApi, testTools } from './planner.contract.js';

const apis = [testApi('look'), { ...testApi('send'), effect: 'irreversible' as const }];
const busy = (name: string) => scripted((_request, index) => ({ name, arguments: { index } }));

describe('limits of a run', () => {
  it('makes no more calls than are allowed, and keeps what was done', async () => {
    const tools = testTools(busy('look'), apis);
    const { end, events } = await runToEnd(chain(), { ...tools, limits: { maxCalls: 2 } });
    expect(tools.called).toHaveLength(2);
    expect(end).toMatchObject({
      outcome: 'budget-spent',
      reason: 'the budget is spent: 2 of 2 calls are made (raise the limit to go on)',
    });
    const seen = events.flatMap(event => (event.type === 'call-end' ? [event.observation.status] : []));
    expect(seen).toEqual(['ok', 'ok', 'denied']);
    expect(events.at(-1)).toMatchObject({ type: 'run-end', totals: { apiCalls: 2 } });
  });

  it('counts by effect, and only what was made', async () => {
    const denied = { status: 'denied', reason: 'no', provenance: 'none', elapsedMs: 0, coerced: [] } as const;
    const refused = testTools(busy('send'), apis, () => denied);
    const limits = { maxCallsByEffect: { irreversible: 1 } };
    expect((await runToEnd(chain(), { ...refused, limits })).end.outcome).toBe('gave-up');
    expect(refused.called).toHaveLength(3);

    const sending = testTools(busy('send'), apis);
    expect((await runToEnd(chain(), { ...sending, limits })).end).toMatchObject({
      outcome: 'budget-spent',
      reason: expect.stringContaining('1 of 1 calls that cannot be taken back are made'),
    });
    expect(sending.called).toHaveLength(1);
    expect((await runToEnd(chain({ maxSteps: 2 }), { ...testTools(busy('look'), apis), limits })).end.reason).toBe(
      '2 steps are used up',
    );
  });

  it('stops what is under way when the time is over, and says why', async () => {
    const tools = testTools(busy('look'), apis);
    const never = {
      call: (_api: unknown, _args: unknown, options?: { readonly signal?: AbortSignal }) =>
        new Promise<ReturnType<typeof ok>>((_resolve, reject) => {
          options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
        }),
    };
    const { end, events } = await runToEnd(chain(), { ...tools, executor: never, limits: { maxMs: 5 } });
    expect(end).toMatchObject({ outcome: 'budget-spent', reason: expect.stringContaining('0.005 s are over') });
    expect(events.at(-1)?.type).toBe('run-end');
  });
});
