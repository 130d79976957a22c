import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { executorContract, type SampleCall, sampleApi } from '../executor.contract.js';
import type { Executor } from '../executor.js';
import { sampleFunctions } from '../functions/sample-functions.contract.js';
import type { Observation } from '../observation.js';
import { recorded } from './recorded.js';
import { type Recording, recording } from './recording.js';
import { openRecordingFile, readRecordings } from './recording-file.js';

const newPath = () => join(mkdtempSync(join(tmpdir(), 'capuchin-recordings-')), 'calls.jsonl');

async function recordingsIn(path: string): Promise<Recording[]> {
  const found: Recording[] = [];
  for await (const recording of readRecordings(path)) found.push(recording);
  return found;
}

executorContract('recording', () => {
  const sample = sampleFunctions();
  return { ...sample, executor: recording(sample.executor, () => {}) };
});

executorContract('recorded', async () => {
  const sample = sampleFunctions();
  const path = newPath();
  const file = openRecordingFile(path);
  const { succeeds, fails, large } = sample;
  for (const made of [succeeds, fails, large] as SampleCall[]) {
    await recording(sample.executor, file.keep).call(made.api, made.arguments);
  }
  file.close();
  const executor = recorded(await recordingsIn(path));
  return { ...sample, executor, provenance: 'recorded', hangs: 'a recorded call is answered at once' };
});

const seen: Observation = { status: 'ok', body: '18', value: 18, provenance: 'live', elapsedMs: 12, coerced: [] };
const weather = sampleApi({ name: 'weather' });

describe('recorded', () => {
  it('repeats what was seen, whatever the order of the arguments, with its provenance changed', async () => {
    const executor = recorded([{ api: weather.id, arguments: { city: 'Oslo', day: 1 }, observation: seen }]);
    expect(await executor.call(weather, { day: 1, city: 'Oslo' })).toEqual({ ...seen, provenance: 'recorded' });
  });

  it('says aloud that a call was not recorded', async () => {
    const executor = recorded([{ api: weather.id, arguments: {}, observation: seen }]);
    expect(await executor.call(weather, { city: 'Oslo' })).toEqual({
      status: 'not-callable',
      reason: 'samples/weather with the arguments {"city":"Oslo"} was not recorded',
      provenance: 'none',
      elapsedMs: 0,
      coerced: [],
    });
  });

  it('makes the calls that were not recorded otherwise, when told how', async () => {
    const live: Executor = { call: async () => seen };
    const executor = recorded([], { otherwise: live });
    expect(await executor.call(weather, {})).toEqual(seen);
  });

  it('lets the last recording of a call count, and offers no undo for what is not done again', async () => {
    const undo = {
      kind: 'function' as const,
      description: 'warm it again',
      module: 'm',
      function: 'warm',
      arguments: {},
    };
    const again: Observation = { status: 'ok', body: '19', provenance: 'live', elapsedMs: 9, coerced: [], undo };
    const executor = recorded([seen, again].map(observation => ({ api: weather.id, arguments: {}, observation })));
    expect(await executor.call(weather, {})).toEqual({
      status: 'ok',
      body: '19',
      provenance: 'recorded',
      elapsedMs: 9,
      coerced: [],
    });
  });
});

describe('recording', () => {
  it('keeps what ran, also when it failed, and nothing else', async () => {
    const kept: Recording[] = [];
    const failed: Observation = { status: 'failed', reason: 'no', provenance: 'live', elapsedMs: 1, coerced: [] };
    const denied: Observation = { status: 'denied', reason: 'no', provenance: 'none', elapsedMs: 0, coerced: [] };
    for (const observation of [seen, failed, denied]) {
      await recording({ call: async () => observation }, made => kept.push(made)).call(weather, { a: 1 });
    }
    expect(kept).toEqual([seen, failed].map(observation => ({ api: weather.id, arguments: { a: 1 }, observation })));
  });
});

describe('a file of recordings', () => {
  const made: Recording = { api: weather.id, arguments: { city: 'Oslo' }, observation: seen };

  it('is added to, and names its format once', async () => {
    const path = newPath();
    for (let i = 0; i < 2; i++) {
      const file = openRecordingFile(path);
      file.keep(made);
      file.close();
    }
    expect(readFileSync(path, 'utf8').split('\n')[0]).toBe('{"format":"capuchin-recordings","version":1}');
    expect(await recordingsIn(path)).toEqual([made, made]);
  });

  it('passes over a last line that was cut off by a kill', async () => {
    const path = newPath();
    openRecordingFile(path).keep(made);
    appendFileSync(path, '{"api":"samples/wea');
    expect(await recordingsIn(path)).toEqual([made]);
  });

  it.each([
    ['{"format":"other"}\n', 'is not a file of recordings'],
    ['{"format":"capuchin-recordings","version":9}\n', 'has version 9; this program reads 1'],
    ['{"format":"capuchin-recordings","version":1}\n[]\n', ':2 is no recording'],
    [
      '{"format":"capuchin-recordings","version":1}\n{"api":"a","arguments":{},"observation":{"status":"ok"}}\n',
      ':2 is no recording; it needs api, arguments and observation',
    ],
    ['{"format":"capuchin-recordings","version":1}\n{bad\n', ':2: '],
  ])('is refused, with the place, when it is something else: %j', async (text, message) => {
    const path = newPath();
    writeFileSync(path, text);
    await expect(recordingsIn(path)).rejects.toThrow(message);
  });
});
