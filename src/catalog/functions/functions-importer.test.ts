import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ImportItem } from '../importer.js';
import { functionsImporter } from './functions-importer.js';

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

async function read(source: string): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const item of functionsImporter.read(source)) items.push(item);
  return items;
}

describe('the functions importer', () => {
  it('finds the whole toolbox', async () => {
    const items = await read('builtin:toolbox');
    expect(items.every(({ kind }) => kind === 'api')).toBe(true);
    const art = items.find(item => item.kind === 'api' && item.draft.key === 'ascii-art/ascii_art');
    expect(art).toMatchObject({
      kind: 'api',
      draft: {
        baseName: 'ascii_art',
        provider: 'capuchin',
        tool: 'ascii-art',
        category: 'ascii-art',
        effect: 'read',
        source: { uri: 'builtin:toolbox/ascii-art', pointer: 'ascii_art' },
        invocation: { kind: 'function', module: 'builtin:toolbox/ascii-art', function: 'ascii_art' },
      },
    });
    const keys = items.map(item => (item.kind === 'api' ? item.draft.key : ''));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain('files/restore_file');
  });

  it('finds definitions, arrays and records of them in a TypeScript module', async () => {
    const items = await read(fixture('good.ts'));
    const drafts = items.map(item => (item.kind === 'api' ? item.draft : item.kind));
    expect(drafts).toMatchObject([
      { key: 'add', effect: 'read', examples: [{ arguments: { a: 1, b: 2 }, returns: 3 }] },
      { key: 'multiply', effect: 'irreversible', source: { pointer: 'default[1]' } },
      { key: 'greet', category: 'talk', source: { pointer: 'greet' } },
      { key: 'subtract', source: { pointer: 'more.subtract' } },
    ]);
    expect(drafts[2]).toMatchObject({
      provider: 'capuchin',
      tool: 'good',
      title: 'greet',
      parameters: {
        type: 'object',
        properties: { name: { type: 'string', description: 'Whom.' }, greeting: { default: 'Hello' } },
        required: ['name'],
      },
      invocation: { kind: 'function', module: pathToFileURL(fixture('good.ts')).href, function: 'greet' },
    });
  });

  it('refuses what cannot be called, naming the export and why', async () => {
    const items = await read(fixture('bad.mjs'));
    expect(items.map(item => (item.kind === 'refused' ? item.reason : item.kind))).toEqual([
      'a: the name "send mail" is not 1 to 64 of a-z, A-Z, 0-9, _ and -',
      'b: the schema of its parameters is not of type object',
      'api',
      'd: c is named "twice" too',
      'e: it has no function run',
      'f: it is reversible and has no function undo',
      'g: its parameters are neither a JSON Schema nor a Standard Schema with JSON Schema',
      'h: its effect is not read, reversible or irreversible',
    ]);
  });

  it('says why a module as a whole cannot be imported', async () => {
    await expect(read(fixture('gone.ts'))).rejects.toMatchObject({ code: 'unreadable-file' });
    await expect(read(fixture('notes.txt'))).rejects.toMatchObject({ code: 'unreadable-file' });
    await expect(read(fixture('empty.mjs'))).rejects.toMatchObject({ code: 'no-functions' });
    await expect(read(fixture('throws.mjs'))).rejects.toMatchObject({
      code: 'module-failed',
      message: expect.stringContaining('not today'),
    });
  });

  it('names collections after the toolbox or the module', () => {
    expect(functionsImporter.defaultCollection('builtin:toolbox')).toBe('toolbox');
    expect(functionsImporter.defaultCollection('./src/My Tools.ts')).toBe('my-tools');
  });
});
