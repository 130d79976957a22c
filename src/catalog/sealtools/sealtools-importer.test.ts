import { describe, expect, it } from 'vitest';
import type { ImportItem } from '../importer.js';
import { sealtoolsImporter } from './sealtools-importer.js';

const document = {
  api_name: 'analyzeEvidence',
  api_description: 'Analyze evidence',
  field: 'Chemical Engineering/Forensic engineering',
  parameters: { sample: { type: 'str', description: 'what was found' }, priority: { type: 'int' } },
  required: ['sample'],
  responses: { conclusion: { type: 'str', description: 'what it means' } },
};

async function read(...rows: unknown[]): Promise<ImportItem[]> {
  const stdin = (async function* () {
    yield Buffer.from(rows.map(row => JSON.stringify(row)).join('\n'));
  })();
  const items: ImportItem[] = [];
  for await (const item of sealtoolsImporter.read('-', { stdin })) items.push(item);
  return items;
}

describe('sealtoolsImporter', () => {
  it('reads documents and refuses what is none', async () => {
    const items = await read(document, document, { ...document, api_name: '' }, 'text');
    expect(items[0]).toEqual({
      kind: 'api',
      draft: {
        key: 'analyzeEvidence',
        baseName: 'analyze_evidence',
        provider: 'Seal-Tools',
        tool: 'Forensic engineering',
        category: 'Chemical Engineering',
        title: 'analyzeEvidence',
        description: 'Analyze evidence',
        parameters: {
          type: 'object',
          properties: { sample: { type: 'string', description: 'what was found' }, priority: { type: 'integer' } },
          required: ['sample'],
        },
        returns: { type: 'object', properties: { conclusion: { type: 'string', description: 'what it means' } } },
        effect: 'irreversible',
        examples: [],
        source: { uri: '-', pointer: 'line 1' },
        invocation: { kind: 'code', language: 'python', code: 'analyzeEvidence(sample, priority)' },
      },
    });
    expect(items.slice(1).map(item => item.kind === 'refused' && item.reason)).toEqual([
      'analyzeEvidence is there already',
      'api_name must be a text',
      'an API must be a JSON object',
    ]);
  });

  it('takes a field without a second part for the tool, too', async () => {
    expect(await read({ ...document, field: 'Law' })).toMatchObject([{ draft: { category: 'Law', tool: 'Law' } }]);
  });

  it('names the collection after the file', () => {
    expect(sealtoolsImporter.defaultCollection('/data/sealtools.tools.jsonl')).toBe('sealtools.tools');
  });
});
