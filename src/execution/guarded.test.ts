import { describe, expect, it } from 'vitest';
import type { Api } from '../catalog/index.js';
import { executorContract, sampleApi } from './executor.contract.js';
import type { CallOptions, Executor } from './executor.js';
import { sampleFunctions } from './functions/sample-functions.contract.js';
import { type Approval, type ApprovalRequest, type GuardOptions, guarded } from './guarded.js';
import { cautiousPolicy, type Policy } from './policy.js';

executorContract('guarded functions', () => {
  const sample = sampleFunctions();
  return { ...sample, executor: guarded(sample.executor, { policy: cautiousPolicy }) };
});

const look = sampleApi({ name: 'look' });
const move = sampleApi({ name: 'move', effect: 'reversible', undo: { description: 'move it back' } });
const burn = sampleApi({ name: 'burn', effect: 'irreversible' });

/** A guarded executor that notes what happens, in order. */
function setUp(options: Partial<GuardOptions> = {}) {
  const log: string[] = [];
  const inner: Executor = {
    async call(api, _args, options) {
      log.push(`call ${api.name}${options?.beforeIrreversible === undefined ? '' : ' again'}`);
      return { status: 'ok', body: 'done', provenance: 'local', elapsedMs: 1, coerced: [] };
    },
  };
  const executor = guarded(inner, { policy: cautiousPolicy, ...options });
  const callOptions: CallOptions = {
    beforeIrreversible: async () => {
      log.push('on disk');
    },
  };
  const run = async (api: Api) => {
    const seen = await executor.call(api, { a: 1 }, callOptions);
    return seen.status === 'denied' ? seen.reason : seen.status;
  };
  return { log, executor, run };
}

function answering(...answers: Approval[]) {
  const asked: ApprovalRequest[] = [];
  const approve = async (request: ApprovalRequest) => {
    asked.push(request);
    return answers.shift() ?? 'no';
  };
  return { asked, approve };
}

describe('guarded', () => {
  it('runs what the policy allows without asking', async () => {
    const { run, log } = setUp();
    expect(await run(look)).toBe('ok');
    expect(log).toEqual(['call look']);
  });

  it('refuses what it would ask about when nobody can be asked, and names the flag', async () => {
    const { run, log } = setUp();
    expect(await run(burn)).toBe(
      'it cannot be taken back and needs approval, and nobody can be asked here; --yes approves everything the policy would ask about',
    );
    expect(await run(move)).toMatch(/^it changes something and needs approval/);
    expect(log).toEqual([]);
  });

  it('asks with the call as it will be made', async () => {
    const { asked, approve } = answering('yes', 'no');
    const policy: Policy = {
      ...cautiousPolicy,
      rules: [{ match: { api: 'move' }, decision: 'ask', reason: 'it is heavy' }],
    };
    const { run, log } = setUp({ policy, approve });
    expect(await run(move)).toBe('ok');
    expect(await run(burn)).toBe('the user said no');
    expect(asked).toEqual([
      { api: move, arguments: { a: 1 }, effect: 'reversible', undo: 'move it back', reason: 'it is heavy' },
      { api: burn, arguments: { a: 1 }, effect: 'irreversible' },
    ]);
    expect(log).toEqual(['call move']);
  });

  it('has the record on disk after approval and before a call that cannot be taken back, once', async () => {
    const { approve } = answering('yes');
    const { run, log } = setUp({ approve });
    await run(burn);
    expect(log).toEqual(['on disk', 'call burn']);
  });

  it('makes no irreversible call when the record cannot be kept', async () => {
    const { executor, log } = setUp({ yes: true });
    const beforeIrreversible = () => Promise.reject(new Error('disk full'));
    await expect(executor.call(burn, {}, { beforeIrreversible })).rejects.toThrow('disk full');
    expect(log).toEqual([]);
  });

  it('remembers "always" for that API alone', async () => {
    const { asked, approve } = answering('always', 'no');
    const { run } = setUp({ approve });
    expect([await run(burn), await run(burn), await run(move)]).toEqual(['ok', 'ok', 'the user said no']);
    expect(asked.map(({ api }) => api.name)).toEqual(['burn', 'move']);
  });

  it('approves with yes what would be asked, and nothing that is forbidden', async () => {
    const policy: Policy = { ...cautiousPolicy, rules: [{ match: { api: 'move' }, decision: 'deny' }] };
    const { run } = setUp({ policy, yes: true });
    expect([await run(burn), await run(move)]).toEqual(['ok', 'the policy forbids it']);
  });

  it('refuses all but reading when read-only, whatever rules, yes and people say', async () => {
    const { asked, approve } = answering('yes', 'yes');
    const policy: Policy = { ...cautiousPolicy, rules: [{ match: {}, decision: 'allow' }] };
    const { run } = setUp({ policy, approve, yes: true, readOnly: true });
    expect(await run(burn)).toBe('it cannot be taken back, and only reading is allowed (--read-only)');
    expect(await run(move)).toBe('it changes something, and only reading is allowed (--read-only)');
    expect(await run(look)).toBe('ok');
    expect(asked).toEqual([]);
  });

  it('asks one question at a time, and not what the answer before has settled', async () => {
    let open = 0;
    let questions = 0;
    const approve = async (): Promise<Approval> => {
      open += 1;
      questions += 1;
      expect(open).toBe(1);
      await new Promise(resolve => setImmediate(resolve));
      open -= 1;
      return 'always';
    };
    const { run } = setUp({ approve });
    expect(await Promise.all([run(burn), run(burn), run(move)])).toEqual(['ok', 'ok', 'ok']);
    expect(questions).toBe(2);
  });

  it('stops waiting for an answer when aborted, without letting the next question come too early', async () => {
    const answers: ((answer: Approval) => void)[] = [];
    const { executor, run } = setUp({ approve: () => new Promise(resolve => answers.push(resolve)) });
    const first = run(burn);
    const abort = new AbortController();
    const second = executor.call(move, {}, { signal: abort.signal });
    const third = run(move);
    abort.abort('enough');
    await expect(second).rejects.toBe('enough');
    await new Promise(resolve => setImmediate(resolve));
    expect(answers.length).toBe(1);
    answers[0]?.('yes');
    expect(await first).toBe('ok');
    await new Promise(resolve => setImmediate(resolve));
    answers[1]?.('no');
    expect(await third).toBe('the user said no');
  });

  it('asks again after a question that failed', async () => {
    let broken = true;
    const approve = async (): Promise<Approval> => {
      if (broken) throw new Error('the terminal is gone');
      return 'yes';
    };
    const { run } = setUp({ approve });
    await expect(run(burn)).rejects.toThrow('the terminal is gone');
    broken = false;
    expect(await run(burn)).toBe('ok');
  });
});
