import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pastCalls } from './past-calls.js';

const day = 86_400_000;
const now = 1_000 * day;
const folder = mkdtempSync(join(tmpdir(), 'capuchin-runs-'));
let files = 0;

interface Called {
  readonly apiId?: string;
  readonly status?: string;
  readonly provenance?: string;
}

/** A run that ended so many days ago. */
function run(ageDays: number, calls: readonly Called[]): string {
  const events = [
    { type: 'run-start', format: 'capuchin-run', version: 1 },
    ...calls.flatMap(({ apiId, status = 'ok', provenance = 'live' }, i) => [
      { type: 'call-start', node: 1, callId: `c${i}`, name: 'n', ...(apiId === undefined ? {} : { apiId }) },
      { type: 'call-end', node: 1, callId: `c${i}`, observation: { status, provenance } },
    ]),
  ];
  const path = join(folder, `${files++}.jsonl`);
  writeFileSync(
    path,
    events.map((event, seq) => `${JSON.stringify({ ...event, seq, at: now - ageDays * day })}\n`).join(''),
  );
  return path;
}

describe('pastCalls', () => {
  it('counts successful calls, once a run, halved every 30 days', async () => {
    const paths = [
      run(0, [{ apiId: 'a/1' }, { apiId: 'a/1' }, { apiId: 'a/2', status: 'failed' }, {}]),
      run(30, [{ apiId: 'a/1', provenance: 'local' }]),
      run(60, [{ apiId: 'b/3' }]),
    ];
    expect(await pastCalls(paths, { now })).toEqual(
      new Map([
        ['a/1', 1.5],
        ['b/3', 0.25],
      ]),
    );
    expect(await pastCalls(paths, { now, halfLifeDays: 60, maxRuns: 2 })).toEqual(new Map([['a/1', 1 + 0.5 ** 0.5]]));
  });

  it('counts nothing that was recorded, simulated or is too long ago, and passes over what is no run', async () => {
    const broken = join(folder, 'broken.jsonl');
    writeFileSync(broken, '{"type":"other"}\n');
    const paths = [
      run(0, [
        { apiId: 'a/1', provenance: 'recorded' },
        { apiId: 'a/1', provenance: 'simulated' },
      ]),
      broken,
      join(folder, 'missing.jsonl'),
      run(1, [{ apiId: 'a/2' }]),
      run(300, [{ apiId: 'a/3' }]),
    ];
    expect([...(await pastCalls(paths, { now })).keys()]).toEqual(['a/2']);
    expect(await pastCalls([], { now })).toEqual(new Map());
  });

  it('ends when told to', async () => {
    await expect(pastCalls([run(0, [])], { now, signal: AbortSignal.abort() })).rejects.toThrow();
  });
});
