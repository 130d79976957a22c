import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { callable } from '../callable.js';
import type { CallOptions, Executor } from '../executor.js';
import { sampleFunctionsOptions } from '../functions/sample-functions.contract.js';
import type { Approval, ApprovalRequest, GuardOptions } from '../guarded.js';
import { httpExecutor } from '../http/http-executor.js';
import type { CallUndo, Observation } from '../observation.js';
import { cautiousPolicy, type Policy } from '../policy.js';
import { type PerformOptions, performStep } from './perform-step.js';
import { type SampleShop, sampleShop } from './sample-shop.contract.js';

let shop: SampleShop;
beforeEach(async () => {
  shop = await sampleShop();
});
afterEach(() => shop.close());

function executorFor(guard: Partial<GuardOptions> = {}): Executor {
  return callable({
    executors: { http: httpExecutor({ allowHosts: [shop.host] }) },
    guard: { policy: cautiousPolicy, yes: true, undo: { find: shop.find }, ...guard },
  });
}

function call(api: Api, args: JsonObject, options: CallOptions = {}): Promise<Observation> {
  return executorFor().call(api, args, options);
}

function stepOf(seen: Observation): CallUndo {
  if (seen.status !== 'ok' || seen.undo?.kind !== 'call') expect.fail(`no step in ${JSON.stringify(seen)}`);
  return JSON.parse(JSON.stringify(seen.undo)) as CallUndo; // as it is kept in a run
}

function undo(step: CallUndo, given: Partial<PerformOptions> = {}): Promise<Observation> {
  return performStep(step, {
    find: shop.find,
    executor: executorFor(),
    functions: sampleFunctionsOptions([]),
    refuse: () => undefined,
    overwrite: async () => false,
    ...given,
  });
}

describe('what was created', () => {
  it('is deleted by the id in the reply', async () => {
    const seen = await call(shop.apis.create, { title: 'lamp', price: 3 });
    expect(stepOf(seen)).toEqual({
      kind: 'call',
      description: 'delete what was created',
      api: 'samples/DELETE /things/{id}',
      arguments: { id: 't1' },
      unchanged: {
        api: 'samples/GET /things/{id}',
        arguments: { id: 't1' },
        values: { '/title': 'lamp', '/price': 3 },
      },
    });
    expect(await undo(stepOf(seen))).toMatchObject({ status: 'ok', provenance: 'live' });
    expect(shop.things.size).toBe(0);
    expect(shop.requests).toEqual(['POST /things', 'GET /things/t1', 'DELETE /things/t1']);
  });

  it('is said to be beyond undoing when the reply has no id', async () => {
    const seen = await call(shop.apis.create, { title: 'quiet' });
    expect(seen).toMatchObject({
      status: 'ok',
      warnings: ['this call was made, and cannot be undone after all: id of the reply is not there'],
    });
    expect(seen.status === 'ok' && seen.undo).toBeFalsy();
  });

  it('is not deleted when somebody changed it since, unless that is wanted', async () => {
    const step = stepOf(await call(shop.apis.create, { title: 'lamp', price: 3 }));
    shop.things.set('t1', { id: 't1', title: 'lamp', price: 4, note: 'added' });
    const told: (readonly string[])[] = [];
    const overwrite = async (changes: readonly string[]) => {
      told.push(changes);
      return false;
    };
    expect(await undo(step, { overwrite })).toMatchObject({
      status: 'denied',
      reason: 'it was changed since: price is 4, and was left as 3',
      provenance: 'none',
    });
    expect(told).toEqual([['price is 4, and was left as 3']]);
    expect(shop.things.has('t1')).toBe(true);
    expect(await undo(step, { overwrite: async () => true })).toMatchObject({
      status: 'ok',
      warnings: ['what was changed since was overwritten: price is 4, and was left as 3'],
    });
    expect(shop.things.has('t1')).toBe(false);
  });

  it('needs no deleting when it is gone', async () => {
    const step = stepOf(await call(shop.apis.create, { title: 'lamp' }));
    shop.things.clear();
    expect(await undo(step)).toMatchObject({ status: 'ok', body: 'nothing was left to undo: it is gone already' });
    expect(shop.requests).not.toContain('DELETE /things/t1');
  });

  it('is left alone where the server says that it changed meanwhile', async () => {
    const step = stepOf(await call(shop.apis.create, { title: 'lamp' }));
    shop.fail('DELETE /things/t1', 412);
    expect(await undo(step)).toMatchObject({ status: 'http-error', httpStatus: 412 });
    expect(shop.things.has('t1')).toBe(true);
  });

  it('says that a failed call has nothing to undo', async () => {
    shop.fail('POST /things', 500);
    expect(await call(shop.apis.create, { title: 'lamp' })).toEqual(
      expect.not.objectContaining({ undo: expect.anything() }),
    );
  });
});

describe('what was replaced', () => {
  beforeEach(() => {
    shop.things.set('a', { id: 'a', title: 'lamp', size: { width: 1, depth: 2 } });
  });

  it('is put back whole after a PUT, without what it did not have', async () => {
    const seen = await call(shop.apis.put, { id: 'a', title: 'desk', price: 9 });
    expect(stepOf(seen)).toMatchObject({
      api: 'samples/PUT /things/{id}',
      arguments: { id: 'a', title: 'lamp', size: { width: 1, depth: 2 } },
      unchanged: { values: { '/title': 'desk', '/price': 9 } },
    });
    expect(await undo(stepOf(seen))).toMatchObject({ status: 'ok' });
    expect(shop.things.get('a')).toEqual({ id: 'a', title: 'lamp', size: { width: 1, depth: 2 } });
  });

  it('is put back member by member after a PATCH', async () => {
    const step = stepOf(await call(shop.apis.patch, { id: 'a', title: 'desk', size: { depth: 7 } }));
    expect(step.arguments).toEqual({ id: 'a', title: 'lamp', size: { width: 1, depth: 2 } });
    await undo(step);
    expect(shop.things.get('a')).toEqual({ id: 'a', title: 'lamp', size: { width: 1, depth: 2 } });
  });

  it('is told apart from what somebody else wrote since', async () => {
    const step = stepOf(await call(shop.apis.patch, { id: 'a', title: 'desk' }));
    shop.things.set('a', { id: 'a', title: 'chair' });
    expect(await undo(step)).toMatchObject({
      status: 'denied',
      reason: 'it was changed since: title is "chair", and was left as "desk"',
    });
    expect(shop.things.get('a')).toEqual({ id: 'a', title: 'chair' });
  });

  it('cannot be put back when it is gone', async () => {
    const step = stepOf(await call(shop.apis.patch, { id: 'a', title: 'desk' }));
    shop.things.clear();
    expect(await undo(step)).toMatchObject({ reason: 'what the call changed is gone, so nothing can be put back' });
  });

  it('is undone although whether it changed cannot be seen, and that is said', async () => {
    const step = stepOf(await call(shop.apis.patch, { id: 'a', title: 'desk' }));
    shop.fail('GET /things/a', 500);
    expect(await undo(step)).toMatchObject({
      status: 'ok',
      warnings: ['whether somebody changed it since could not be seen: HTTP 500'],
    });
  });

  it('is deleted when a PUT made it, and then only', async () => {
    const step = stepOf(await call(shop.apis.put, { id: 'new', title: 'desk' }));
    expect(step).toMatchObject({ api: 'samples/DELETE /things/{id}', arguments: { id: 'new' } });
    expect(step.description).toBe('delete what it creates, by DELETE /things/{id}');
    await undo(step);
    expect([...shop.things.keys()]).toEqual(['a']);
  });

  it('is unstarred only when it was not starred before', async () => {
    const step = stepOf(await call(shop.apis.star, { id: 'a' }));
    await undo(step);
    expect(shop.starred.size).toBe(0);
    shop.starred.add('a');
    const seen = await call(shop.apis.star, { id: 'a' });
    expect(seen.status === 'ok' && seen.undo).toBeFalsy();
  });
});

describe('a call that cannot be taken back after all', () => {
  const asked: ApprovalRequest[] = [];
  const approve = async (request: ApprovalRequest): Promise<Approval> => {
    asked.push(request);
    return 'no';
  };
  beforeEach(() => {
    asked.length = 0;
    shop.things.set('a', { id: 'a', title: 'lamp' });
  });
  const asking = (api: Api, args: JsonObject, guard: Partial<GuardOptions> = {}) =>
    executorFor({ yes: false, approve, ...guard }).call(api, args);

  it.each<[string, (shop: SampleShop) => [Api, JsonObject], string]>([
    [
      'what it replaces cannot be read',
      ({ apis, fail }) => {
        fail('GET /things/a', 500);
        return [apis.patch, { id: 'a', title: 'desk' }];
      },
      'get_things_id cannot show what it replaces: HTTP 500',
    ],
    [
      'a member had no value before',
      ({ apis }) => [apis.patch, { id: 'a', price: 3 }],
      'price of what the read before the call gave is not there',
    ],
    [
      'it may add members to an object',
      ({ apis, things }) => {
        things.set('a', { id: 'a', size: { width: 1 } });
        return [apis.patch, { id: 'a', size: { depth: 3 } }];
      },
      'it may add members to size that cannot be taken out again',
    ],
    [
      'a value is shown masked',
      ({ apis, things }) => {
        things.set('a', { id: 'a', title: '********' });
        return [apis.patch, { id: 'a', title: 'desk' }];
      },
      'title is shown masked by the read before',
    ],
    [
      'what was there does not fit the reversing call',
      ({ apis, things }) => {
        things.set('a', { id: 'a', price: { amount: 3 } });
        return [apis.patch, { id: 'a', price: 4 }];
      },
      'what would be put back does not fit patch_things_id',
    ],
    ['there is nothing to put back', ({ apis }) => [apis.patch, { id: 'none', title: 'x' }], 'there is nothing there'],
  ])('is asked about as such where %s', async (_name, prepare, reason) => {
    const [api, args] = prepare(shop);
    expect(await asking(api, args)).toMatchObject({ status: 'denied', reason: 'the user said no' });
    expect(asked).toMatchObject([{ effect: 'irreversible', whyIrreversible: expect.stringContaining(reason) }]);
    expect(asked[0]?.undo).toBeUndefined();
    expect(shop.requests.every(request => request.startsWith('GET '))).toBe(true);
  });

  it('is decided on as irreversible by the policy, and the reason is given', async () => {
    const policy: Policy = {
      version: 1,
      default: { read: 'allow', reversible: 'allow', irreversible: 'deny' },
      rules: [],
    };
    expect(await asking(shop.apis.patch, { id: 'a', title: 'desk' }, { policy })).toMatchObject({ status: 'ok' });
    expect(await asking(shop.apis.patch, { id: 'a', price: 3 }, { policy })).toMatchObject({
      status: 'denied',
      reason: 'the policy forbids it (price of what the read before the call gave is not there)',
    });
  });

  it('has the record on disk first, as every irreversible call', async () => {
    const log: string[] = [];
    const beforeIrreversible = async () => void log.push('on disk');
    await call(shop.apis.patch, { id: 'a', title: 'desk' }, { beforeIrreversible });
    expect(log).toEqual([]);
    await call(shop.apis.patch, { id: 'a', price: 3 }, { beforeIrreversible });
    expect(log).toEqual(['on disk']);
  });

  it('is not read for where the call is refused anyway, or where reading is not allowed unasked', async () => {
    await asking(shop.apis.patch, { id: 'a', title: 'x' }, { readOnly: true });
    await executorFor({ yes: false }).call(shop.apis.patch, { id: 'a', title: 'x' });
    const rules = [{ match: { api: 'get_*' }, decision: 'deny' as const }];
    await asking(shop.apis.patch, { id: 'a', title: 'x' }, { policy: { ...cautiousPolicy, rules } });
    expect(shop.requests).toEqual([]);
    expect(asked).toMatchObject([{ whyIrreversible: expect.stringContaining('may not be called unasked') }]);
  });

  it('is told how it would be taken back where it can be', async () => {
    await asking(shop.apis.patch, { id: 'a', title: 'desk' });
    await asking(shop.apis.put, { id: 'b', title: 'desk' });
    expect(asked).toMatchObject([
      { effect: 'reversible', undo: 'put back what GET gave before' },
      { effect: 'reversible', undo: 'delete what it creates, by DELETE /things/{id}' },
    ]);
  });

  it('is the case for every such call where nothing is set up to take it back', async () => {
    const executor = callable({
      executors: { http: httpExecutor({ allowHosts: [shop.host] }) },
      guard: { policy: cautiousPolicy, approve },
    });
    await executor.call(shop.apis.create, { title: 'x' });
    expect(asked).toMatchObject([{ effect: 'irreversible', whyIrreversible: 'nothing is set up to take it back' }]);
  });
});

describe('interruption', () => {
  it('during the read before a call leaves everything as it is', async () => {
    shop.things.set('a', { id: 'a', title: 'lamp' });
    const stop = new AbortController();
    shop.onRequest = () => stop.abort(new Error('interrupted'));
    await expect(call(shop.apis.patch, { id: 'a', title: 'desk' }, { signal: stop.signal })).rejects.toThrow(
      'interrupted',
    );
    expect(shop.things.get('a')).toEqual({ id: 'a', title: 'lamp' });
    expect(shop.requests).toEqual(['GET /things/a']);
  });

  it('during an undo rejects with its reason', async () => {
    const step = stepOf(await call(shop.apis.create, { title: 'lamp' }));
    const stop = new AbortController();
    shop.onRequest = () => stop.abort(new Error('interrupted'));
    await expect(undo(step, { signal: stop.signal })).rejects.toThrow('interrupted');
    expect(shop.things.size).toBe(1);
  });
});

describe('performStep', () => {
  it('keeps to the policy, also for reversing calls', async () => {
    const step = stepOf(await call(shop.apis.create, { title: 'lamp' }));
    const rules = [{ match: { api: 'delete_*' }, decision: 'deny' as const, reason: 'nothing is deleted here' }];
    const executor = executorFor({ policy: { ...cautiousPolicy, rules } });
    expect(await undo(step, { executor })).toMatchObject({ status: 'denied', reason: 'nothing is deleted here' });
    expect(shop.things.size).toBe(1);
  });

  it('says so when the reversing API is gone', async () => {
    const step = stepOf(await call(shop.apis.create, { title: 'lamp' }));
    expect(await undo(step, { find: () => undefined })).toMatchObject({
      status: 'not-callable',
      reason: 'samples/DELETE /things/{id} is not in the collection any more',
    });
  });

  it('may be refused for a function', async () => {
    const step = { kind: 'function' as const, description: '', module: 'm', function: 'f', arguments: {} };
    const options = { find: shop.find, executor: executorFor(), functions: sampleFunctionsOptions([]) };
    const refused = { ...options, refuse: () => 'the policy forbids it', overwrite: async () => false };
    expect(await performStep(step, refused)).toMatchObject({ status: 'denied', reason: 'the policy forbids it' });
  });
});
