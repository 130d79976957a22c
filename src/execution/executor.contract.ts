import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../base/index.js';
import type { Api } from '../catalog/index.js';
import type { Executor } from './executor.js';
import type { Provenance } from './observation.js';

export interface SampleCall {
  readonly api: Api;
  readonly arguments: JsonObject;
}

/** An executor with a call for each promise; a text in place of a call says why it cannot be shown. */
export interface ExecutorSample {
  readonly executor: Executor;
  readonly provenance: Provenance;
  /** Answers `ok`, the same each time. */
  readonly succeeds: SampleCall;
  /** Comes to something else than `ok`. */
  readonly fails: SampleCall | string;
  /** Has no answer for as long as the test runs. */
  readonly hangs: SampleCall | string;
  /** Answers with more than `maxBodyCharacters`. */
  readonly large: (SampleCall & { readonly maxBodyCharacters: number }) | string;
}

/** What every executor promises. `make` is called for each test; what it opens, its test file closes. */
export function executorContract(name: string, make: () => ExecutorSample | Promise<ExecutorSample>): void {
  describe(`${name} keeps the executor contract`, () => {
    it('says what came of a call, where from and how long it took', async () => {
      const { executor, succeeds, provenance } = await make();
      const seen = await executor.call(succeeds.api, succeeds.arguments);
      expect(seen).toMatchObject({ status: 'ok', provenance, body: expect.any(String), coerced: expect.any(Array) });
      expect(seen.elapsedMs).toBeGreaterThanOrEqual(0);
    });

    it('gives observations that survive being written as JSON', async () => {
      const { executor, succeeds } = await make();
      const seen = await executor.call(succeeds.api, succeeds.arguments);
      expect(JSON.parse(JSON.stringify(seen))).toEqual(seen);
    });

    it('leaves the arguments as they are', async () => {
      const { executor, succeeds } = await make();
      const args = structuredClone(succeeds.arguments);
      await executor.call(succeeds.api, args);
      expect(args).toEqual(succeeds.arguments);
    });

    it('makes a value of an API that fails', async ({ skip }) => {
      const { executor, fails } = await make();
      if (typeof fails === 'string') return skip(fails);
      const seen = await executor.call(fails.api, fails.arguments);
      expect(seen.status).not.toBe('ok');
      expect(seen.elapsedMs).toBeGreaterThanOrEqual(0);
    });

    it('rejects with the reason of a signal that was aborted before', async () => {
      const { executor, succeeds } = await make();
      const reason = new Error('changed my mind');
      const call = executor.call(succeeds.api, succeeds.arguments, { signal: AbortSignal.abort(reason) });
      await expect(call).rejects.toBe(reason);
    });

    it('rejects with the reason of a signal that is aborted meanwhile', async ({ skip }) => {
      const { executor, hangs } = await make();
      if (typeof hangs === 'string') return skip(hangs);
      const reason = new Error('changed my mind');
      const abort = new AbortController();
      const call = executor.call(hangs.api, hangs.arguments, { signal: abort.signal });
      setTimeout(() => abort.abort(reason), 20);
      await expect(call).rejects.toBe(reason);
    });

    it('cuts a body that is too long, says how long it was and leaves out its value', async ({ skip }) => {
      const { executor, large } = await make();
      if (typeof large === 'string') return skip(large);
      const seen = await executor.call(large.api, large.arguments);
      if (seen.status !== 'ok') expect.fail(`expected ok, got ${seen.status}`);
      expect(seen.body.length).toBeLessThanOrEqual(large.maxBodyCharacters);
      expect(seen.fullLength).toBeGreaterThan(large.maxBodyCharacters);
      expect(seen.value).toBeUndefined();
    });
  });
}

/** An API for tests: a reading function named `sample` without arguments, but for what is given. */
export function sampleApi(given: Partial<Api> = {}): Api {
  const name = given.name ?? 'sample';
  return {
    id: `samples/${name}`,
    name,
    collection: 'samples',
    provider: 'samples',
    tool: 'samples',
    category: 'samples',
    title: name,
    description: '',
    parameters: { type: 'object', properties: {} },
    effect: 'read',
    examples: [],
    source: { uri: 'builtin:samples' },
    invocation: { kind: 'function', module: 'builtin:samples', function: name },
    ...given,
  };
}
