import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectApis } from '../collect-apis.js';
import type { ImportItem } from '../importer.js';
import { documentFiles } from './document-files.js';
import { openapiImporter } from './openapi.js';

const fixtures = join(import.meta.dirname, 'fixtures');

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'capuchin-documents-'));
  mkdirSync(join(path, 'more'));
  mkdirSync(join(path, 'node_modules'));
  cpSync(join(fixtures, 'pets-2.0.yaml'), join(path, 'pets.yaml'));
  cpSync(join(fixtures, 'notes-3.1.yaml'), join(path, 'more/notes.yaml'));
  cpSync(join(fixtures, 'tree-3.0.json'), join(path, 'node_modules/tree.json'));
  writeFileSync(join(path, 'more/part.json'), '{"type":"object"}');
  writeFileSync(join(path, 'broken.json'), '{"openapi": ');
  writeFileSync(join(path, 'notes.txt'), 'no document');
  return path;
}

const names = async (source: string) => (await documentFiles(source))?.map(({ name }) => name);

describe('documentFiles', () => {
  it('finds what may be documents in a folder and below it, or by a pattern', async () => {
    const path = folder();
    expect(await names(path)).toEqual(['broken', 'more/notes', 'more/part', 'pets']);
    expect(await names(join(path, '*.yaml'))).toEqual(['pets']);
    expect(await names(join(path, '{more,nowhere}/n*.yaml'))).toEqual(['more/notes']);
    expect(await names(join(path, 'pets.yaml'))).toBeUndefined();
    expect(await names('https://pets.example/v*/openapi.json')).toBeUndefined();
  });

  it('keeps the ending of names that would be the same without it', async () => {
    const path = folder();
    writeFileSync(join(path, 'pets.json'), '{}');
    expect(await names(join(path, 'pets.*'))).toEqual(['pets.json', 'pets.yaml']);
  });

  it('says so when nothing matches', async () => {
    await expect(documentFiles(join(folder(), '*.toml'))).rejects.toThrow('no file matches *.toml');
  });
});

describe('a folder of documents', () => {
  it('is imported document by document; what is no document is passed over, what cannot be read refused', async () => {
    const items: ImportItem[] = [];
    for await (const item of openapiImporter.read(folder())) items.push(item);
    const told = items.flatMap(item => {
      if (item.kind === 'document') return [`document ${item.name}`];
      if ('source' in item && item.source.pointer !== '#') return []; // what the sample documents get wrong
      if (item.kind === 'refused') return [`refused: ${item.reason.replace(/^\S+/, '…')}`];
      return item.kind === 'warning' ? [`warning: ${item.message.replace(/^\S+/, '…')}`] : [];
    });
    expect(told).toEqual([
      'document broken',
      expect.stringMatching(/^refused: … is neither JSON nor YAML/),
      'document more/notes',
      'document more/part',
      'warning: … is no OpenAPI 2.0, 3.0 or 3.1 document: an object with type',
      'document pets',
    ]);
  });

  it('gives APIs of different documents different keys', async () => {
    const apis = await collectApis('all', openapiImporter.read(join(folder(), '**/*.{yaml,json}')));
    expect(apis.map(({ id }) => id)).toContain('all/pets/GET /pets');
    expect(new Set(apis.map(({ name }) => name)).size).toBe(apis.length);
  });

  it('names its collection by the folder, also that of a pattern', () => {
    expect(openapiImporter.defaultCollection('./specs/')).toBe('specs');
    expect(openapiImporter.defaultCollection('apis/**/*.yaml')).toBe('apis');
  });
});
