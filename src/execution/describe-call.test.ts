import { describe, expect, it } from 'vitest';
import type { HttpInvocation, HttpSecurity, Invocation } from '../catalog/index.js';
import { describeCall } from './describe-call.js';
import { dryRun } from './dry-run.js';
import { sampleApi } from './executor.contract.js';

const http: HttpInvocation = {
  kind: 'http',
  method: 'POST',
  path: '/things/{id}',
  servers: [{ url: 'https://shop.example/v1' }],
  security: [],
  parameters: [
    { argument: 'id', name: 'id', in: 'path', style: 'simple', explode: false },
    { argument: 'tag', name: 'tag', in: 'query', style: 'form', explode: true },
    { argument: 'idempotency_key', name: 'Idempotency-Key', in: 'header', style: 'simple', explode: false },
  ],
  body: {
    contentType: 'application/json',
    required: true,
    shape: { kind: 'fields', arguments: { title: 'title' } },
  },
};

function described(invocation: Invocation, args = { id: 'a b', title: 'lamp' }, server?: string): readonly string[] {
  const { lines, problem } = describeCall(sampleApi({ provider: 'shop', invocation }), args, { server });
  return problem === undefined ? lines : [problem];
}

describe('describeCall', () => {
  it('is the exact request', () => {
    expect(described(http)).toEqual([
      'POST https://shop.example/v1/things/a%20b',
      'accept: application/json, */*;q=0.5',
      'idempotency-key: <made when the call is made>',
      'content-type: application/json',
      '',
      '{"title":"lamp"}',
    ]);
    expect(described(http, undefined, 'http://127.0.0.1:1')[0]).toBe('POST http://127.0.0.1:1/things/a%20b');
  });

  it.each<[HttpSecurity, string]>([
    [{ scheme: 'key', type: 'apiKey', in: 'header', name: 'X-Key' }, 'x-key: <credential shop/key>'],
    [{ scheme: 'key', type: 'apiKey', in: 'cookie', name: 'k' }, 'cookie: k=<credential shop/key>'],
    [
      { scheme: 'my key', type: 'apiKey', in: 'query', name: 'k' },
      'POST https://shop.example/v1/things/a%20b?k=<credential shop/my key>',
    ],
    [{ scheme: 'b', type: 'basic' }, 'authorization: Basic <credential shop/b>'],
    [{ scheme: 'o', type: 'oauth2' }, 'authorization: Bearer <credential shop/o>'],
    [{ scheme: 'h', type: 'awsSigV4' }, 'authorization: AWS4-HMAC-SHA256 … signed with <credential shop/h>'],
  ])('names credentials where their values go: %j', (security, line) => {
    expect(described({ ...http, security: [[], [security]] })).toContain(line);
  });

  it('says why nothing could be sent', () => {
    expect(described({ ...http, servers: [] })).toEqual(['its source names no server; name one']);
    expect(described(http, { title: 'x' } as never)).toEqual(['the path needs a value for id']);
    expect(described({ kind: 'code', language: 'python', code: 'x()' })).toEqual([
      'it is a line of code to write, not a call to make',
    ]);
  });

  it('shows calls of other kinds by what they call and what with', () => {
    const args = { id: '1', title: 'x' };
    expect(described({ kind: 'function', module: 'builtin:x', function: 'f' }, args)).toEqual([
      'function f of builtin:x',
      '{',
      '  "id": "1",',
      '  "title": "x"',
      '}',
    ]);
    const server = { kind: 'http', url: 'https://mcp.example' } as const;
    expect(described({ kind: 'mcp', server, tool: 't' }, args)[0]).toBe('MCP tools/call t to https://mcp.example');
  });
});

describe('dryRun', () => {
  it('checks arguments as for a call, and shows it instead of making it', async () => {
    const parameters = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] };
    const look = sampleApi({ parameters });
    expect(await dryRun().call(look, { id: '7' })).toEqual({
      status: 'denied',
      reason:
        'this is a dry run, and nothing was sent; it would have been (read):\nfunction sample of builtin:samples\n{\n  "id": 7\n}',
      provenance: 'none',
      elapsedMs: 0,
      coerced: ['"7" → 7 for id'],
    });
    expect(await dryRun().call(look, { x: 1 })).toMatchObject({ status: 'bad-arguments' });
    const nowhere = sampleApi({ invocation: { ...http, servers: [] }, parameters: { type: 'object' } });
    expect(await dryRun().call(nowhere, {})).toMatchObject({ status: 'not-callable' });
  });
});
