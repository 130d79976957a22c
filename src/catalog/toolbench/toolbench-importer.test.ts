import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportItem } from '../importer.js';
import { toolbenchImporter } from './toolbench-importer.js';

const newFolder = () => mkdtempSync(join(tmpdir(), 'capuchin-toolbench-'));

async function read(source: string): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const item of toolbenchImporter.read(source)) items.push(item);
  return items;
}

const row = {
  id: 'a0001',
  category_name: 'Food',
  tool_name: 'Recipe Box',
  tool_description: 'Recipes of the world',
  api_name: 'searchRecipes',
  api_description: 'Finds recipes.',
  method: 'GET',
  required_parameters: [{ name: 'q', type: 'STRING', description: 'what to cook', default: '' }],
  optional_parameters: [{ name: 'limit', type: 'NUMBER', description: '', default: '5' }],
  template_response: { title: 'str' },
};

describe('toolbenchImporter', () => {
  it('reads rows, keeps their ids as keys, and refuses bad ones by line', async () => {
    const path = join(newFolder(), 'My APIs.jsonl');
    writeFileSync(path, `${JSON.stringify(row)}\n{\n${JSON.stringify({ ...row, id: '' })}\n{"id":"a2"}\n`);
    const items = await read(path);
    expect(items[0]).toEqual({
      kind: 'api',
      draft: {
        key: 'a0001',
        baseName: 'recipe_box_search_recipes',
        provider: 'RapidAPI',
        tool: 'Recipe Box',
        toolDescription: 'Recipes of the world',
        category: 'Food',
        title: 'searchRecipes',
        description: 'Finds recipes.',
        parameters: {
          type: 'object',
          properties: {
            q: { type: 'string', description: 'what to cook', 'x-type': 'STRING' },
            limit: { type: 'number', default: 5, 'x-type': 'NUMBER' },
          },
          required: ['q'],
        },
        effect: 'read',
        examples: [],
        source: { uri: path, pointer: 'line 1' },
        invocation: { kind: 'toolbench', category: 'Food', tool: 'Recipe Box', api: 'searchRecipes' },
        document:
          'Food, Recipe Box, searchRecipes, Finds recipes., ' +
          'required_params: [{"name": "q", "type": "STRING", "description": "what to cook", "default": ""}], ' +
          'optional_params: [{"name": "limit", "type": "NUMBER", "description": "", "default": "5"}], ' +
          'return_schema: {"title": "str"}',
      },
    });
    expect(items.slice(1)).toEqual([
      { kind: 'refused', source: { uri: path, pointer: 'line 2' }, reason: expect.stringContaining('JSON') },
      { kind: 'refused', source: { uri: path, pointer: 'line 3' }, reason: 'id must be a text' },
      { kind: 'refused', source: { uri: path, pointer: 'line 4' }, reason: 'category_name must be a text' },
    ]);
    expect(toolbenchImporter.defaultCollection(path)).toBe('my-apis');
  });

  it('takes whatever is not a GET for irreversible', async () => {
    const path = join(newFolder(), 'apis.jsonl');
    writeFileSync(path, JSON.stringify({ ...row, method: 'POST' }));
    expect(await read(path)).toMatchObject([{ draft: { effect: 'irreversible' } }]);
  });

  it('reads the published folder, one category of it, or one tool', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'tools', 'News_Media', 'daily'), { recursive: true });
    mkdirSync(join(folder, 'tools', 'Food'), { recursive: true });
    const api = { name: 'get /latest', url: 'https://example.com', description: 'Latest news', method: 'GET' };
    const daily = join(folder, 'tools', 'News_Media', 'daily.json');
    writeFileSync(
      daily,
      JSON.stringify({ tool_name: 'Daily', tool_description: null, api_list: [api, api, { name: '' }] }),
    );
    writeFileSync(join(folder, 'tools', 'News_Media', 'daily', 'api.py'), 'pass');
    writeFileSync(join(folder, 'tools', 'Food', 'broken.json'), '{"tool_name": "x"}');

    const items = await read(folder);
    const told = items.map(item => (item.kind === 'api' ? item.draft.key : item.kind === 'refused' && item.reason));
    expect(told).toEqual([
      'api_list must be a list',
      'News_Media/daily/get /latest',
      'News_Media/daily/get /latest#2',
      'api_name must be a text',
    ]);
    expect(items[1]).toMatchObject({
      draft: {
        baseName: 'daily_get_latest',
        category: 'News_Media',
        source: { uri: daily, pointer: '/api_list/0' },
        document:
          'News_Media, Daily, get /latest, Latest news, required_params: [], optional_params: [], return_schema: ""',
      },
    });
    expect(await read(join(folder, 'tools', 'News_Media'))).toEqual(items.slice(1));
    expect(await read(daily)).toEqual(items.slice(1));
  });

  it('knows how RapidAPI is asked where the tool document says so', async () => {
    const folder = join(newFolder(), 'tools', 'Weather');
    mkdirSync(folder, { recursive: true });
    const url = 'https://sky.p.rapidapi.com/now/{city name}';
    const parameters = [{ name: 'city name', type: 'STRING', description: '', default: '' }];
    const api = { name: 'now', url, description: '', method: 'GET', required_parameters: parameters };
    const tool = {
      tool_name: 'Sky',
      host: 'sky.p.rapidapi.com',
      api_list: [api, { ...api, url: 'https://evil.example' }],
    };
    writeFileSync(join(folder, 'sky.json'), JSON.stringify(tool));
    const items = await read(folder);
    const toolbench = {
      kind: 'toolbench',
      category: 'Weather',
      tool: 'Sky',
      api: 'now',
      arguments: { city_name: 'city name' },
    };
    expect(items.map(item => (item.kind === 'api' ? item.draft.invocation : item))).toEqual([
      { ...toolbench, request: { method: 'GET', url, host: 'sky.p.rapidapi.com' } },
      {
        kind: 'warning',
        source: { uri: join(folder, 'sky.json'), pointer: '/api_list/1' },
        message: 'its address is not at its host sky.p.rapidapi.com',
      },
      toolbench,
    ]);
  });

  it('says so when there is nothing to read', async () => {
    await expect(read(join(newFolder(), 'none'))).rejects.toMatchObject({ code: 'unreadable-file' });
    await expect(read(newFolder())).rejects.toMatchObject({ code: 'unreadable-file' });
  });
});
