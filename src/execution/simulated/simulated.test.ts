import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonSchema } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { executorContract, sampleApi } from '../executor.contract.js';
import type { Observation } from '../observation.js';
import { cassetteOf } from '../recorded/cassette.js';
import type { Recording } from '../recorded/recording.js';
import { simulated } from './simulated.js';
import type { Simulate } from './simulation.js';

const album: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    tracks: { type: 'array', items: { type: 'object', properties: { id: { type: 'integer' } } } },
  },
};
const described = sampleApi({ name: 'described', returns: album });
const exampled = sampleApi({
  name: 'exampled',
  returns: album,
  examples: [
    { arguments: { city: 'Rome', day: 1 }, returns: 'sun' },
    { arguments: { city: 'Oslo', day: 1 }, returns: 'snow' },
    { arguments: { city: 'Oslo', day: 2 } },
  ],
});
const bare = sampleApi({ name: 'bare', effect: 'irreversible' });
const large = sampleApi({ name: 'large', examples: [{ arguments: {}, returns: 'ha'.repeat(1000) }] });
const seen: Observation = { status: 'ok', body: 'live', value: 'live', provenance: 'live', elapsedMs: 5, coerced: [] };

executorContract('simulated', () => ({
  executor: simulated({ maxBodyCharacters: 100, model: async () => undefined }),
  provenance: 'simulated',
  succeeds: { api: exampled, arguments: { city: 'Oslo', day: 1 } },
  fails: { api: bare, arguments: {} },
  hangs: 'nothing is waited for but a model',
  large: { api: large, arguments: {}, maxBodyCharacters: 100 },
}));

const simulation = (value: string, from: string, ...notes: string[]) => ({
  status: 'ok',
  body: value,
  value,
  provenance: 'simulated',
  elapsedMs: 0,
  coerced: [],
  warnings: [`simulated (from: ${from}); nothing was called`, ...notes],
});

describe('simulated', () => {
  it('answers from the cassette first, and leaves its provenance alone', async () => {
    const call: Recording = { api: exampled.id, arguments: { city: 'Oslo', day: 1 }, observation: seen };
    const executor = simulated({ cassette: cassetteOf([call]) });
    expect(await executor.call(exampled, { day: 1, city: 'Oslo' })).toEqual({ ...seen, provenance: 'recorded' });
    expect(await executor.call(exampled, { day: 1, city: 'Rome' })).toEqual(simulation('sun', 'example'));
  });

  it('answers from an example of other arguments, and says so', async () => {
    expect(await simulated().call(exampled, { city: 'Oslo', day: 3 })).toEqual(
      simulation('snow', 'example', 'the example has other arguments: {"city":"Oslo","day":1}'),
    );
  });

  it('answers from the schema of the reply, the same for equal calls', async () => {
    const [one, again, other] = await Promise.all([
      simulated().call(described, { name: 'Blue', year: 1971 }),
      simulated().call(described, { year: 1971, name: 'Blue' }),
      simulated().call(described, { name: 'Hejira', year: 1976 }),
    ]);
    expect(one).toMatchObject({ status: 'ok', provenance: 'simulated', value: { name: 'Blue' } });
    expect(one?.warnings).toEqual(['simulated (from: schema); nothing was called']);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it('asks a model only when there is nothing else, and keeps equal calls equal', async () => {
    let asked = 0;
    const model: Simulate = async () => ({ from: 'model', made: { value: `answer ${++asked}` }, notes: [] });
    const executor = simulated({ model });
    await executor.call(described, {});
    expect(asked).toBe(0);
    const both = await Promise.all([executor.call(bare, { a: 1, b: 2 }), executor.call(bare, { b: 2, a: 1 })]);
    expect(both[1]).toEqual(both[0]);
    expect(await executor.call(bare, { a: 1, b: 2 })).toEqual(both[0]);
    expect(await executor.call(bare, { a: 2 })).not.toEqual(both[0]);
  });

  it('says what is missing when there is nothing at all', async () => {
    expect(await simulated().call(bare, {})).toEqual({
      status: 'not-callable',
      reason: 'it has no recording, no example and no schema of its reply to be simulated from; a model could do it',
      provenance: 'none',
      elapsedMs: 0,
      coerced: [],
    });
  });

  it('neither remembers nor keeps a simulation that failed', async () => {
    let asked = 0;
    const model: Simulate = async () =>
      ++asked === 1
        ? { from: 'model', made: { failure: 'no JSON' }, notes: [] }
        : { from: 'model', made: { value: { error: 'Error 404: parse' } }, notes: [] };
    const kept: Recording[] = [];
    const executor = simulated({ model, keep: recording => void kept.push(recording) });
    expect(await executor.call(bare, {})).toMatchObject({
      status: 'failed',
      reason: 'no JSON',
      provenance: 'simulated',
    });
    const second = await executor.call(bare, {});
    expect(second).toMatchObject({ status: 'ok', value: { error: 'Error 404: parse' } });
    await executor.call(bare, {});
    expect(kept).toEqual([{ api: bare.id, arguments: {}, observation: second }]);
  });

  it('gives simulations of a cassette as such', async () => {
    const made = await simulated().call(described, {});
    const cassette = cassetteOf([{ api: described.id, arguments: {}, observation: made }], 'simulations');
    const never: Simulate = async () => expect.fail('the cassette has it');
    const executor = simulated({ cassette, examples: never, sampler: never });
    expect(await executor.call(described, {})).toEqual(made);
  });
});

describe('samples of replies', () => {
  const sampled = async (returns: JsonSchema, args: JsonObject = {}) => {
    const api: Api = sampleApi({ name: 'sampled', returns });
    const seen = await simulated().call(api, args);
    return seen.status === 'ok' ? { value: seen.value, notes: seen.warnings?.slice(1) } : seen.status;
  };

  it('stop where a schema refers to itself', async () => {
    const node: JsonSchema = {
      $defs: {
        node: {
          type: 'object',
          required: ['id'],
          properties: {
            id: { const: 1 },
            parent: { $ref: '#/$defs/node' },
            children: { type: 'array', items: { $ref: '#/$defs/node' } },
          },
        },
      },
      $ref: '#/$defs/node',
    };
    expect(await sampled(node)).toEqual({ value: { id: 1, children: [] }, notes: [] });
    const endless: JsonSchema = { type: 'object', required: ['self'], properties: { self: { $ref: '#' } } };
    expect(await sampled(endless)).toMatchObject({ notes: [expect.stringContaining('does not fit')] });
  });

  it('are bounded however wide and deep the schema', async () => {
    let wide: JsonSchema = { type: 'string' };
    for (let i = 0; i < 30; i++) wide = { type: 'array', minItems: 40, items: wide };
    const seen = await sampled(wide);
    expect(JSON.stringify(seen).length).toBeLessThan(100_000);
  });

  it('merge allOf, choose a branch, and obey limits', async () => {
    const returns: JsonSchema = {
      allOf: [
        { type: 'object', properties: { kind: { enum: ['cat', 'dog'] } }, required: ['kind'] },
        {
          type: 'object',
          properties: {
            weight: { oneOf: [{ type: 'integer' }, { type: 'number' }] },
            code: { type: 'string', pattern: '^[A-Z]{2}-[0-9]{4}$', maxLength: 7 },
            share: { type: 'number', minimum: 0, maximum: 1, multipleOf: 0.25 },
            age: { type: 'integer', exclusiveMinimum: 3, exclusiveMaximum: 5 },
            born: { type: ['string', 'null'], format: 'date' },
            gone: { type: 'null' },
            tags: {
              type: 'array',
              minItems: 3,
              maxItems: 3,
              uniqueItems: true,
              items: { type: 'string', minLength: 20 },
            },
            names: { type: 'object', additionalProperties: { type: 'boolean' } },
          },
          required: ['weight', 'code', 'share', 'age', 'born', 'gone', 'tags', 'names'],
        },
      ],
    };
    expect(await sampled(returns)).toMatchObject({ value: { age: 4, gone: null }, notes: [] });
  });

  it('pass over examples of the schema that do not fit it', async () => {
    const returns: JsonSchema = {
      type: 'object',
      properties: {
        size: { type: 'integer', maximum: 5, examples: [900] },
        unit: { type: 'string', examples: ['cm'] },
      },
    };
    expect(await sampled(returns)).toMatchObject({ notes: [] });
    expect(await sampled({ type: 'object', properties: { unit: { type: 'string', examples: ['cm'] } } })).toEqual({
      value: { unit: 'cm' },
      notes: [],
    });
  });

  it('are not made of a schema that says nothing', async () => {
    expect(await sampled({ description: 'whatever' })).toBe('not-callable');
  });
});
