import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../base/index.js';
import { executorContract, type SampleCall, sampleApi } from '../executor.contract.js';
import type { Executor } from '../executor.js';
import { sampleFunctions } from '../functions/sample-functions.contract.js';
import type { Observation } from '../observation.js';
import { cassetteOf } from './cassette.js';
import { readCassette } from './read-cassette.js';
import { recorded } from './recorded.js';
import { type Recording, recording } from './recording.js';
import { openRecordingFile } from './recording-file.js';

executorContract('recording', () => {
  const sample = sampleFunctions();
  return { ...sample, executor: recording(sample.executor, () => {}) };
});

executorContract('recorded', async () => {
  const sample = sampleFunctions();
  const path = join(mkdtempSync(join(tmpdir(), 'capuchin-recordings-')), 'calls.jsonl');
  const file = await openRecordingFile(path);
  const { succeeds, fails, large } = sample;
  for (const made of [succeeds, fails, large] as SampleCall[]) {
    await recording(sample.executor, file.keep).call(made.api, made.arguments);
  }
  await file.close();
  const executor = recorded(await readCassette(path));
  return { ...sample, executor, provenance: 'recorded', hangs: 'a recorded call is answered at once' };
});

const seen: Observation = { status: 'ok', body: '18', value: 18, provenance: 'live', elapsedMs: 12, coerced: [] };
const weather = sampleApi({ name: 'weather' });
const asked = (args: JsonObject, observation: Observation = seen): Recording => ({
  api: weather.id,
  arguments: args,
  observation,
});

describe('recorded', () => {
  it('repeats what was seen, whatever the order of the arguments, with its provenance changed', async () => {
    const executor = recorded(cassetteOf([asked({ city: 'Oslo', day: 1 })]));
    expect(await executor.call(weather, { day: 1, city: 'Oslo' })).toEqual({ ...seen, provenance: 'recorded' });
  });

  it('finds equal arguments in any order of keys and any spelling of numbers', async () => {
    const value = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), value), fc.integer({ min: 0, max: 5 }), async (args, seed) => {
        const executor = recorded(cassetteOf([asked(args)]));
        const respelt = JSON.parse(respell(args, seed)) as JsonObject;
        expect((await executor.call(weather, respelt)).status).toBe('ok');
      }),
      { numRuns: 200 },
    );
  });

  it('holds calls for different that differ anywhere', async () => {
    const args = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>);
    await fc.assert(
      fc.asyncProperty(args, fc.string(), async (args, name) => {
        fc.pre(!Object.hasOwn(args, name));
        const executor = recorded(cassetteOf([asked(args)]));
        await expect(executor.call(weather, { ...args, [name]: 1 })).rejects.toThrow('was not recorded');
      }),
      { numRuns: 200 },
    );
  });

  it('runs nothing for a call that was not recorded, and shows the nearest arguments', async () => {
    const executor = recorded(cassetteOf([asked({ city: 'Rome', day: 2 }), asked({ city: 'Oslo', day: 1 })]));
    await expect(executor.call(weather, { city: 'Osla', day: 1 })).rejects.toMatchObject({
      code: 'recording-missing',
      message:
        'samples/weather with the arguments {"city":"Osla","day":1} was not recorded; the nearest call recorded had ' +
        '{"city":"Oslo","day":1} and differs in city: recorded "Oslo", asked "Osla"',
    });
  });

  it.each<[string, readonly Recording[], string]>([
    ['an empty cassette', [], 'was not recorded; nothing was'],
    ['another API', [{ ...asked({}), api: 'samples/tides' }], 'of this API nothing was, only of samples/tides'],
    [
      'an API whose collection has another name now',
      [{ ...asked({}), api: 'old/weather' }],
      'it was recorded as old/weather, and ids must be equal: import it as the collection old, or record it again',
    ],
  ])('says what is wrong with %s', async (_what, recordings, message) => {
    await expect(recorded(cassetteOf(recordings)).call(weather, {})).rejects.toThrow(message);
  });

  it('makes the calls that were not recorded otherwise, when told how', async () => {
    const live: Executor = { call: async () => seen };
    const executor = recorded(cassetteOf([]), { otherwise: live });
    expect(await executor.call(weather, {})).toEqual(seen);
  });

  it('repeats a call that was made several times in that order, then its last observation', async () => {
    const bodies = ['one', 'two', 'three'];
    const made = bodies.map(body => asked({}, { ...seen, body }));
    const executor = recorded(cassetteOf(made));
    const said: unknown[] = [];
    for (let i = 0; i < 5; i++) said.push(await executor.call(weather, {}));
    expect(said).toEqual(
      ['one', 'two', 'three', 'three', 'three'].map(body => ({ ...seen, body, provenance: 'recorded' })),
    );
  });

  it('offers no undo for what is not done again', async () => {
    const undo = { kind: 'call' as const, description: 'cool it', api: 'samples/cool', arguments: {} };
    const executor = recorded(cassetteOf([asked({}, { ...seen, undo })]));
    expect(await executor.call(weather, {})).toEqual({ ...seen, provenance: 'recorded' });
  });

  it('never makes a simulation look like anything else', async () => {
    const simulated: Observation = { ...seen, provenance: 'simulated', warnings: ['simulated'] };
    const executor = recorded(cassetteOf([asked({}, simulated)], 'simulations'));
    expect(await executor.call(weather, {})).toEqual(simulated);
  });
});

/** The same JSON value in other words: keys turned round, whole numbers with an exponent. */
function respell(value: JsonValue, seed: number): string {
  if (typeof value === 'number') {
    const plain = JSON.stringify(value);
    if (seed % 2 === 0 && /^-?\d+$/.test(plain)) return `${plain}.0`;
    return seed % 3 === 0 && /^-?\d+$/.test(plain) ? `${plain}0e-1` : plain;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(item => respell(item, seed)).join(' , ')}]`;
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${respell(member, seed)}`);
  return `{${(seed % 2 === 0 ? members.reverse() : members).join(',')}}`;
}

describe('recording', () => {
  it('keeps what ran, also when it failed, and nothing else', async () => {
    const kept: Recording[] = [];
    const failed: Observation = { status: 'failed', reason: 'no', provenance: 'live', elapsedMs: 1, coerced: [] };
    const denied: Observation = { status: 'denied', reason: 'no', provenance: 'none', elapsedMs: 0, coerced: [] };
    const replayed: Observation = { ...seen, provenance: 'recorded' };
    for (const observation of [seen, failed, denied, replayed]) {
      const executor = recording({ call: async () => observation }, made => void kept.push(made));
      await executor.call(weather, { a: 1 });
    }
    expect(kept).toEqual([asked({ a: 1 }), asked({ a: 1 }, failed)]);
  });

  it('keeps what the observation does not show of a reply, and a replay gives it to whoever asks', async () => {
    const cut: Observation = {
      status: 'ok',
      body: '[1,',
      fullLength: 5,
      provenance: 'live',
      elapsedMs: 1,
      coerced: [],
    };
    const complete = { value: [1, 2], nextUrl: 'https://example.com/?page=2' };
    const inner: Executor = {
      async call(_api, _args, options) {
        options?.onReply?.(complete);
        return cut;
      },
    };
    const kept: Recording[] = [];
    await recording(inner, made => void kept.push(made)).call(weather, {});
    expect(kept).toEqual([{ ...asked({}, cut), reply: complete }]);
    const replies: unknown[] = [];
    await recorded(cassetteOf(kept)).call(weather, {}, { onReply: reply => replies.push(reply) });
    await recorded(cassetteOf([asked({})])).call(weather, {}, { onReply: reply => replies.push(reply) });
    expect(replies).toEqual([complete, { value: 18 }]);
  });
});
