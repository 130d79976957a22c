import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from './event.js';
import { continueRunFile, createRunFile, listRunFiles, makeRunId, readRun, recordRun } from './run-file.js';

const newFolder = () => mkdtempSync(join(tmpdir(), 'capuchin-runs-'));
const start: RunEvent = {
  type: 'run-start',
  format: 'capuchin-run',
  version: 1,
  runId: 'r1',
  request: 'do it',
  planner: 'direct',
  options: {},
  model: 'scripted:inline',
  retriever: 'oracle',
  seed: 0,
  collections: {},
  capuchin: '0.1.0',
};
const totals = { modelCalls: 0, apiCalls: 0, inputTokens: 0, outputTokens: 0, elapsedMs: 1 };
const end: RunEvent = { type: 'run-end', outcome: 'answered', totals };

describe('a run file', () => {
  it('gives back what was written, numbered and dated, without pieces of text', async () => {
    const path = join(newFolder(), 'runs', 'r1.jsonl');
    let clock = 100;
    const file = createRunFile(path, () => (clock += 1));
    for (const event of [start, { type: 'text-delta', node: 1, text: 'no' } as const, end]) file.write(event);
    file.close();
    expect(await readRun(path)).toEqual([
      { ...start, seq: 0, at: 101 },
      { ...end, seq: 1, at: 103 },
    ]);
  });

  it('has each event on the file before anybody sees it', async () => {
    const path = join(newFolder(), 'r1.jsonl');
    async function* run(): AsyncGenerator<RunEvent, string, void> {
      yield start;
      yield end;
      return 'over';
    }
    const events = recordRun(
      run(),
      createRunFile(path, () => 0),
    );
    let lines = 0;
    let next = await events.next();
    for (; !next.done; next = await events.next()) {
      lines += 1;
      expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(lines + 1);
    }
    expect(next.value).toBe('over');
  });

  it('is never written over', () => {
    const path = join(newFolder(), 'r1.jsonl');
    createRunFile(path, () => 0).close();
    expect(() => createRunFile(path, () => 0)).toThrow('never written over');
  });

  it('loses only the torn line of a killed process', async () => {
    const path = join(newFolder(), 'r1.jsonl');
    const whole = `${JSON.stringify({ ...start, seq: 0, at: 1 })}\n`;
    writeFileSync(path, `${whole}{"type":"run-end","outc`);
    expect(await readRun(path)).toEqual([{ ...start, seq: 0, at: 1 }]);
  });

  it('reads as what was whole, cut off at any byte, and goes on from there', async () => {
    const path = join(newFolder(), 'r1.jsonl');
    const file = createRunFile(path, () => 1);
    const written = [start, { type: 'retrieve-start', node: 0, query: 'ä', k: 1 } as const, end].map(event =>
      file.write(event),
    );
    file.close();
    const whole = readFileSync(path);
    const ends = [...whole.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at] : []));
    for (let size = ends[0] ?? 0; size <= whole.length; size += 1) {
      writeFileSync(path, whole.subarray(0, size));
      const left = await readRun(path);
      expect(left).toEqual(written.slice(0, ends.filter(at => at <= size).length));
    }
    writeFileSync(path, whole.subarray(0, (ends[1] ?? 0) + 9));
    const left = await readRun(path);
    const further = continueRunFile(path, () => 2, left);
    further.write({ type: 'run-resume', capuchin: '0' });
    // What is taken over from another run keeps its time.
    further.write({ ...end, seq: 0, at: 7 });
    further.close();
    expect(await readRun(path)).toEqual([
      ...written.slice(0, 2),
      { type: 'run-resume', capuchin: '0', seq: 2, at: 2 },
      { ...end, seq: 3, at: 7 },
    ]);
  });

  it.each([
    ['', 'no event was written'],
    ['{"type":"answer"}\n', 'capuchin-run version 1 was expected, "answer" was found'],
    [`${JSON.stringify({ ...start, version: 2 })}\n`, 'capuchin-run version 2 was found'],
    [`${JSON.stringify(start)}\n[1]\n`, ':2: an event was expected'],
    [`${JSON.stringify(start)}\nnonsense\n${JSON.stringify(end)}\n`, ':2:'],
  ])('refuses %j', async (text, message) => {
    const path = join(newFolder(), 'r1.jsonl');
    writeFileSync(path, text);
    await expect(readRun(path)).rejects.toThrow(message);
  });

  it('is listed newest first', async () => {
    const folder = newFolder();
    const ids = [Date.UTC(2026, 0, 2), Date.UTC(2025, 11, 31)].map(at => makeRunId(at, () => 0.5));
    expect(ids).toEqual(['20260102-000000-00ii', '20251231-000000-00ii']);
    for (const id of ids) createRunFile(join(folder, `${id}.jsonl`), () => 0).close();
    expect(await listRunFiles(folder)).toEqual(ids.map(id => join(folder, `${id}.jsonl`)));
    expect(await listRunFiles(join(folder, 'absent'))).toEqual([]);
  });
});
