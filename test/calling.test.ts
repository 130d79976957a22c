import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as reply from '../src/execution/http/fixtures/test-server.js';
import { startTestProxy, startTestServer, type TestServer } from '../src/execution/http/fixtures/test-server.js';
import { Home } from './command-line.js';

let server: TestServer;
let home: Home;
beforeEach(async () => {
  server = await startTestServer();
  home = new Home();
});
afterEach(() => server.close());

async function importPets(host = server.host): Promise<void> {
  const get = (operationId: string, parameters: object[] = []) => ({
    get: { operationId, parameters, responses: { 200: { description: 'fine' } } },
  });
  const number = (name: string) => ({ name, in: 'query', schema: { type: 'integer' } });
  const document = {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    servers: [{ url: `http://${host}/v1` }],
    paths: { '/pets': get('listPets', [number('page'), number('per_page')]), '/picture': get('getPicture') },
  };
  const { stderr, code } = await home.run('import', 'openapi', home.file('pets.json', JSON.stringify(document)));
  expect(code, stderr).toBe(0);
}

async function importTool(): Promise<void> {
  mkdirSync(join(home.folder, 'tools', 'Weather'), { recursive: true });
  const city = { name: 'city', type: 'STRING', description: 'Which city', default: '' };
  const now = { name: 'now', description: 'The weather now', method: 'GET', required_parameters: [city] };
  const far = { ...now, name: 'nowhere' };
  const tool = {
    tool_name: 'Sky',
    host: 'sky.p.rapidapi.com',
    api_list: [{ ...now, url: 'https://sky.p.rapidapi.com/now' }, far],
  };
  home.file('tools/Weather/sky.json', JSON.stringify(tool));
  const { stderr, code } = await home.run('import', 'toolbench', join(home.folder, 'tools'), '--collection', 'sky');
  expect(code, stderr).toBe(0);
}

describe('capuchin call', () => {
  it('reads all pages, or so many', async () => {
    await importPets();
    const pages = [reply.json([{ id: 1 }, { id: 2 }]), reply.json([{ id: 3 }]), reply.json([])];
    server.on('/v1/pets', ...pages);
    const all = await home.run('call', 'pets_list_pets', '--all-pages', '--allow-hosts', server.host);
    expect(all.code, all.stderr).toBe(0);
    expect(all.stdout.replace(/\s+/g, '')).toBe('[{"id":1},{"id":2}][{"id":3}][]');
    expect(all.stderr).toContain('capuchin: 3 pages read; that was the last page');
    expect(server.seen.map(({ url }) => url)).toEqual(['/v1/pets', '/v1/pets?page=2', '/v1/pets?page=3']);

    server.on('/v1/pets', ...pages);
    const one = await home.run('call', 'pets_list_pets', '--max-pages', '1', '--json', '--allow-hosts', server.host);
    expect(JSON.parse(one.stdout)).toMatchObject({
      observations: [{ status: 'ok', value: [{ id: 1 }, { id: 2 }], provenance: 'live' }],
      ended: 'there are further pages, and no more were wanted',
    });
  });

  it('saves what is no text and says where', async () => {
    await importPets();
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]);
    server.on('/v1/picture', reply.bytes(bytes, 'image/png'));
    const { stdout, stderr } = await home.run('call', 'pets_get_picture', '--allow-hosts', server.host);
    const saved = JSON.parse(stdout || `"${stderr}"`) as { file: string };
    expect(saved).toEqual({
      file: expect.stringMatching(/replies.[0-9a-f]{32}\.png$/),
      bytes: 5,
      mediaType: 'image/png',
    });
    expect(readFileSync(saved.file)).toEqual(bytes);
  });

  it('goes through the proxy that the environment names, and warns', async () => {
    await importPets('inside.example');
    const proxy = await startTestProxy(server);
    try {
      home.env = { ...home.env, HTTP_PROXY: proxy.address };
      server.on('/v1/pets', reply.json([1]));
      const seen = await home.run('call', 'pets_list_pets', '--allow-hosts', 'inside.example');
      expect(seen).toMatchObject({ code: 0, stderr: expect.stringContaining('the request went through a proxy') });
      expect(proxy.asked).toEqual(['GET http://inside.example/v1/pets']);
    } finally {
      await proxy.close();
    }
  });

  it('asks RapidAPI directly, with the key in the variable that is named', async () => {
    await importTool();
    const there = ['--servers', `sky=http://${server.host}`, '--allow-hosts', server.host];
    const call = (...more: string[]) => home.run('call', 'sky_now', '--arg', 'city=Rome', ...there, ...more);
    expect((await call()).stderr).toContain('Set RAPIDAPI_KEY');
    home.env = { ...home.env, MY_KEY: 'rapid-secret' };
    server.on('/now', (response, request) => reply.json({ you: request.headers })(response, request));
    const seen = await call('--rapidapi-key-env', 'MY_KEY');
    expect(seen.code, seen.stderr).toBe(0);
    expect(seen.stdout + seen.stderr).not.toContain('rapid-secret');
    expect(server.seen[0]).toMatchObject({
      url: '/now?city=Rome',
      headers: { 'x-rapidapi-key': 'rapid-secret', 'x-rapidapi-host': 'sky.p.rapidapi.com' },
    });
    const nowhere = await home.run('call', 'sky_nowhere', '--arg', 'city=Rome', ...there);
    expect(nowhere.stderr).toContain('its source does not say where it is');
  });

  it('asks a ToolBench-style server, whose host need not be allowed besides', async () => {
    await importTool();
    server.on('/virtual', reply.json({ error: '', response: { sky: 'blue' } }));
    const url = `http://${server.host}/virtual`;
    const seen = await home.run('call', 'sky_nowhere', '--arg', 'city=Rome', '--toolbench-url', url, '--json');
    expect(JSON.parse(seen.stdout)).toMatchObject({ observation: { value: { sky: 'blue' }, provenance: 'simulated' } });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({ tool_name: 'sky', api_name: 'nowhere' });
  });

  it('refuses a key where the name of its variable belongs', async () => {
    await importTool();
    const seen = await home.run('call', 'sky_now', '--arg', 'city=Rome', '--rapidapi-key-env', 'abc-123');
    expect(seen).toMatchObject({ code: 2, stderr: expect.stringContaining('the name of a variable, not a key') });
  });
});
