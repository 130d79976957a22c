import { describe, expect, it } from 'vitest';
import { Home } from './command-line.js';

const document = {
  openapi: '3.0.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.example/v1' }],
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  security: [{ key: [] }],
  paths: {
    '/pets/{id}': {
      get: {
        operationId: 'getPet',
        summary: 'Get a pet',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 7, maximum: 7 } }],
        responses: { 200: { content: { 'application/json': { schema: { type: 'object' } } } } },
      },
    },
  },
};

async function withPets(): Promise<Home> {
  const home = new Home();
  const imported = await home.run('import', 'openapi', home.file('pets.json', JSON.stringify(document)));
  expect(imported.code).toBe(0);
  return home;
}

describe('show --as', () => {
  it('prints an API as models and programs are told of it', async () => {
    const home = await withPets();
    const show = async (...flags: string[]) => {
      const { code, stdout } = await home.run('show', 'pets_get_pet', '--as', ...flags);
      expect(code).toBe(0);
      return stdout;
    };
    const parameters = {
      type: 'object',
      properties: { id: { type: 'integer', minimum: 7, maximum: 7 } },
      required: ['id'],
      additionalProperties: false,
    };
    expect(await show('signature')).toBe('pets_get_pet(id: integer) - Get a pet\n');
    expect(JSON.parse(await show('short', '--json'))).toEqual({
      id: 'pets/GET /pets/{id}',
      name: 'pets_get_pet',
      view: 'short',
      text: 'pets_get_pet(id: integer) - Get a pet',
    });
    expect(await show('full')).toBe(
      'pets_get_pet (read)\nGet a pet\narguments:\n  id: integer ≥ 7 ≤ 7\nreturns: object\n',
    );
    expect(JSON.parse(await show('openai', '--strict'))).toEqual({
      type: 'function',
      function: { name: 'pets_get_pet', description: 'Get a pet', parameters, strict: true },
    });
    expect(JSON.parse(await show('anthropic'))).toMatchObject({ name: 'pets_get_pet', input_schema: parameters });
    expect(JSON.parse(await show('mcp'))).toMatchObject({
      inputSchema: parameters,
      annotations: { readOnlyHint: true, idempotentHint: true },
    });
    expect(JSON.parse(await show('openapi'))).toMatchObject({
      openapi: '3.1.0',
      paths: { '/pets/{id}': { get: { operationId: 'pets_get_pet', security: [{ key: [] }] } } },
    });
    expect(await show('curl')).toBe(
      'curl https://pets.example/v1/pets/7 \\\n  -H \'accept: application/json\' \\\n  -H "X-Key: $CAPUCHIN_KEY_PETS_EXAMPLE_KEY"\n',
    );
  });

  it('names the views when there is no such one, and says why an API has none', async () => {
    const home = new Home();
    const unknown = await home.run('show', 'ascii_art', '--as', 'opnai');
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('no view named "opnai"; did you mean "openai"?');
    const none = await home.run('show', 'ascii_art', '--as', 'curl');
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toContain('ascii_art is not an HTTP request');
  });
});
