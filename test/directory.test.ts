// The import of a package of many documents by the built program: compiled on threads, interrupted, and gone on with.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { describe, expect, it } from 'vitest';
import { openStore } from '../src/index.js';
import { Home } from './command-line.js';

const main = join(import.meta.dirname, '../dist/cli/main.js');
const documentCount = 300;

async function directory(home: Home): Promise<string> {
  const folder = join(home.folder, 'package/api');
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < documentCount; i += 1) {
    const paths = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [
        `/things${n}`,
        { get: { operationId: `get${i}Thing${n}`, responses: {} } },
      ]),
    );
    const document = { openapi: '3.0.0', info: { title: `Service ${i}` }, paths };
    writeFileSync(join(folder, `service-${i}.json`), JSON.stringify(document));
  }
  const path = join(home.folder, 'directory.tgz');
  await create({ file: path, cwd: home.folder, gzip: true }, ['package']);
  return path;
}

function run(home: Home, path: string) {
  const child = spawn(process.execPath, [main, 'import', 'apis-guru', path, '--json'], {
    cwd: home.folder,
    env: home.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', chunk => {
    stdout += chunk;
  });
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  const end = new Promise<number | null>(resolve => child.once('close', code => resolve(code)));
  return { child, end, stdout: () => stdout, stderr: () => stderr };
}

describe('the import of many documents', () => {
  it('keeps what is there on Ctrl-C, goes on from it, and then changes nothing', { timeout: 60_000 }, async () => {
    if (!existsSync(main)) throw new Error('dist is missing: npm run build');
    const home = new Home();
    const path = await directory(home);
    const database = join(home.folder, 'data/catalog.db');
    const kept = () => {
      if (!existsSync(database)) return 0;
      const store = openStore(database);
      const { size } = store.documentHashes('apis-guru');
      store.close();
      return size;
    };
    await home.run('collections'); // the store is there before anybody looks into it

    const first = run(home, path);
    await expect.poll(kept, { timeout: 30_000, interval: 1 }).toBeGreaterThan(10);
    first.child.kill('SIGINT');
    expect(await first.end).toBe(130);
    expect(first.stderr()).toMatch(/\d+ documents of apis-guru are there; the same command goes on from here/);
    const then = kept();
    expect(then).toBeLessThan(documentCount);

    const second = run(home, path);
    expect(await second.end).toBe(0);
    const report = JSON.parse(second.stdout());
    expect(report).toMatchObject({
      documents: documentCount,
      operations: { found: documentCount * 20, imported: documentCount * 20, refused: [] },
      unchangedDocuments: then,
      added: (documentCount - then) * 20,
      unchanged: then * 20,
    });
    expect(report.peakMemoryMB).toBeGreaterThan(0);

    const third = run(home, path);
    expect(await third.end).toBe(0);
    expect(JSON.parse(third.stdout())).toMatchObject({
      unchangedDocuments: documentCount,
      added: 0,
      changed: 0,
      removed: 0,
      collection: report.collection,
    });
  });
});
