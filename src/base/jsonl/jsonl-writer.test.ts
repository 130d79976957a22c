import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openJsonlWriter } from './jsonl-writer.js';

const newPath = () => join(mkdtempSync(join(tmpdir(), 'capuchin-jsonl-')), 'rows.jsonl');

describe('openJsonlWriter', () => {
  it('empties the file, or goes on after its last row', () => {
    const path = newPath();
    for (const append of [false, true, true]) {
      const writer = openJsonlWriter(path, { append });
      writer.write({ append });
      writer.sync();
      writer.close();
      writer.close();
    }
    expect(readFileSync(path, 'utf8')).toBe('{"append":false}\n{"append":true}\n{"append":true}\n');
  });

  it.each([
    ['removes a torn last line', `1\n{"torn":"${'x'.repeat(9000)}`, '1\n"next"\n'],
    ['removes a torn only line', '{"torn":', '"next"\n'],
    ['completes a last line that only lacks its end', '1\n{"whole":2}', '1\n{"whole":2}\n"next"\n'],
  ])('%s', (_title, before, after) => {
    const path = newPath();
    writeFileSync(path, before);
    const writer = openJsonlWriter(path, { append: true });
    writer.write('next');
    writer.close();
    expect(readFileSync(path, 'utf8')).toBe(after);
  });

  it('refuses what is not JSON, and what comes after closing', () => {
    const writer = openJsonlWriter(newPath());
    expect(() => writer.write(undefined)).toThrow('undefined cannot be a row');
    writer.close();
    expect(() => writer.write(1)).toThrow('is closed');
    expect(() => openJsonlWriter('/dev/null/rows.jsonl')).toThrow('cannot write /dev/null/rows.jsonl');
  });

  it('has every row written before a kill', async () => {
    const path = newPath();
    const script = join(path, '../writing.mts');
    const writerModule = fileURLToPath(new URL('./jsonl-writer.ts', import.meta.url));
    writeFileSync(
      script,
      `import { openJsonlWriter } from ${JSON.stringify(writerModule)};
      const writer = openJsonlWriter(${JSON.stringify(path)});
      for (let n = 0; n < 500; n++) writer.write({ n });
      process.kill(process.pid, 'SIGKILL');`,
    );
    const jiti = fileURLToPath(new URL('../../../node_modules/jiti/lib/jiti-cli.mjs', import.meta.url));
    const killed = spawnSync(process.execPath, [jiti, script], { env: { ...process.env, JITI_FS_CACHE: 'false' } });
    expect(killed.signal).toBe('SIGKILL');
    const rows = readFileSync(path, 'utf8');
    expect(rows).toBe(Array.from({ length: 500 }, (_, n) => `{"n":${n}}\n`).join(''));
  });
});
