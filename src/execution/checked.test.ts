import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../base/index.js';
import { checked } from './checked.js';
import { executorContract, sampleApi } from './executor.contract.js';
import type { Executor } from './executor.js';
import { sampleFunctions } from './functions/sample-functions.contract.js';

executorContract('checked functions', () => {
  const sample = sampleFunctions();
  return { ...sample, executor: checked(sample.executor) };
});

const calls: JsonObject[] = [];
const echo: Executor = {
  async call(_api, args) {
    calls.push(args);
    return { status: 'ok', body: 'done', provenance: 'local', elapsedMs: 5, coerced: ['inner'], warnings: ['inner'] };
  },
};
const counting = { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] };

describe('checked', () => {
  it('calls with mended arguments and reports what was mended', async () => {
    const seen = await checked(echo).call(sampleApi({ parameters: counting }), { count: '3' });
    expect(calls.pop()).toEqual({ count: 3 });
    expect(seen).toMatchObject({
      status: 'ok',
      elapsedMs: 5,
      coerced: ['"3" → 3 for count', 'inner'],
      warnings: ['inner'],
    });
  });

  it('makes no call with arguments that the schema refuses', async () => {
    const seen = await checked(echo).call(sampleApi({ parameters: counting }), { cuont: 3 });
    expect(calls).toEqual([]);
    expect(seen).toEqual({
      status: 'bad-arguments',
      problems: ['unknown argument "cuont"; did you mean "count"?', 'missing required "count"'],
      provenance: 'none',
      elapsedMs: 0,
      coerced: [],
    });
  });

  it('warns of what it could not check', async () => {
    const parameters = { type: 'object', properties: { a: { $ref: 'https://example.com/a.json' } } };
    const warning = 'reference "https://example.com/a.json" is not followed';
    const seen = await checked(echo).call(sampleApi({ parameters }), { a: 1 });
    expect(seen.warnings).toEqual([warning, 'inner']);
    const refused = await checked(echo).call(sampleApi({ parameters }), { b: 1 });
    expect(refused).toMatchObject({ status: 'bad-arguments', warnings: [warning] });
  });
});
