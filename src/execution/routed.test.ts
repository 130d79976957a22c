import { describe, expect, it } from 'vitest';
import type { Invocation } from '../catalog/index.js';
import { executorContract, sampleApi } from './executor.contract.js';
import { sampleFunctions } from './functions/sample-functions.contract.js';
import { routed } from './routed.js';

executorContract('routed functions', () => {
  const sample = sampleFunctions();
  return { ...sample, executor: routed({ function: sample.executor }) };
});

describe('routed', () => {
  it.each<[Invocation, string]>([
    [{ kind: 'code', language: 'python', code: 'f()' }, 'it is a line of code to write, not a call'],
    [
      { kind: 'toolbench', category: 'c', tool: 't', api: 'a' },
      'it needs a recording, a simulator or a ToolBench-style server',
    ],
  ])('says what would make a call without an executor possible: %j', async (invocation, reason) => {
    const seen = await routed({}).call(sampleApi({ invocation }), {});
    expect(seen).toEqual({ status: 'not-callable', reason, provenance: 'none', elapsedMs: 0, coerced: [] });
  });
});
