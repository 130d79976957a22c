import { appendFileSync, mkdtempSync, truncateSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openVectorLog, type VectorLogKind } from './vector-log.js';
import { hashKey } from './vector-table.js';

const path = () => join(mkdtempSync(join(tmpdir(), 'capuchin-vectors-')), 'deep', 'it.log');
const kind: VectorLogKind = { embedder: 'e', textVersion: 1, dimensions: 2 };
const row = (n: number) => ({ hash: new Uint8Array(16).fill(n), row: Int8Array.of(n, -n), scale: n / 2 });
const keyOf = (n: number) => hashKey(row(n).hash);

async function reopened(file: string, of = kind) {
  const log = await openVectorLog(file, of);
  await log.close();
  return Object.fromEntries([...log.kept].map(([key, { row: kept, scale }]) => [key, [...kept, scale]]));
}

describe('openVectorLog', () => {
  it('gives what earlier runs appended', async () => {
    const file = path();
    for (const n of [1, 2]) {
      const log = await openVectorLog(file, kind);
      await log.append([row(n), row(n + 10)]);
      await log.append([]);
      await log.close();
    }
    expect(await reopened(file)).toEqual(Object.fromEntries([1, 2, 11, 12].map(n => [keyOf(n), [n, -n, n / 2]])));
  });

  it('goes on behind the last whole record', async () => {
    const file = path();
    const log = await openVectorLog(file, kind);
    await log.append([row(1), row(2)]);
    await log.close();
    truncateSync(file, (await stat(file)).size - 1);
    expect(Object.keys(await reopened(file))).toEqual([keyOf(1)]);
    appendFileSync(file, 'rubbish');
    const again = await openVectorLog(file, kind);
    await again.append([row(3)]);
    await again.close();
    expect(Object.keys(await reopened(file))).toEqual([keyOf(1), keyOf(3)]);
  });

  it('begins anew for other vectors, and where there was something else', async () => {
    const file = path();
    const log = await openVectorLog(file, kind);
    await log.append([row(1)]);
    await log.close();
    expect(await reopened(file, { ...kind, textVersion: 2 })).toEqual({});
    expect(await reopened(file)).toEqual({});
  });
});
