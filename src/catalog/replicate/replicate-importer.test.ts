import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ArtifactCache } from '../../base/index.js';
import type { ImportItem, ImportOptions } from '../importer.js';
import { replicateImporter } from './replicate-importer.js';
import { replicateModels } from './replicate-models.js';

/** A made-up model in the form of the published ones. */
const painter = {
  owner: 'ann-labs',
  name: 'painter-2',
  description: 'Paints <b>pictures</b>.',
  latest_version: {
    id: 'f00d',
    openapi_schema: {
      components: {
        schemas: {
          Input: {
            type: 'object',
            required: ['prompt'],
            properties: {
              size: { allOf: [{ $ref: '#/components/schemas/size' }], default: 'small', 'x-order': 1 },
              prompt: { type: 'string', title: 'Prompt', description: 'What to paint', 'x-order': 0 },
              hub_token: { type: 'string', format: 'password', 'x-order': 2 },
            },
          },
          Output: { type: 'array', items: { type: 'string', format: 'uri' } },
          size: { type: 'string', enum: ['small', 'large'] },
        },
      },
    },
  },
  default_example: {
    status: 'succeeded',
    input: { prompt: 'a lamp', size: 'large', hub_token: 'abc', gone: 1 },
    output: ['https://files.example/out.png'],
  },
};

async function itemsOf(models: unknown, options: ImportOptions = {}): Promise<ImportItem[]> {
  async function* stdin() {
    yield Buffer.from(JSON.stringify(models));
  }
  const items: ImportItem[] = [];
  for await (const item of replicateImporter.read('-', { stdin: stdin(), ...options })) items.push(item);
  return items;
}

async function draft(model: object) {
  const [item] = await itemsOf([model]);
  if (item?.kind !== 'api') throw new Error(JSON.stringify(item));
  return item.draft;
}

describe('a model', () => {
  it('is an API that runs it', async () => {
    expect(await draft(painter)).toEqual({
      key: 'ann-labs/painter-2',
      baseName: 'ann_labs_painter_2',
      otherNames: ['replicate_ann_labs_painter_2'],
      provider: 'replicate',
      tool: 'ann-labs',
      category: 'image models',
      title: 'ann-labs/painter-2',
      description: 'Paints pictures.',
      parameters: {
        type: 'object',
        properties: {
          prompt: { type: 'string', title: 'Prompt', description: 'What to paint' },
          size: { allOf: [{ $ref: '#/$defs/size' }], default: 'small' },
          hub_token: { type: 'string', format: 'password' },
        },
        required: ['prompt'],
        additionalProperties: false,
        $defs: { size: { type: 'string', enum: ['small', 'large'] } },
      },
      returns: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          status: { type: 'string', enum: ['starting', 'processing', 'succeeded', 'failed', 'canceled'] },
          output: { type: 'array', items: { type: 'string', format: 'uri' } },
          error: { type: ['string', 'null'] },
        },
      },
      effect: 'irreversible',
      examples: [
        {
          arguments: { prompt: 'a lamp', size: 'large' },
          returns: { status: 'succeeded', output: ['https://files.example/out.png'] },
        },
      ],
      source: { uri: '-', pointer: '#/0' },
      invocation: {
        kind: 'http',
        method: 'POST',
        path: '/v1/predictions',
        servers: [{ url: 'https://api.replicate.com' }],
        parameters: [],
        headers: { prefer: 'wait' },
        body: {
          contentType: 'application/json',
          required: true,
          shape: { kind: 'fields', arguments: { prompt: 'prompt', size: 'size', hub_token: 'hub_token' } },
          envelope: { member: 'input', constants: { version: 'f00d' } },
        },
        security: [[{ scheme: 'api_token', type: 'bearer' }]],
        accept: 'application/json',
      },
    });
  });

  it('without words gets some that say so', async () => {
    const { description } = await draft({ ...painter, description: null });
    expect(description).toBe(
      'Undescribed: runs the model ann-labs/painter-2; its example gives image (arguments prompt, size, hub_token)',
    );
  });

  it('keeps only examples that fit and are short', async () => {
    const recorded = (more: object) => draft({ ...painter, default_example: { ...painter.default_example, ...more } });
    const [failed, other, signed] = await Promise.all([
      recorded({ status: 'failed' }),
      recorded({ input: { text: 'of an older version' } }),
      recorded({ output: [`https://files.example/${'x'.repeat(300)}`] }),
    ]);
    expect([failed.examples, other.examples]).toEqual([[], []]);
    expect(signed.examples).toEqual([{ arguments: { prompt: 'a lamp', size: 'large' } }]);
  });
});

it('refuses models that cannot be run, one by one', async () => {
  const items = await itemsOf([painter, [], {}, { ...painter, latest_version: null }, painter]);
  expect(items.slice(1)).toEqual(
    [
      'a model must be an object',
      'it has no owner or name',
      'it has no version that could be run',
      'ann-labs/painter-2 is there already',
    ].map((reason, i) => ({ kind: 'refused', source: { uri: '-', pointer: `#/${i + 1}` }, reason })),
  );
});

it('reads the published package from the artifact cache, or a file', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'capuchin-replicate-')), 'models.json');
  writeFileSync(path, JSON.stringify([painter]));
  const pulled: unknown[] = [];
  const artifacts = {
    pull: async (artifact: unknown) => {
      pulled.push(artifact);
      return path;
    },
  } as Partial<ArtifactCache> as ArtifactCache;
  const published = replicateImporter.defaultSource ?? '';
  const read = async (source: string, options: ImportOptions) => {
    const items: ImportItem[] = [];
    for await (const item of replicateImporter.read(source, options)) items.push(item);
    return items.map(item => (item.kind === 'api' ? item.draft.key : item));
  };
  expect(await read(published, { artifacts })).toEqual(['ann-labs/painter-2']);
  expect(pulled).toEqual([replicateModels]);
  expect(await read(path, {})).toEqual(['ann-labs/painter-2']);
  await expect(read(published, {})).rejects.toMatchObject({ code: 'usage' });
  await expect(read(join(path, 'nothing'), {})).rejects.toMatchObject({ code: 'unreadable-source' });
});
