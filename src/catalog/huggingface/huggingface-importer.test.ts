import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ArtifactCache } from '../../base/index.js';
import type { ApiDraft } from '../api.js';
import type { ImportItem, ImportOptions } from '../importer.js';
import { huggingfaceImporter } from './huggingface-importer.js';
import { huggingfaceTasks } from './huggingface-tasks.js';

/** A made-up package in the form of the published one. */
const files: Record<string, unknown> = {
  'src/tasks/common-definitions.json': { definitions: { Mood: { type: 'string', enum: ['good', 'bad'] } } },
  'src/tasks/mood-finding/spec/input.json': {
    $id: '/inference/schemas/mood-finding/input.json',
    title: 'Input',
    type: 'object',
    properties: {
      inputs: { type: 'string', description: 'What was said' },
      parameters: { $ref: '#/$defs/Parameters' },
      stream: { type: 'boolean' },
    },
    $defs: { Parameters: { type: 'object', properties: { top: { type: 'integer', default: '3' } } } },
    required: ['inputs'],
  },
  'src/tasks/mood-finding/spec/output.json': {
    type: 'array',
    items: { $ref: '#/$defs/Parameters' },
    $defs: {
      Parameters: {
        type: 'object',
        properties: { mood: { $ref: '/inference/schemas/common-definitions.json#/definitions/Mood' } },
      },
    },
  },
  'dist/esm/tasks/mood-finding/data.js': `const taskData = {
    models: [{ description: "A <b>small</b> model.", id: "ann/mood-1" }, { id: "../evil", description: "" }],
    summary: \`Finds the mood.\`,
  };
  export default taskData;`,
  'src/tasks/painting/spec/input.json': {
    type: 'object',
    properties: { inputs: { description: 'The sketch.', comment: 'type=binary' } },
    required: ['inputs'],
  },
  'src/tasks/painting/spec/output.json': {
    type: 'object',
    properties: { image: { description: 'The picture as raw bytes' } },
  },
  'dist/esm/tasks/lonely/data.js': 'const taskData = { summary: "No schema.", models: [] };',
  'src/tasks/chat-completion/spec/input.json': {
    type: 'object',
    properties: {
      messages: { type: 'array', items: { type: 'object' } },
      model: { type: 'string', description: '[UNUSED]' },
    },
    required: ['messages'],
  },
  'dist/esm/pipelines.js': `export const MODALITY_LABELS = { nlp: "Language" };
  export const PIPELINE_DATA = { "mood-finding": { name: "Mood Finding", modality: "nlp", }, };`,
  'dist/esm/default-widget-inputs.js': 'const MAPPING_EN = new Map([\n ["mood-finding", [`I like it`]],\n]);',
  'dist/esm/evil.js': 'process.exit(1)',
};

let packed = '';
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-huggingface-'));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, 'package', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  packed = join(folder, 'tasks.tgz');
  await create({ file: packed, cwd: folder, gzip: true }, ['package']);
});

async function itemsOf(source: string, options?: ImportOptions): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const item of huggingfaceImporter.read(source, options)) items.push(item);
  return items;
}

async function draft(key: string): Promise<ApiDraft> {
  const found = (await itemsOf(packed)).find(item => item.kind === 'api' && item.draft.key === key);
  if (found?.kind !== 'api') throw new Error(`no ${key}`);
  return found.draft;
}

describe('the package of tasks', () => {
  it('gives an API for every task and every model suggested for it', async () => {
    const items = await itemsOf(packed);
    expect(items.map(item => (item.kind === 'api' ? item.draft.key : item.kind === 'refused' && item.reason))).toEqual([
      'chat-completion',
      'the package has no input schema for the task lonely',
      'mood-finding',
      'mood-finding/ann/mood-1',
      '"../evil" is no model',
      'painting',
    ]);
  });

  it('makes complete APIs of models', async () => {
    expect(await draft('mood-finding/ann/mood-1')).toEqual({
      key: 'mood-finding/ann/mood-1',
      baseName: 'ann_mood_1',
      otherNames: ['mood_finding_ann_mood_1', 'huggingface_mood_finding_ann_mood_1'],
      provider: 'huggingface',
      tool: 'Hugging Face Inference',
      category: 'Language',
      title: 'ann/mood-1',
      description: 'A small model.\nMood Finding: Finds the mood.',
      parameters: {
        type: 'object',
        properties: {
          inputs: { type: 'string', description: 'What was said' },
          parameters: { $ref: '#/$defs/Parameters' },
        },
        required: ['inputs'],
        additionalProperties: false,
        $defs: { Parameters: { type: 'object', properties: { top: { type: 'integer', default: 3 } } } },
      },
      returns: {
        type: 'array',
        items: { $ref: '#/$defs/OutputParameters' },
        $defs: {
          OutputParameters: { type: 'object', properties: { mood: { $ref: '#/$defs/Mood' } } },
          Mood: { type: 'string', enum: ['good', 'bad'] },
        },
      },
      effect: 'irreversible',
      examples: [{ arguments: { inputs: 'I like it' } }],
      source: { uri: `${packed}/src/tasks/mood-finding/spec/input.json` },
      invocation: {
        kind: 'http',
        method: 'POST',
        path: '/hf-inference/models/ann/mood-1',
        servers: [{ url: 'https://router.huggingface.co' }],
        parameters: [],
        body: {
          contentType: 'application/json',
          required: true,
          shape: { kind: 'fields', arguments: { inputs: 'inputs', parameters: 'parameters' } },
        },
        security: [[{ scheme: 'token', type: 'bearer' }]],
        accept: 'application/json',
      },
    });
  });

  it('lets callers name the model of a task', async () => {
    expect(await draft('mood-finding')).toMatchObject({
      baseName: 'huggingface_mood_finding',
      parameters: { required: ['owner', 'model', 'inputs'] },
      examples: [{ arguments: { owner: 'ann', model: 'mood-1', inputs: 'I like it' } }],
      invocation: { path: '/hf-inference/models/{owner}/{model}' },
    });
    expect(await draft('chat-completion')).toMatchObject({
      parameters: {
        required: ['messages', 'model'],
        properties: { model: { description: expect.stringContaining('answers') } },
      },
      invocation: { path: '/v1/chat/completions' },
    });
  });

  it('sends files as base64, and promises no JSON where bytes come back', async () => {
    const painting = await draft('painting');
    expect(painting.parameters['properties']).toMatchObject({
      inputs: { type: 'string', description: 'The sketch, base64.' },
    });
    expect(painting.returns).toBeUndefined();
  });

  it('comes from the artifact cache, or a file', async () => {
    const pulled: unknown[] = [];
    const pull = async (artifact: unknown) => {
      pulled.push(artifact);
      return packed;
    };
    const artifacts = { pull } as Partial<ArtifactCache> as ArtifactCache;
    const published = huggingfaceImporter.defaultSource ?? '';
    expect(await itemsOf(published, { artifacts })).toHaveLength(6);
    expect(pulled).toEqual([huggingfaceTasks]);
    await expect(itemsOf(published)).rejects.toMatchObject({ code: 'usage' });
    await expect(itemsOf(join(packed, 'none'))).rejects.toMatchObject({ code: 'unreadable-source' });
  });
});
