import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportItem } from '../importer.js';
import { apibenchImporter } from './apibench-importer.js';

const document = {
  domain: 'Video Classification',
  framework: 'PyTorch',
  functionality: ['3D ResNet', 'Video'],
  api_name: 'slow_r50',
  api_call: "torch.hub.load('facebookresearch/pytorchvideo', 'slow_r50')",
  api_arguments: { pretrained: 'True' },
  python_environment_requirements: ['torch'],
  example_code: null,
  performance: { dataset: 'Kinetics 400' },
  description: 'A network.',
};

const newFolder = () => mkdtempSync(join(tmpdir(), 'capuchin-apibench-'));

async function read(source: string): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const item of apibenchImporter.read(source)) items.push(item);
  return items;
}

describe('apibenchImporter', () => {
  it('reads rows that name hub and index', async () => {
    const path = join(newFolder(), 'apis.jsonl');
    writeFileSync(
      path,
      [{ hub: 'torchhub', index: 4, ...document }, document, { hub: 'a', index: -1 }, { hub: 'a', index: 0 }, 5]
        .map(row => JSON.stringify(row))
        .join('\n'),
    );
    const items = await read(path);
    expect(items[0]).toEqual({
      kind: 'api',
      draft: {
        key: 'torchhub/4',
        baseName: 'torchhub_slow_r50',
        provider: 'PyTorch',
        tool: 'torchhub',
        category: 'Video Classification',
        title: 'slow_r50',
        description: '3D ResNet, Video. A network.',
        parameters: { type: 'object', properties: { pretrained: { description: 'True' } } },
        effect: 'irreversible',
        examples: [],
        source: { uri: path, pointer: 'line 1' },
        invocation: { kind: 'code', language: 'python', code: document.api_call },
        document: JSON.stringify(document),
      },
    });
    expect(items.slice(1).map(item => item.kind === 'refused' && item.reason)).toEqual([
      'hub must be a text (or in the name of the file: <hub>_api.jsonl)',
      'index must be a count from 0',
      'api_name must be a text',
      'a document must be a JSON object',
    ]);
  });

  it('reads published files, whose names are the hubs and whose lines are the indexes', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'torchhub_api.jsonl'), `broken\n${JSON.stringify(document)}\n`);
    writeFileSync(join(folder, 'tensorflowhub_api.jsonl'), JSON.stringify(document));
    writeFileSync(join(folder, 'notes.txt'), 'not one of them');
    const keys = (items: ImportItem[]) => items.map(item => (item.kind === 'api' ? item.draft.key : item.kind));
    expect(keys(await read(folder))).toEqual(['tensorflowhub/0', 'refused', 'torchhub/1']);
    expect(keys(await read(join(folder, 'torchhub_api.jsonl')))).toEqual(['refused', 'torchhub/1']);
    expect(apibenchImporter.defaultCollection(join(folder, 'torchhub_api.jsonl'))).toBe('torchhub');
    await expect(read(newFolder())).rejects.toMatchObject({ code: 'unreadable-file' });
  });
});
