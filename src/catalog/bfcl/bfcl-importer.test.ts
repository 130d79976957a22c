import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportItem } from '../importer.js';
import { bfclKey } from './bfcl-draft.js';
import { bfclImporter } from './bfcl-importer.js';

const roots = {
  name: 'algebra.roots',
  description: 'Finds roots.',
  parameters: { type: 'dict', properties: { a: { type: 'float', description: 'factor' } }, required: ['a'] },
};
const other = { ...roots, description: 'Finds all roots.' };
const rowsOf = (...rows: unknown[]) =>
  rows.map(row => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');
const newFolder = () => mkdtempSync(join(tmpdir(), 'capuchin-bfcl-'));

async function read(source: string): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const item of bfclImporter.read(source)) items.push(item);
  return items;
}

describe('bfclImporter', () => {
  it('reads the functions of tests, equal ones once', async () => {
    const path = join(newFolder(), 'live_multiple.jsonl');
    writeFileSync(
      path,
      rowsOf({ id: 'a', function: [roots, other] }, { id: 'b', function: [other] }, '{', { id: 'c' }, 3),
    );
    const items = await read(path);
    expect(items[0]).toEqual({
      kind: 'api',
      draft: {
        key: bfclKey('algebra.roots', roots),
        baseName: 'algebra_roots',
        provider: 'BFCL',
        tool: 'algebra',
        category: '',
        title: 'algebra.roots',
        description: 'Finds roots.',
        parameters: {
          type: 'object',
          properties: { a: { type: 'number', description: 'factor' } },
          required: ['a'],
        },
        effect: 'irreversible',
        examples: [],
        source: { uri: path, pointer: 'line 1' },
        invocation: { kind: 'code', language: 'python', code: 'algebra.roots(a)' },
      },
    });
    expect(items.slice(1)).toMatchObject([
      { kind: 'api', draft: { description: 'Finds all roots.' } },
      { kind: 'refused', source: { pointer: 'line 3' }, reason: expect.stringContaining('cut off') },
      { kind: 'refused', source: { pointer: 'line 4' }, reason: 'name must be a text' },
      { kind: 'refused', source: { pointer: 'line 5' }, reason: 'a function must be a JSON object' },
    ]);
  });

  it('gives a function the same key wherever it stands and however its keys are ordered', () => {
    const { name, description, parameters } = roots;
    expect(bfclKey(name, { parameters, description, name })).toBe(bfclKey(name, roots));
    expect(bfclKey(name, roots)).toMatch(/^algebra\.roots\/[0-9a-f]{12}$/);
    expect(bfclKey(name, other)).not.toBe(bfclKey(name, roots));
  });

  it('reads a folder of test files and function documents by themselves', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'simple_java.jsonl'), rowsOf({ function: [roots] }));
    writeFileSync(join(folder, 'BFCL_v4_live_simple.json'), rowsOf({ function: [other] }, { function: [roots] }));
    writeFileSync(join(folder, 'leaderboard.jsonl'), rowsOf({ function: [{ ...roots, name: 'no' }] }));
    const items = await read(folder);
    expect(items.map(item => item.kind === 'api' && item.draft.source.uri)).toEqual([
      join(folder, 'BFCL_v4_live_simple.json'),
      join(folder, 'BFCL_v4_live_simple.json'),
    ]);
    const documents = join(newFolder(), 'math_api.json');
    writeFileSync(documents, rowsOf(roots));
    expect(await read(documents)).toMatchObject([{ draft: { title: 'algebra.roots' } }]);
    expect(bfclImporter.defaultCollection(documents)).toBe('math_api');
    await expect(read(newFolder())).rejects.toMatchObject({ code: 'unreadable-file' });
    await expect(read(join(folder, 'none'))).rejects.toMatchObject({ code: 'unreadable-file' });
  });
});
