import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Home } from './command-line.js';

const rowsIn = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));

describe('capuchin data requests', () => {
  it('writes requests that eval reads, and goes on with a file as if it had never stopped', async () => {
    const home = new Home();
    const make = (out: string, count: number, ...more: string[]) =>
      home.run('data', 'requests', '-c', 'toolbox', '-o', out, '-n', String(count), '--seed', '7', ...more);
    expect(await make('whole.jsonl', 30, '--json')).toMatchObject({ code: 0 });
    expect((await make('parts.jsonl', 12)).stdout).toContain('12 requests in parts.jsonl, 12 of them new');
    const parts = join(home.folder, 'parts.jsonl');
    writeFileSync(parts, `${readFileSync(parts, 'utf8')}{"query":"torn`);
    expect((await make('parts.jsonl', 30)).stdout).toContain('30 requests in parts.jsonl, 18 of them new');
    expect(rowsIn(parts)).toEqual(rowsIn(join(home.folder, 'whole.jsonl')));
    const [row] = rowsIn(parts);
    expect(row).toMatchObject({ collection: 'toolbox', split: 'single', relevant_apis: [expect.any(String)] });
    const measured = await home.run(
      'eval',
      'retrieval',
      '--queries',
      parts,
      '-c',
      'toolbox',
      '--retriever',
      'lexical',
      '--json',
    );
    expect(JSON.parse(measured.stdout)).toMatchObject({ queries: 30, unknownApis: 0 });
  }, 30_000);

  it('joins two or three wishes', async () => {
    const home = new Home();
    const made = await home.run('data', 'requests', '-c', 'toolbox', '-o', 'm.jsonl', '-n', '20', '--multi', '--json');
    expect(JSON.parse(made.stdout)).toMatchObject({ rows: 20, added: 20 });
    for (const { relevant_apis: apis, split } of rowsIn(join(home.folder, 'm.jsonl'))) {
      expect([2, 3]).toContain(apis.length);
      expect(['one-tool', 'one-category', 'mixed']).toContain(split);
    }
  }, 30_000);

  it('refuses a file of another seed or of something else, and an unknown collection', async () => {
    const home = new Home();
    await home.run('data', 'requests', '-c', 'toolbox', '-o', 'a.jsonl', '-n', '3', '--seed', '1');
    const other = await home.run('data', 'requests', '-c', 'toolbox', '-o', 'a.jsonl', '-n', '6', '--seed', '2');
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('another seed') });
    home.file('b.jsonl', '{"a":1}\n');
    const foreign = await home.run('data', 'requests', '-c', 'toolbox', '-o', 'b.jsonl');
    expect(foreign).toMatchObject({ code: 1, stderr: expect.stringContaining('b.jsonl:1') });
    expect(await home.run('data', 'requests', '-c', 'tolbox', '-o', 'c.jsonl')).toMatchObject({ code: 3 });
  }, 30_000);
});
