import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../base/index.js';
import { callable } from './callable.js';
import { executorContract, sampleApi } from './executor.contract.js';
import { sampleFunctions } from './functions/sample-functions.contract.js';
import { cautiousPolicy } from './policy.js';

executorContract('callable', () => {
  const sample = sampleFunctions();
  const executor = callable({ executors: { function: sample.executor }, guard: { policy: cautiousPolicy } });
  return { ...sample, executor };
});

describe('callable', () => {
  it('shows the person who approves the call that will be made', async () => {
    const seen: JsonObject[] = [];
    const parameters = {
      type: 'object',
      properties: { amount: { type: 'number' }, currency: { type: 'string', default: 'EUR' } },
    };
    const executor = callable({
      executors: {},
      guard: {
        policy: cautiousPolicy,
        approve: async ({ arguments: args }) => {
          seen.push(args);
          return 'no';
        },
      },
    });
    const pay = sampleApi({ parameters, effect: 'irreversible' });
    expect(await executor.call(pay, { amount: '12.50' })).toMatchObject({
      status: 'denied',
      coerced: ['"12.50" → 12.5 for amount'],
    });
    expect((await executor.call(pay, { amount: 'much' })).status).toBe('bad-arguments');
    expect(seen).toEqual([{ amount: 12.5, currency: 'EUR' }]);
  });
});
