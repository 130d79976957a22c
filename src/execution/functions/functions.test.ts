import { describe, expect, it } from 'vitest';
import type { FunctionContext, FunctionDefinition } from '../../catalog/index.js';
import { executorContract, sampleApi } from '../executor.contract.js';
import { functions } from './functions.js';
import type { FunctionsOptions } from './run-definition.js';
import { apiOf, sampleFunctions, sampleFunctionsOptions } from './sample-functions.contract.js';

executorContract('functions', sampleFunctions);

const any = { type: 'object', additionalProperties: true };

function call(given: Partial<FunctionDefinition>, options: Partial<FunctionsOptions> = {}, args = {}) {
  const definition = {
    name: 'f',
    description: '',
    effect: 'read' as const,
    parameters: any,
    run: () => null,
    ...given,
  };
  return functions({ ...sampleFunctionsOptions([definition]), ...options }).call(apiOf(definition), args);
}

const local = { provenance: 'local', elapsedMs: 0, coerced: [] };

describe('functions', () => {
  it('gives text as it is and everything else as JSON, with the value', async () => {
    expect(await call({ run: () => 'plain' })).toEqual({ status: 'ok', body: 'plain', value: 'plain', ...local });
    expect(await call({ run: async () => ({ sum: 3 }) })).toEqual({
      status: 'ok',
      body: '{\n  "sum": 3\n}',
      value: { sum: 3 },
      ...local,
    });
  });

  it('hands on workspace, clock and randomness', async () => {
    const run = (_args: unknown, { workspace, now, random }: FunctionContext) => [workspace, now(), random()];
    expect(await call({ run })).toMatchObject({ value: ['/nowhere', 1000, 0.5] });
  });

  it('measures with the clock it is given, and never less than nothing', async () => {
    const ticking = (step: number) => {
      let at = 0;
      return () => (at += step);
    };
    expect((await call({}, { now: ticking(7) })).elapsedMs).toBe(7);
    expect((await call({}, { now: ticking(-7) })).elapsedMs).toBe(0);
  });

  it('tells what a function threw, without a stack and within bounds', async () => {
    const failing = (thrown: unknown) => () => {
      throw thrown;
    };
    expect(await call({ run: failing(new Error('no such city')) })).toEqual({
      status: 'failed',
      reason: 'no such city',
      ...local,
    });
    expect(await call({ run: failing('text') })).toEqual({ status: 'failed', reason: 'text', ...local });
    expect(await call({ run: failing(new Error('x'.repeat(5000))) })).toEqual({
      status: 'failed',
      reason: 'x'.repeat(2000),
      ...local,
    });
  });

  it('fails what is no JSON', async () => {
    const reason = 'it returned a big integer, which JSON cannot hold';
    expect(await call({ run: (() => 10n) as never })).toEqual({ status: 'failed', reason, ...local });
  });

  it('stops waiting when the time is up, and lets the function know', async () => {
    let heard: AbortSignal | undefined;
    const run = (_args: unknown, { signal }: FunctionContext) => {
      heard = signal;
      return new Promise<never>(() => {});
    };
    expect(await call({ run }, { timeoutMs: 5 })).toEqual({ status: 'timeout', afterMs: 5, ...local });
    expect(heard?.aborted).toBe(true);
  });

  it('cannot call what is not there, is no function, or does more than the catalog says', async () => {
    const executor = functions(
      sampleFunctionsOptions([{ name: 'wipe', description: '', parameters: any, run: () => null }]),
    );
    const none = { provenance: 'none', elapsedMs: 0, coerced: [] };
    expect(await executor.call(sampleApi({ name: 'gone' }), {})).toEqual({
      status: 'not-callable',
      reason: 'the function gone of builtin:samples cannot be loaded: builtin:samples has no function gone',
      ...none,
    });
    const code = { kind: 'code', language: 'python', code: 'f()' } as const;
    expect(await executor.call(sampleApi({ invocation: code }), {})).toEqual({
      status: 'not-callable',
      reason: 'it is not a function',
      ...none,
    });
    expect(await executor.call(sampleApi({ name: 'wipe', effect: 'read' }), {})).toEqual({
      status: 'not-callable',
      reason: 'the function is now irreversible and was imported as read; import samples again',
      ...none,
    });
  });

  describe('of reversible functions', () => {
    it('prepares the undo before the run and returns it with all that performing it takes', async () => {
      const order: string[] = [];
      const seen = await call(
        {
          effect: 'reversible',
          undo: ({ path }) => {
            order.push('undo');
            return { description: `put ${path} back`, function: 'write', arguments: { path, content: 'old' } };
          },
          run: () => {
            order.push('run');
            return 'written';
          },
        },
        {},
        { path: 'a.txt' },
      );
      expect(order).toEqual(['undo', 'run']);
      expect(seen).toEqual({
        status: 'ok',
        body: 'written',
        value: 'written',
        undo: {
          kind: 'function',
          description: 'put a.txt back',
          module: 'builtin:samples',
          function: 'write',
          arguments: { path: 'a.txt', content: 'old' },
        },
        ...local,
      });
    });

    it('runs nothing when the undo cannot be prepared', async () => {
      let ran = false;
      const seen = await call({
        effect: 'reversible',
        undo: () => {
          throw new Error('the file cannot be read');
        },
        run: () => {
          ran = true;
          return null;
        },
      });
      expect(ran).toBe(false);
      expect(seen).toEqual({
        status: 'failed',
        reason: 'nothing was done, because how to undo it cannot be prepared: the file cannot be read',
        ...local,
      });
    });
  });
});
