import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportItem } from '../importer.js';
import { metatoolImporter } from './metatool-importer.js';

async function read(content: string): Promise<ImportItem[]> {
  const path = join(mkdtempSync(join(tmpdir(), 'capuchin-metatool-')), 'tools.json');
  writeFileSync(path, content);
  const items: ImportItem[] = [];
  for await (const item of metatoolImporter.read(path)) items.push(item);
  return items;
}

describe('metatoolImporter', () => {
  it('reads names with their descriptions', async () => {
    const items = await read('{"PDF&URLTool":"Read a PDF.","a/b":3,"":"nameless"}');
    expect(items[0]).toEqual({
      kind: 'api',
      draft: {
        key: 'PDF&URLTool',
        baseName: 'pdf_url_tool',
        provider: 'MetaTool',
        tool: '',
        category: '',
        title: 'PDF&URLTool',
        description: 'Read a PDF.',
        parameters: { type: 'object', properties: {} },
        effect: 'irreversible',
        examples: [],
        source: { uri: expect.stringContaining('tools.json'), pointer: '/PDF&URLTool' },
        invocation: { kind: 'code', language: 'text', code: 'PDF&URLTool' },
      },
    });
    expect(items.slice(1)).toMatchObject([
      { kind: 'refused', source: { pointer: '/a~1b' }, reason: 'its description must be a text' },
      { kind: 'refused', reason: 'a tool must have a name' },
    ]);
  });

  it.each(['[]', '{', ''])('refuses %j as a whole', async content => {
    await expect(read(content)).rejects.toMatchObject({ code: 'unreadable-file' });
  });

  it('reads standard input when it is given one', async () => {
    const stdin = (async function* () {
      yield Buffer.from('{"a":"b"}');
    })();
    expect(await metatoolImporter.read('-', { stdin }).next()).toMatchObject({ value: { draft: { key: 'a' } } });
    await expect(metatoolImporter.read('-').next()).rejects.toMatchObject({ code: 'usage' });
  });
});
