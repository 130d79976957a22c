import { describe, expect, it } from 'vitest';
import { callable } from './callable.js';
import { closing } from './closing.js';
import type { Executor } from './executor.js';
import { nothingRan } from './nothing-ran.js';
import { cautiousPolicy } from './policy.js';

const plain: Executor = { call: async () => nothingRan({ status: 'failed', reason: '' }) };

describe('closing', () => {
  it('reaches every executor that needs it, through everything around it', async () => {
    const closed: string[] = [];
    const needing = (name: string): Executor => ({ ...plain, close: async () => void closed.push(name) });
    const executor = callable({
      executors: { function: plain, http: needing('http'), mcp: needing('mcp') },
      guard: { policy: cautiousPolicy },
      permitted: [inner => ({ call: (api, args, options) => inner.call(api, args, options) })],
    });
    await executor.close?.();
    expect(closed.sort()).toEqual(['http', 'mcp']);
  });

  it('is not there where nothing needs it', () => {
    expect(closing(plain, plain)).toEqual({});
  });
});
