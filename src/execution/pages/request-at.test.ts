import { describe, expect, it } from 'vitest';
import type { Api, HttpInvocation, HttpParameter } from '../../catalog/index.js';
import { sampleApi } from '../executor.contract.js';
import { requestAt } from './request-at.js';

const parameter = (name: string, where: HttpParameter['in'], argument = name): HttpParameter => ({
  argument,
  name,
  in: where,
  style: where === 'query' ? 'form' : 'simple',
  explode: where === 'query',
});
const invocation: HttpInvocation = {
  kind: 'http',
  method: 'GET',
  path: '/users/{id}/items',
  servers: [{ url: 'https://a.example/v1' }],
  parameters: [
    parameter('id', 'path'),
    parameter('page', 'query'),
    parameter('q[]', 'query', 'q'),
    parameter('X-V', 'header'),
  ],
  security: [[{ scheme: 'key', type: 'apiKey', in: 'query', name: 'api_key' }]],
};
const api: Api = sampleApi({
  parameters: {
    type: 'object',
    properties: { id: { type: 'string' }, page: { type: 'integer' }, q: { type: 'string' }, 'X-V': { type: 'string' } },
    required: ['id', 'X-V'],
  },
  invocation,
});
const args = { id: '7', page: 1, 'X-V': '2' };
const from = 'https://a.example/v1/users/7/items?page=1&api_key=[secret]';
const at = (next: string) => requestAt(api, args, next, from);

describe('requestAt', () => {
  it('is a call of the API itself where its arguments say it all', () => {
    expect(at('?page=2&q[]=x&api_key=s')).toEqual({ api, arguments: { id: '7', 'X-V': '2', page: 2, q: 'x' } });
    expect(at('http://a.example/v1/users/7/items?page=2')).toEqual({
      api,
      arguments: { id: '7', 'X-V': '2', page: 2 },
    });
  });

  it.each([
    ['?after=xyz', '/users/7/items?after=xyz'],
    ['?page=two', '/users/7/items?page=two'],
    ['?q[]=1&q[]=2', '/users/7/items?q%5B%5D=1&q%5B%5D=2'],
    ['/v1/pages/2', '/pages/2'],
  ])('is a call of its own at %s otherwise', (next, path) => {
    expect(at(next)).toEqual({
      api: {
        ...api,
        id: `${api.id}?at=${encodeURIComponent(path)}`,
        parameters: { type: 'object', properties: { 'X-V': { type: 'string' } }, required: ['X-V'] },
        invocation: { ...invocation, path, parameters: [invocation.parameters[3]] },
      },
      arguments: { 'X-V': '2' },
    });
  });

  it.each([
    'https://b.example/v1/users/7/items?page=2',
    'https://a.example:444/v1/users/7/items?page=2',
    'https://u:p@a.example/v1/users/7/items',
    'https://a.example/admin',
    '//b.example/v1/users/7/items',
    'file:///v1/users/7/items',
    'https://[bad',
  ])('is nothing for %s', next => {
    expect(at(next)).toBeUndefined();
  });
});
