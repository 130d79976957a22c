import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../base/index.js';
import type { HttpSecurity } from '../api.js';
import { openApiDocument } from './document.js';
import { securityOf } from './security.js';

function read(root: JsonObject, operation: JsonObject = {}) {
  const document = openApiDocument(root, 'test', 'https://docs.example/api.json');
  return securityOf(document, { path: '/', method: 'get', pointer: '#', operation, pathItem: {} });
}

/** What a document of version 3 makes of one scheme, declared as `key` and asked for as `asked`. */
function scheme(declared: JsonValue, asked = 'key', rest: JsonObject = {}): HttpSecurity | undefined {
  return read(
    { openapi: '3.0.3', ...rest, components: { securitySchemes: { key: declared } } },
    security(asked),
  )[0]?.[0];
}

const security = (...names: string[]): JsonObject => ({ security: names.map(name => ({ [name]: [] })) });

describe('securityOf', () => {
  it('gives alternatives with their scopes; an operation replaces what the document says', () => {
    const root = {
      swagger: '2.0',
      security: [{ login: [] }],
      securityDefinitions: {
        login: { type: 'basic' },
        key: { type: 'apiKey', in: 'header', name: 'X-Key' },
        owners: { type: 'oauth2', flow: 'accessCode', tokenUrl: '/token', authorizationUrl: 'https://a.example/go' },
      },
    };
    expect(read(root)).toEqual([[{ scheme: 'login', type: 'basic' }]]);
    expect(read(root, { security: [] })).toEqual([]);
    expect(read(root, { security: [{ owners: ['write'], key: [] }, {}] })).toEqual([
      [
        {
          scheme: 'owners',
          type: 'oauth2',
          oauth: { tokenUrl: 'https://docs.example/token', authorizationUrl: 'https://a.example/go' },
          scopes: ['write'],
        },
        { scheme: 'key', type: 'apiKey', in: 'header', name: 'X-Key' },
      ],
      [],
    ]);
  });

  it.each<[JsonObject, Omit<HttpSecurity, 'scheme'>]>([
    [
      { type: 'apiKey', in: 'header', name: 'X-Key' },
      { type: 'apiKey', in: 'header', name: 'X-Key' },
    ],
    [
      { type: 'apiKey', in: 'query', name: 'key' },
      { type: 'apiKey', in: 'query', name: 'key' },
    ],
    [
      { type: 'apiKey', in: 'cookie', name: 'sid' },
      { type: 'apiKey', in: 'cookie', name: 'sid' },
    ],
    [{ type: 'http', scheme: 'basic' }, { type: 'basic' }],
    [{ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, { type: 'bearer' }],
    [
      { type: 'openIdConnect', openIdConnectUrl: 'https://id.example/.well-known/openid-configuration' },
      {
        type: 'openIdConnect',
        oauth: { discoveryUrl: 'https://id.example/.well-known/openid-configuration' },
      },
    ],
  ])('knows the kinds of the standard: %j', (declared, expected) => {
    expect(scheme(declared)).toEqual({ scheme: 'key', ...expected });
  });

  it.each<[JsonObject, Omit<HttpSecurity, 'scheme'>]>([
    [{ type: 'http', scheme: 'Basic' }, { type: 'basic' }],
    [{ type: 'HTTP', scheme: 'Bearer' }, { type: 'bearer' }],
    [
      { type: 'api_key', in: 'Header', name: 'X-Key' },
      { type: 'apiKey', in: 'header', name: 'X-Key' },
    ],
    [
      { type: 'apikey', in: 'queryString', name: 'key' },
      { type: 'apiKey', in: 'query', name: 'key' },
    ],
    [
      { in: 'headers', name: 'X-Key' },
      { type: 'apiKey', in: 'header', name: 'X-Key' },
    ],
    [{ type: 'bearer' }, { type: 'bearer' }],
    [{ type: 'http', bearerFormat: 'JWT' }, { type: 'bearer' }],
    [{ type: 'OAuth2.0', flows: {} }, { type: 'oauth2' }],
    [{ type: 'oauth', flows: {} }, { type: 'oauth2' }],
    [{ type: 'open_id_connect' }, { type: 'openIdConnect' }],
  ])('takes a misspelt kind for what it plainly means: %j', (declared, expected) => {
    expect(scheme(declared)).toEqual({ scheme: 'key', ...expected });
  });

  it.each<[JsonObject | null, string]>([
    [{ type: 'http', scheme: 'mutual' }, 'a client certificate'],
    [{ type: 'mutualTLS' }, 'a client certificate'],
    [{ type: 'http', scheme: 'negotiate' }, 'a Kerberos or NTLM login'],
    [{ type: 'http', scheme: 'OAuth' }, 'an OAuth 1.0 signature'],
    [{ type: 'hmac' }, 'an HMAC signature'],
    [{ type: 'http', scheme: 'payone-hmac-sha256' }, 'the scheme "payone-hmac-sha256"'],
    [{ type: 'apiKey', in: 'header' }, 'an API key whose name the document does not say'],
    [{ type: 'apiKey', in: 'body', name: 'key' }, 'an API key whose place the document does not say'],
    [{ type: 'apiKey', 'x-amazon-apigateway-authtype': 'awsSigv2' }, 'an AWS signature of version 2'],
    [{}, 'a scheme of no kind'],
    [null, 'a scheme that the document does not declare'],
  ])('says what a kind is that cannot be served: %j', (declared, name) => {
    expect(scheme(declared)).toEqual({ scheme: 'key', type: 'other', name });
  });

  it('finds a declared scheme whose name differs in case and punctuation only, unless two do', () => {
    const declared = { 'API Key': { type: 'http', scheme: 'bearer' }, tok_en: { type: 'basic' }, 'tok-en': {} };
    const root = { openapi: '3.1.0', components: { securitySchemes: declared } };
    const names = ['api_key', 'token', 'BasicAuth', 'Bearer', '__proto__', 'constructor'];
    expect(names.map(name => read(root, security(name))[0]?.[0])).toEqual([
      { scheme: 'API Key', type: 'bearer' },
      { scheme: 'token', type: 'other', name: 'a scheme that the document does not declare' },
      { scheme: 'BasicAuth', type: 'basic' },
      { scheme: 'Bearer', type: 'bearer' },
      { scheme: '__proto__', type: 'other', name: 'a scheme that the document does not declare' },
      { scheme: 'constructor', type: 'other', name: 'a scheme that the document does not declare' },
    ]);
  });

  it('follows a reference to a scheme', () => {
    const schemes = { key: { $ref: '#/components/securitySchemes/real' }, real: { type: 'http', scheme: 'basic' } };
    expect(read({ openapi: '3.0.0', components: { securitySchemes: schemes } }, security('key'))).toEqual([
      [{ scheme: 'key', type: 'basic' }],
    ]);
  });
});
