import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import type { HttpInvocation } from '../../catalog/index.js';
import { curlCommand } from './curl-command.js';

const base: HttpInvocation = {
  kind: 'http',
  method: 'GET',
  path: '/pets/{id}',
  servers: [{ url: 'https://pets.example/v1' }],
  parameters: [
    { argument: 'id', name: 'id', in: 'path', style: 'simple', explode: false },
    { argument: 'q', name: 'q', in: 'query', style: 'form', explode: true },
  ],
  security: [],
};

function curl(change: Partial<HttpInvocation>, args: JsonObject): string {
  const built = curlCommand({ provider: 'pets.example' }, { ...base, ...change }, args);
  return built.kind === 'command' ? built.command : JSON.stringify(built);
}

/** What curl would be given. */
function words(command: string, env: Readonly<Record<string, string>>): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; ${command}`;
  return execFileSync('sh', ['-c', script], { env, encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('a curl command', () => {
  it('makes the request that a call would make', () => {
    expect(curl({}, { id: 7, q: "it's" })).toBe(
      "curl 'https://pets.example/v1/pets/7?q=it%27s' \\\n  -H 'accept: application/json, */*;q=0.5'",
    );
  });

  it('names the variables of credentials wherever they travel', () => {
    const security = [
      [
        { scheme: 'key', type: 'apiKey', in: 'query', name: 'api_key' },
        { scheme: 'session', type: 'apiKey', in: 'cookie', name: 'sid' },
        { scheme: 'oauth', type: 'oauth2' },
      ],
    ] as const;
    const env = {
      CAPUCHIN_KEY_PETS_EXAMPLE_KEY: 'K',
      CAPUCHIN_KEY_PETS_EXAMPLE_SESSION: 'S',
      CAPUCHIN_KEY_PETS_EXAMPLE_OAUTH: 'T',
    };
    expect(words(curl({ security, accept: 'application/json' }, { id: 7, q: 'a&b' }), env)).toEqual([
      'https://pets.example/v1/pets/7?q=a%26b&api_key=K',
      '-H',
      'accept: application/json',
      '-H',
      'cookie: sid=S',
      '-H',
      'Authorization: Bearer T',
    ]);
  });

  it('leaves signing and passwords to curl', () => {
    const basic = curl({ security: [[{ scheme: 'b', type: 'basic' }]] }, { id: 7 });
    expect(basic).toContain('--user "$CAPUCHIN_KEY_PETS_EXAMPLE_B"');
    const aws = curl({ security: [[{ scheme: 'hmac', type: 'awsSigV4', service: 's3' }]] }, { id: 7 });
    expect(words(aws, { CAPUCHIN_KEY_PETS_EXAMPLE_HMAC: 'id:key' }).slice(-4)).toEqual([
      '--aws-sigv4',
      'aws:amz:us-east-1:s3',
      '--user',
      'id:key',
    ]);
  });

  it('sends bodies as they are, files by their names', () => {
    const body = {
      contentType: 'application/json',
      required: true,
      shape: { kind: 'whole', argument: 'pet' },
    } as const;
    expect(words(curl({ method: 'PUT', body }, { id: 7, pet: { name: "O'Rex $(id)" } }), {}).slice(-2)).toEqual([
      '--data-raw',
      `{"name":"O'Rex $(id)"}`,
    ]);
    const form = {
      contentType: 'multipart/form-data',
      required: true,
      shape: { kind: 'fields', arguments: { photo: 'photo', text: 'text', more: 'more' } },
      encoding: { photo: { file: true } },
    } as const;
    const args = { id: 7, photo: { contentBase64: 'AA==', filename: 'a "b".png' }, text: '@x', more: { a: 1 } };
    expect(words(curl({ method: 'POST', body: form }, args), {}).slice(3)).toEqual([
      '-F',
      'photo=@"a \\"b\\".png";type=application/octet-stream',
      '--form-string',
      'text=@x',
      '-F',
      'more="{\\"a\\":1}";type=application/json',
    ]);
    const bytes = { ...body, contentType: 'image/png' };
    expect(words(curl({ method: 'PUT', body: bytes }, { id: 7, pet: { contentBase64: 'AA==' } }), {}).at(-1)).toBe(
      '@body',
    );
  });

  it('asks for a server that the source does not name, and is none for arguments that no request can carry', () => {
    expect(words(curl({ servers: [], method: 'HEAD' }, { id: 7 }), { SERVER: 'http://here' }).slice(0, 2)).toEqual([
      '--head',
      'http://here/pets/7',
    ]);
    expect(curl({}, { id: '..' })).toBe(
      '{"kind":"bad-arguments","problems":["a path parameter cannot be \\".\\" or \\"..\\""]}',
    );
  });
});
