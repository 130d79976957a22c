import { describe, expect, it } from 'vitest';
import type { HttpInvocation, HttpSecurity } from '../../catalog/index.js';
import { sampleApi } from '../executor.contract.js';
import { neededSchemes } from './needed-schemes.js';

const key: HttpSecurity = { scheme: 'key', type: 'apiKey', in: 'header', name: 'X-Key' };
const login: HttpSecurity = { scheme: 'login', type: 'basic' };
const odd: HttpSecurity = { scheme: 'odd', type: 'other' };

function api(collection: string, url: string, security: HttpInvocation['security']) {
  const invocation: HttpInvocation = {
    kind: 'http',
    method: 'GET',
    path: '/',
    servers: [{ url, variables: { region: { default: 'eu' } } }],
    parameters: [],
    security,
  };
  return sampleApi({ collection, invocation });
}

describe('neededSchemes', () => {
  it('counts each scheme once an API and gathers where it would go', () => {
    const apis = [
      api('a', 'https://{region}.a.example/v1', [[key], [key, login]]),
      api('a', 'https://b.example', [[key], [odd]]),
      api('a', '/relative', [[login]]),
      api('b', 'https://c.example', []),
      sampleApi(),
    ];
    expect(neededSchemes(apis)).toEqual([
      { scheme: 'key', security: key, apiCount: 2, origins: ['https://b.example', 'https://eu.a.example'] },
      { scheme: 'login', security: login, apiCount: 2, origins: ['https://eu.a.example'] },
    ]);
  });

  it('takes the server the user named instead', () => {
    const named = neededSchemes([api('a', 'https://a.example', [[key]])], () => 'http://127.0.0.1:80/v1');
    expect(named[0]?.origins).toEqual(['http://127.0.0.1']);
  });

  it('finds none among none', () => {
    expect(neededSchemes([])).toEqual([]);
  });
});
