import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calling, Home } from './command-line.js';

let server: Server;
let base = '';
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ city: 'Oslo', degrees: 18, session_token: 'abcdef-123456' }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise(resolve => server.close(resolve)));

const document = {
  openapi: '3.1.0',
  info: { title: 'Weather', version: '1' },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  security: [{ key: [] }],
  paths: {
    '/weather': {
      get: {
        operationId: 'weatherOf',
        summary: 'The weather of a city.',
        parameters: [{ name: 'city', in: 'query', required: true, schema: { type: 'string' } }],
        responses: {
          '200': {
            description: '',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['city', 'degrees'],
                  properties: { city: { type: 'string' }, degrees: { type: 'integer', minimum: -40, maximum: 50 } },
                },
              },
            },
          },
        },
      },
      delete: {
        operationId: 'forgetWeather',
        summary: 'Forgets the weather.',
        responses: { '204': { description: '' } },
      },
    },
  },
};

/** A home with the weather imported, and what every ask in it needs. */
async function weatherHome() {
  const home = new Home();
  home.env[`CAPUCHIN_KEY_127_0_0_1_${new URL(base).port}_KEY`] = 'a-very-secret-key';
  const source = home.file('weather.json', JSON.stringify({ ...document, servers: [{ url: base }] }));
  const imported = await home.run('import', 'openapi', source, '--collection', 'weather');
  expect(imported.stderr).not.toContain('refused');
  const ask = (request: string, call: object, ...flags: string[]) =>
    home.run(
      'ask',
      '-c',
      'weather',
      '--allow-hosts',
      new URL(base).host,
      '--model',
      home.script(call),
      ...flags,
      request,
    );
  return { home, ask };
}

const oslo = calling('weather_of', { city: 'Oslo' });

describe('ask --record and --replay', () => {
  it('record a call without its secrets and replay it without a network', async () => {
    const { home, ask } = await weatherHome();
    asked.length = 0;
    const live = await ask('weather of a city', oslo, '--record', 'calls.jsonl');
    expect(live, live.stderr).toMatchObject({ code: 0 });
    expect(live.stdout).toContain('"degrees": 18');
    expect(asked).toEqual(['GET /weather?city=Oslo']);
    const file = readFileSync(join(home.folder, 'calls.jsonl'), 'utf8');
    expect(file).not.toMatch(/a-very-secret-key|abcdef-123456/);

    const replayed = await ask('weather of a city', oslo, '--replay', 'calls.jsonl');
    expect(replayed, replayed.stderr).toMatchObject({ code: 0 });
    expect(replayed.stdout).toContain('"session_token": "[secret]"');
    expect(replayed.stderr).toContain('capuchin: 1 of 1 calls recorded, not made');
    expect(asked).toHaveLength(1);
  });

  it('fail loudly on a call that is not there, and make it when told to record as well', async () => {
    const { ask } = await weatherHome();
    await ask('weather of a city', oslo, '--record', 'calls.jsonl');
    asked.length = 0;
    const rome = calling('weather_of', { city: 'Rome' });
    const missing = await ask('weather of a city', rome, '--replay', 'calls.jsonl');
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('differs in city: recorded "Oslo", asked "Rome"');
    expect(asked).toEqual([]);
    for (const call of [rome, oslo, rome]) {
      expect((await ask('weather', call, '--replay', 'calls.jsonl', '--record', 'calls.jsonl')).code).toBe(0);
    }
    expect(asked).toEqual(['GET /weather?city=Rome']);
  });

  it('refuse again what was refused, and ask nobody about what is missing', async () => {
    const { ask } = await weatherHome();
    await ask('weather of a city', oslo, '--record', 'calls.jsonl');
    const forget = calling('weather_forget_weather', {});
    const refused = await ask('forget the weather', forget, '--replay', 'calls.jsonl', '--read-only');
    expect(refused.stdout + refused.stderr).toContain('only reading is allowed');
    const missing = await ask('forget the weather', forget, '--replay', 'calls.jsonl');
    expect(missing.stderr).toContain('was not recorded');
  });
});

describe('ask --simulate', () => {
  it('calls nothing, needs no approval, and says how the answer was made', async () => {
    const { home, ask } = await weatherHome();
    asked.length = 0;
    const simulated = await ask('weather of a city', oslo, '--simulate', '--record', 'made-up.jsonl');
    expect(simulated, simulated.stderr).toMatchObject({ code: 0 });
    expect(simulated.stdout).toContain('"city": "Oslo"');
    expect(simulated.stderr).toContain('capuchin: 1 of 1 calls simulated, not made');
    const again = await ask('weather of a city', oslo, '--simulate');
    expect(again.stdout).toBe(simulated.stdout);

    const script = home.script('{"forgotten": true}');
    const forgotten = await ask('forget the weather', calling('weather_forget_weather', {}), `--simulate=${script}`);
    expect(forgotten.stdout).toContain('"forgotten": true');
    expect(asked).toEqual([]);
    const run = /recorded in (.*)\n/.exec(forgotten.stderr)?.[1] ?? '';
    const shown = await home.run('runs', 'show', run);
    expect(shown.stdout).toContain('(simulated, 0 ms)');
    expect(shown.stdout).toContain('simulated (from: model); nothing was called');
    const exported = await home.run('runs', 'export', run);
    expect(exported.stdout).toContain('provenance=\\"simulated\\"');

    const listed = await home.run('recordings', 'list', 'made-up.jsonl', '--json');
    expect(JSON.parse(listed.stdout)).toEqual({
      path: 'made-up.jsonl',
      holds: 'simulations',
      counts: { simulated: 1 },
      recordings: [{ api: 'weather/GET /weather', arguments: { city: 'Oslo' }, status: 'ok', provenance: 'simulated' }],
    });
  });

  it('keeps simulations out of files of calls', async () => {
    const { ask } = await weatherHome();
    await ask('weather of a city', oslo, '--record', 'calls.jsonl');
    const mixed = await ask('weather of a city', oslo, '--simulate', '--record', 'calls.jsonl');
    expect(mixed.code).toBe(1);
    expect(mixed.stderr).toContain('holds calls, and simulations need a file of their own');
  });
});

describe('recordings import', () => {
  it('turns a cache folder into recordings that answer simulated calls', async () => {
    const home = new Home();
    const row = {
      id: '1',
      category_name: 'Weather',
      tool_name: 'Sky',
      api_name: 'Get Sky',
      api_description: 'The sky of a city.',
      method: 'GET',
      required_parameters: [{ name: 'city', type: 'STRING' }],
    };
    await home.run('import', 'toolbench', home.file('apis.jsonl', JSON.stringify(row)), '--collection', 'toolbench');
    const folder = join(home.folder, 'cache/Weather/sky_for_Weather');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'get_sky.json'), `{"{'city': 'Oslo'}": {"error": "", "response": "grey"}}`);
    writeFileSync(join(folder, 'get_sun.json'), `{"{}": {"error": "", "response": "up"}}`);
    const imported = await home.run('recordings', 'import', 'cache', '--out', 'cache.jsonl');
    expect(imported.stdout).toBe(
      'recordings written, all simulated: 2 (from 2 files with 2 entries)\n' +
        'files of APIs that toolbench does not have: 1\n' +
        `  ${join(folder, 'get_sun.json')} (entries: 1), kept as toolbench/Weather/sky/get_sun\n`,
    );
    const model = home.script(calling('sky_get_sky', { city: 'Oslo' }));
    const answered = await home.run('ask', '--model', model, '--simulate', '--replay', 'cache.jsonl', 'sky of a city');
    expect(answered).toMatchObject({ code: 0, stdout: 'grey\n' });
    const list = await home.run('recordings', 'list', 'cache.jsonl');
    expect(list.stdout).toContain('toolbench/1');
    expect(list.stderr).toBe('capuchin: 2 recordings (2 simulated)\n');
    const unknown = await home.run('recordings', 'import', 'cache', '--out', 'x.jsonl', '--collection', 'none');
    expect(unknown.code).toBe(3);
  });
});
