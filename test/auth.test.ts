import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  oauthError,
  type SampleOAuthServer,
  sampleClient,
  sampleOAuthServer,
} from '../src/execution/credentials/sample-oauth-server.contract.js';
import { Home } from './command-line.js';

const secret = 'a-very-secret-key';
let oauth: SampleOAuthServer;
let host = '';
let seen: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = [];
let home: Home;
let closeServer = () => {};

beforeAll(async () => {
  oauth = await sampleOAuthServer();
  const server = createServer((request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers });
    const { authorization = '' } = request.headers;
    const status = request.url === '/broken' ? 500 : authorization === 'Bearer wrong-token' ? 401 : 200;
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ headers: request.headers }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  closeServer = () => server.close();
});
afterAll(async () => {
  closeServer();
  await oauth.close();
});

beforeEach(async () => {
  seen = [];
  home = new Home();
  const document = {
    openapi: '3.0.3',
    info: { title: 'Pets', version: '1' },
    servers: [{ url: `http://${host}` }],
    paths: {
      '/pets': { get: operation('listPets', { token: [] }) },
      '/pets/by-key': { get: operation('listPetsByKey', { key: [] }) },
      '/pets/mine': { get: operation('listMine', { login: [] }) },
      '/broken': { get: operation('listBroken', { token: [] }) },
      '/signed': { get: operation('listSigned', { hmac: [] }) },
      '/tokens': { get: operation('listTokens', { oauth: [] }) },
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        key: { type: 'apiKey', in: 'header', name: 'X-Key' },
        login: { type: 'http', scheme: 'basic' },
        hmac: { type: 'apiKey', in: 'header', name: 'Authorization', 'x-amazon-apigateway-authtype': 'awsSigv4' },
        oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: oauth.tokenUrl, scopes: {} } } },
      },
    },
  };
  const path = home.file('pets.json', JSON.stringify(document));
  expect(await home.run('import', 'openapi', path, '--collection', 'pets')).toMatchObject({ code: 0 });
});

function operation(operationId: string, security: object) {
  const responses = { 200: { description: 'fine', content: { 'application/json': { schema: {} } } } };
  return { operationId, summary: operationId, security: [security], responses };
}

const auth = (...args: string[]) => home.run('auth', ...args);
const storedAt = () => join(home.folder, 'config', 'credentials', 'credentials.json');
const test = (name: string) => auth('test', name, '--allow-hosts', host);

describe('auth add', () => {
  it('keeps a secret from standard input and tells where it goes, never what it is', async () => {
    home.input = `${secret}\n`;
    const added = await auth('add', 'pets', '--scheme', 'key', '--stdin');
    expect(added).toMatchObject({ code: 0, stdout: '' });
    expect(added.stderr).toContain(`http://${host} is not encrypted`);
    expect(added.stderr).toContain(`it is sent to http://${host}; try: capuchin auth test pets/key`);
    expect(await test('pets/key')).toEqual({
      code: 0,
      stdout: 'accepted: pets_list_pets_by_key: the call was answered\n',
      stderr: '',
    });
    expect(seen.map(({ url, headers }) => [url, headers['x-key']])).toEqual([['/pets/by-key', secret]]);

    const listed = await auth('list', '--json');
    expect(JSON.parse(listed.stdout)).toEqual({
      credentials: [
        {
          name: 'pets/key',
          kind: 'secret',
          from: 'file',
          origins: [`http://${host}`],
          addedAt: expect.stringMatching(/^20/),
          expiresAt: null,
          renews: false,
        },
      ],
      variables: [],
      file: storedAt(),
    });
    const everything = [added, listed, await auth('list'), await test('pets/key')];
    expect(JSON.stringify(everything)).not.toContain(secret);
    expect(readFileSync(storedAt(), 'utf8')).toContain(secret);
  });

  it('reads a variable at each call', async () => {
    home.env = { ...home.env, MY_LOGIN: 'me:password' };
    expect(await auth('add', 'pets', '--scheme', 'login', '--from-env', 'MY_LOGIN')).toMatchObject({ code: 0 });
    expect(await test('pets')).toMatchObject({ code: 0 });
    expect(seen[0]?.headers.authorization).toBe(`Basic ${btoa('me:password')}`);
    expect(readFileSync(storedAt(), 'utf8')).not.toContain('password');
    home.env = { ...home.env, MY_LOGIN: '' };
    const unset = await test('pets');
    expect(unset).toMatchObject({ code: 1 });
    expect(unset.stdout).toContain('pets/login is read from MY_LOGIN, not set');
  });

  it('signs with AWS keys', async () => {
    const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI' };
    home.env = { ...home.env, ...keys };
    expect(await auth('add', 'pets', '--scheme', 'hmac', '--aws-env', '--region', 'eu-west-1')).toMatchObject({
      code: 0,
    });
    expect(await test('pets/hmac')).toMatchObject({ code: 0 });
    expect(seen[0]?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/execute-api\/aws4_request, SignedHeaders=host;x-amz-date, /,
    );
  });

  it('gets tokens as a client, from where the document says', async () => {
    home.env = { ...home.env, CLIENT_SECRET: sampleClient.secret };
    const client = ['--oauth', 'client', '--client-id', sampleClient.id, '--from-env', 'CLIENT_SECRET'];
    const refused = await auth('add', 'pets', '--scheme', 'oauth', ...client);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain('is not encrypted, so no secret is sent there');
    const added = await auth('add', 'pets', '--scheme', 'oauth', ...client, '--allow-hosts', oauth.host);
    expect(added).toMatchObject({ code: 0, stdout: '' });
    expect(await test('pets/oauth')).toMatchObject({ code: 0 });
    expect(seen[0]?.headers.authorization).toMatch(/^Bearer token-\d+$/);
    expect((await auth('list')).stdout).toContain('renews itself');
  });

  it('logs in with a browser elsewhere', async () => {
    const device = ['--oauth', 'device', '--client-id', sampleClient.id, '--allow-hosts', oauth.host];
    const nowhere = await auth('add', 'pets', '--scheme', 'oauth', ...device);
    expect(nowhere).toMatchObject({ code: 2 });
    expect(nowhere.stderr).toContain('does not say where a device logs in; give --device-url');
    oauth.interval = 0.001;
    oauth.next.push(oauthError('authorization_pending'));
    const login = await auth(
      'add',
      'pets',
      '--scheme',
      'oauth',
      ...device,
      '--device-url',
      oauth.deviceAuthorizationUrl,
    );
    expect(login.stderr).toContain('Open https://login.example/device and enter the code WDJB-MJHT');
    expect(login).toMatchObject({ code: 0, stdout: '' });
    expect(await test('pets')).toMatchObject({ code: 0 });
    expect(seen[0]?.headers.authorization).toMatch(/^Bearer token-\d+$/);
  });

  it.each([
    [['nobody'], 3, 'nothing of "nobody" was imported'],
    [['pet'], 3, 'did you mean "pets"?'],
    [['pets'], 2, 'asks for several credentials; choose one with --scheme: "token" (bearer, 2 APIs)'],
    [['pets', '--scheme', 'tokn'], 2, 'did you mean "token"?'],
    [['pets', '--scheme', 'key'], 2, 'there is no terminal to ask for the secret; give --stdin or --from-env VARIABLE'],
    [['pets', '--scheme', 'key', '--stdin', '--from-env', 'X'], 2, 'choose one of --stdin and --from-env'],
    [['pets', '--scheme', 'key', '--stdin'], 2, 'the secret is empty'],
    [['pets', '--scheme', 'key', '--stdin', '--host', 'ftp://x'], 2, '"ftp://x" is no host'],
    [['pets', '--scheme', 'key', '--oauth', 'client'], 2, '"key" takes no tokens but is of the kind apiKey'],
    [['pets', '--scheme', 'oauth', '--oauth', 'client'], 2, '--oauth needs --client-id'],
  ])('%j fails with the next step', async (args, code, text) => {
    const failed = await auth('add', ...args);
    expect(failed).toMatchObject({ code, stdout: '' });
    expect(failed.stderr).toContain(text);
  });

  it('is not for hosts of documents that only say that they are the provider’s', async () => {
    const document = (server: string, name: string) => ({
      openapi: '3.0.3',
      info: { title: name, version: '1', 'x-providerName': 'bank.example' },
      servers: [{ url: server }],
      paths: { '/x': { get: operation(name, { key: [] }) } },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    });
    for (const [name, server] of [
      ['real', 'https://api.bank.example'],
      ['false', 'https://evil.example'],
    ] as const) {
      const path = home.file(`${name}.json`, JSON.stringify(document(server, name)));
      await home.run('import', 'openapi', path, '--collection', name);
    }
    home.input = secret;
    const added = await auth('add', 'bank.example', '--stdin');
    expect(added.stderr).toContain('not sent to https://evil.example, which is no host of bank.example');
    expect(added.stderr).toContain('it is sent to https://api.bank.example;');
    expect((await auth('test', 'bank.example', '--api', 'false/GET /x')).stdout).toContain(
      'the credential bank.example/key was not added for https://evil.example',
    );
  });

  it('takes what was not imported yet, with its scheme and host', async () => {
    home.input = secret;
    const added = await auth('add', 'later.example', '--scheme', 'key', '--host', 'later.example', '--stdin');
    expect(added.stderr).toContain('it is sent to https://later.example');
  });
});

describe('a stored credential', () => {
  it('goes to no other host until that is allowed', async () => {
    home.input = secret;
    await auth('add', 'pets', '--scheme', 'token', '--stdin');
    const elsewhere = `localhost:${host.split(':')[1]}`;
    home.env = { ...home.env, CAPUCHIN_SERVERS: `pets=http://${elsewhere}`, CAPUCHIN_ALLOW_HOSTS: elsewhere };
    const refused = await auth('test', 'pets/token');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stdout).toContain(`run: capuchin auth allow pets/token http://${elsewhere}`);
    expect(seen).toEqual([]);
    expect(await auth('allow', 'pets/token', `http://${elsewhere}`)).toMatchObject({ code: 0 });
    expect(await auth('test', 'pets/token')).toMatchObject({ code: 0 });
    expect(seen[0]?.headers.authorization).toBe(`Bearer ${secret}`);
  });

  it('is reported when it is not accepted, and when a reply says nothing of it', async () => {
    home.input = 'wrong-token';
    await auth('add', 'pets', '--scheme', 'token', '--stdin');
    expect(await test('pets/token')).toMatchObject({
      code: 1,
      stdout: 'not accepted: pets_list_pets: HTTP 401: the credential was not accepted\n',
    });
    const unclear = await auth('test', 'pets', '--api', 'pets_list_broken', '--allow-hosts', host, '--json');
    expect(unclear.code).toBe(1);
    expect(JSON.parse(unclear.stdout)).toEqual({
      accepted: null,
      api: 'pets_list_broken',
      reason: 'HTTP 500: this says nothing of the credential',
    });
    const other = await auth('test', 'pets', '--api', 'pets_list_mine');
    expect(other).toMatchObject({ code: 3 });
    expect(other.stderr).toContain('pets_list_mine does not ask for the credential "token"');
  });

  it('is used by every other command, and is gone when it is removed', async () => {
    home.input = secret;
    await auth('add', 'pets', '--scheme', 'token', '--stdin');
    const script = home.script({ toolCalls: [{ name: 'pets_list_pets', arguments: {} }] }, { text: 'There are some.' });
    const ask = () =>
      home.run(
        'ask',
        'which pets are there?',
        '--collection',
        'pets',
        '--model',
        script,
        '--allow-hosts',
        host,
        '--json',
      );
    const asked = await ask();
    expect(seen[0]?.headers.authorization).toBe(`Bearer ${secret}`);
    expect(JSON.stringify(asked)).not.toContain(secret);
    const runs = join(home.folder, 'data', 'runs');
    const written = readdirSync(runs, { recursive: true, withFileTypes: true }).filter(each => each.isFile());
    expect(written.length).toBeGreaterThan(0);
    for (const each of written) expect(readFileSync(join(each.parentPath, each.name), 'utf8')).not.toContain(secret);
    expect(await auth('remove', 'pets')).toMatchObject({ code: 0 });
    expect((await ask()).stdout).toContain('capuchin auth add');
    expect(seen).toHaveLength(1);
    expect(await auth('remove', 'pets')).toMatchObject({ code: 3 });
  });

  it.runIf(process.platform !== 'win32')('is refused when other users can read the file', async () => {
    home.input = secret;
    await auth('add', 'pets', '--scheme', 'token', '--stdin');
    chmodSync(storedAt(), 0o644);
    const refused = await auth('list');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(`run: chmod 600 ${storedAt()}`);
  });
});

describe('auth list', () => {
  it('is empty at first, and names the variables that hold credentials', async () => {
    expect(await auth()).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'capuchin: none yet; see: capuchin auth add --help\n',
    });
    home.env = { ...home.env, CAPUCHIN_KEY_PETS_TOKEN: secret };
    const listed = await auth('list');
    expect(listed.stdout).toMatch(/CAPUCHIN_KEY_PETS_TOKEN +variable +environment/);
    expect(listed.stdout).not.toContain(secret);
  });
});
