import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleApi } from '../../executor.contract.js';
import type { Recording } from '../recording.js';
import { importCache, unknownOrigin } from './import-cache.js';

const forecast = sampleApi({
  id: 'toolbench/42',
  parameters: {
    type: 'object',
    properties: { 'City Name': { type: 'string' }, days: { type: 'number' }, id: { type: 'string' } },
    required: ['City Name'],
  },
  invocation: { kind: 'toolbench', category: 'News, Media', tool: 'Weather (Pro)', api: '5 Day Forecast' },
});
const path = 'News_Media/weather_pro_for_News_Media/get_5_day_forecast.json';

function cache(files: Record<string, unknown>): string {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-cache-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

async function imported(files: Record<string, unknown>) {
  const recordings: Recording[] = [];
  const folder = cache(files);
  const keep = (recording: Recording) => void recordings.push(recording);
  const report = await importCache(folder, { collection: 'toolbench', apis: [forecast], keep });
  return { report, recordings, folder };
}

const simulated = { provenance: 'simulated', elapsedMs: 0, coerced: [], warnings: [unknownOrigin] };

describe('importCache', () => {
  it('reads keys in either spelling, and gives arguments the names and types that the API has', async () => {
    const { report, recordings } = await imported({
      [path]: {
        "{'city_name': 'Oslo', 'days': '3', 'is_id': 'x'}": { error: '', response: '{"sky": "grey"}' },
        '{"city_name": "Rome"}': { error: '', response: 'sun' },
        "{'city_name': 'Bonn'}": { error: 'API not working error...', response: '' },
      },
    });
    expect(recordings).toEqual([
      {
        api: 'toolbench/42',
        arguments: { 'City Name': 'Oslo', days: 3, id: 'x' },
        observation: { status: 'ok', body: '{\n  "sky": "grey"\n}', value: { sky: 'grey' }, ...simulated },
      },
      {
        api: 'toolbench/42',
        arguments: { 'City Name': 'Rome' },
        observation: { status: 'ok', body: 'sun', value: 'sun', ...simulated },
      },
      {
        api: 'toolbench/42',
        arguments: { 'City Name': 'Bonn' },
        observation: { status: 'failed', reason: 'API not working error...', ...simulated },
      },
    ]);
    expect(report).toEqual({
      files: 1,
      entries: 3,
      recordings: 3,
      duplicates: 0,
      misfits: 0,
      unknown: [],
      unreadable: [],
    });
  });

  it('takes a call once, however its key is spelt, and the first reply that worked', async () => {
    const { report, recordings } = await imported({
      [path]: {
        "{'city_name': 'Oslo', 'days': 3}": { error: 'Timeout', response: '' },
        '{"days": 3, "city_name": "Oslo"}': { error: '', response: 'Error 404 is a price' },
        "{'days': '3', 'city_name': 'Oslo'}": { error: '', response: 'later' },
      },
    });
    expect(recordings.map(each => each.observation)).toEqual([
      { status: 'ok', body: 'Error 404 is a price', value: 'Error 404 is a price', ...simulated },
    ]);
    expect(report).toMatchObject({ entries: 3, recordings: 1, duplicates: 2 });
  });

  it('loses nothing: what the collection does not have is written and listed', async () => {
    const { report, recordings, folder } = await imported({
      'Sports/gone_for_Sports/scores.json': { "{'team': 'A'}": { error: '', response: '1:0' } },
      [path]: { 'no dict': {}, '{"town": "Oslo"}': { error: '', response: 'x' } },
      'Sports/gone_for_Sports/torn.json': '{"{}": ',
    });
    expect(report).toEqual({
      files: 3,
      entries: 3,
      recordings: 2,
      duplicates: 0,
      misfits: 1,
      unknown: [
        { path: join(folder, 'Sports/gone_for_Sports/scores.json'), id: 'toolbench/Sports/gone/scores', entries: 1 },
      ],
      unreadable: [
        { path: join(folder, path), reason: 'no dictionary: no dict' },
        { path: join(folder, 'Sports/gone_for_Sports/torn.json'), reason: expect.any(String) },
      ],
    });
    expect(recordings.map(each => [each.api, each.arguments])).toEqual([
      ['toolbench/42', { town: 'Oslo' }],
      ['toolbench/Sports/gone/scores', { team: 'A' }],
    ]);
  });

  it('refuses a folder that is no cache', async () => {
    await expect(imported({ 'readme.md': 'x' })).rejects.toThrow('holds no cache: expected <category>/');
  });
});
