import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import type { HttpBody, HttpInvocation, HttpParameter } from '../../catalog/index.js';
import { buildRequest, type HttpRequest } from './build-request.js';

function invocation(given: Partial<HttpInvocation> = {}): HttpInvocation {
  const servers = [{ url: 'https://api.example/v1/' }];
  return { kind: 'http', method: 'GET', path: '/x', servers, parameters: [], security: [], ...given };
}

function parameter(place: HttpParameter['in'], name: string, more: Partial<HttpParameter> = {}): HttpParameter {
  const isForm = place === 'query' || place === 'cookie';
  return { argument: name, name, in: place, style: isForm ? 'form' : 'simple', explode: isForm, ...more };
}

function built(given: Partial<HttpInvocation>, args: JsonObject): HttpRequest {
  const result = buildRequest(invocation(given), args);
  if (result.kind !== 'request') throw new Error(JSON.stringify(result));
  return result.request;
}

function problems(given: Partial<HttpInvocation>, args: JsonObject) {
  const result = buildRequest(invocation(given), args);
  return result.kind === 'bad-arguments' ? result.problems : result;
}

const fields = (contentType: string, names: readonly string[], more: Partial<HttpBody> = {}): HttpBody => ({
  contentType,
  required: false,
  shape: { kind: 'fields', arguments: Object.fromEntries(names.map(name => [name, name])) },
  ...more,
});
const whole = (contentType: string): HttpBody => ({
  contentType,
  required: false,
  shape: { kind: 'whole', argument: 'body' },
});

describe('buildRequest', () => {
  it('puts parameters of all kinds in their places', () => {
    const parameters = [
      parameter('path', 'id'),
      parameter('query', 'tags', { explode: false }),
      parameter('query', 'filter[name]', { argument: 'filter_name' }),
      parameter('query', 'where', { content: 'application/json' }),
      parameter('query', 'absent'),
      parameter('query', 'none'),
      parameter('header', 'X-Trace'),
      parameter('cookie', 'session'),
      parameter('cookie', 'flag'),
    ];
    const args = {
      id: 'a/b',
      tags: ['x', 'y z'],
      filter_name: 'n',
      where: { a: [1] },
      none: null,
      'X-Trace': 7,
      session: 's;t',
      flag: true,
    };
    expect(built({ method: 'DELETE', path: '/pets/{id}/photo?v=2#only-a-name', parameters }, args)).toEqual({
      method: 'DELETE',
      url: 'https://api.example/v1/pets/a%2Fb/photo?v=2&tags=x,y%20z&filter%5Bname%5D=n&where=%7B%22a%22%3A%5B1%5D%7D',
      headers: { accept: 'application/json, */*;q=0.5', 'x-trace': '7', cookie: 'session=s%3Bt; flag=true' },
    });
  });

  it('fills the variables of the first server that works', () => {
    const servers = [
      { url: '/relative' },
      { url: 'https://{missing}.example' },
      { url: 'https://{region}.example/{v}', variables: { region: { default: 'eu' }, v: { default: 'v2' } } },
    ];
    expect(built({ servers }, {}).url).toBe('https://eu.example/v2/x');
  });

  it('sends constant headers, which arguments cannot change', () => {
    const given = { headers: { Prefer: 'wait' }, parameters: [parameter('query', 'Prefer')] };
    const { headers } = built(given, { Prefer: 'no' });
    expect(headers).toEqual({ accept: 'application/json, */*;q=0.5', prefer: 'wait' });
    expect(problems({ headers: { Host: 'evil.example' } }, {})).toEqual([
      'the header Host cannot be set by an argument',
    ]);
  });

  it.each([
    [[], 'its source names no server; name one'],
    [[{ url: '/v1' }], 'the server "/v1" is no absolute address; name one'],
    [[{ url: 'https://{a}.example' }], 'the server https://{a}.example needs a value for a; name a server'],
    [[{ url: 'ftp://a.example' }], 'ftp: is neither http nor https'],
    [[{ url: 'https://u:p@a.example' }], 'its server address holds a user name or password'],
  ])('cannot be called at %j', (servers, reason) => {
    expect(buildRequest(invocation({ servers }), {})).toEqual({ kind: 'not-callable', reason });
  });

  it("fills in what stands in the path's own query, and leaves what is a query parameter to its place", () => {
    const parameters = [parameter('path', 'q'), parameter('query', 'page'), parameter('path', 'key')];
    const path = '/search?q={q}&page={page}&{key}=1&v=2#x';
    expect(built({ path, parameters }, { q: 'a&b=c', page: 3, key: 'k k' }).url).toBe(
      'https://api.example/v1/search?q=a%26b%3Dc&k%20k=1&v=2&page=3',
    );
  });

  it('takes the server a user names before all others', () => {
    expect(buildRequest(invocation(), {}, 'http://127.0.0.1:8080/base/')).toMatchObject({
      request: { url: 'http://127.0.0.1:8080/base/x' },
    });
  });
});

describe('hostile arguments', () => {
  const path = (template: string) => ({ path: template, parameters: [parameter('path', 'id')] });

  it('stay within their part of the path', () => {
    expect(built(path('/a/{id}/b'), { id: '../../admin?x=1#y' }).url).toBe(
      'https://api.example/v1/a/..%2F..%2Fadmin%3Fx%3D1%23y/b',
    );
    expect(built(path('/{id}'), { id: '@evil.example/\\x' }).url).toBe('https://api.example/v1/%40evil.example%2F%5Cx');
    for (const id of ['.', '..']) {
      expect(problems(path('/a/{id}/b'), { id })).toEqual(['a path parameter cannot be "." or ".."']);
    }
    expect(problems(path('/{id}'), { id: '' })).toEqual(['id stands in the path and cannot be empty']);
    expect(problems(path('/{id}'), {})).toEqual(['the path needs a value for id']);
  });

  it('cannot break out of a header, or set one that is not theirs', () => {
    const header = (name: string) => ({ parameters: [parameter('header', name)] });
    expect(problems(header('X-A'), { 'X-A': 'v\r\nX-Evil: 1' })).toEqual(['the header X-A cannot hold a line break']);
    expect(problems(header('X-A'), { 'X-A': '日本' })).toEqual([
      'the header X-A can hold only printable Latin-1 characters',
    ]);
    expect(problems(header('X: 1\r\nY'), { 'X: 1\r\nY': 'v' })).toEqual(['"X: 1\r\nY" is no header name']);
    for (const name of ['Host', 'Content-Length', 'transfer-encoding', 'Connection', 'Cookie', 'Proxy-Authorization']) {
      expect(problems(header(name), { [name]: 'x' })).toEqual([`the header ${name} cannot be set by an argument`]);
    }
  });

  it('are never taken from a prototype', () => {
    expect(built({ parameters: [parameter('query', 'constructor')] }, {}).url).toBe('https://api.example/v1/x');
  });
});

describe('bodies', () => {
  const post = (body: HttpBody) => ({ method: 'POST' as const, body });

  it('one JSON value a line, and forms that were written already', () => {
    const lines = built(post(whole('application/x-ndjson')), { body: [{ a: 1 }, 2] });
    expect(lines.body).toBe('{"a":1}\n2\n');
    expect(built(post(whole('application/x-www-form-urlencoded')), { body: 'a=1&b=%20' }).body).toBe('a=1&b=%20');
  });

  it('multipart forms of which nothing is said, with files where files are given', () => {
    const request = built(post(whole('multipart/form-data')), { body: { a: 1, b: { contentBase64: 'QQ==' } } });
    const [, , first, , , , second] = Buffer.from(request.body ?? '')
      .toString()
      .split('\r\n');
    expect([first, second]).toEqual(['', 'Content-Type: application/octet-stream']);
  });

  it('JSON, of fields and as a whole', () => {
    expect(built(post(fields('application/json', ['a', 'b'])), { a: 1, b: null, c: 3 })).toMatchObject({
      headers: { 'content-type': 'application/json' },
      body: '{"a":1,"b":null}',
    });
    expect(built(post(whole('application/vnd.x+json')), { body: [1] }).body).toBe('[1]');
    expect(built(post(fields('application/json', ['a'])), {})).not.toHaveProperty('body');
    expect(built(post(fields('application/json', ['a'], { required: true })), {}).body).toBe('{}');
  });

  it('JSON, inside an object that has constant members', () => {
    const envelope = { member: 'input', constants: { version: 'v1' } };
    const body = fields('application/json', ['a'], { envelope });
    expect(built(post(body), { a: 1 }).body).toBe('{"version":"v1","input":{"a":1}}');
    expect(built(post(body), {}).body).toBe('{"version":"v1","input":{}}');
  });

  it('forms', () => {
    const encoding = {
      c: { style: 'form' as const, explode: false },
      d: { style: 'deepObject' as const, explode: true },
    };
    const body = fields('application/x-www-form-urlencoded', ['a', 'b', 'c', 'd', 'e'], { encoding });
    const args = { a: 'x y&', b: [1, 2], c: [1, 2], d: { k: 'v' }, e: { k: 1 } };
    expect(built(post(body), args).body).toBe('a=x+y%26&b=1&b=2&c=1,2&d%5Bk%5D=v&e=%7B%22k%22%3A1%7D');
  });

  it('multipart with files', () => {
    const body = fields('multipart/form-data', ['title', 'files', 'meta', 'tags'], {
      encoding: { files: { file: true, contentType: 'image/png' }, tags: { explode: false } },
    });
    const file = { contentBase64: 'aGk=', filename: 'a"\r\nb.png' };
    const request = built(post(body), { title: 'T', files: [file], meta: { a: 1 }, tags: ['x', 'y'] });
    const boundary = /boundary=(\S+)/.exec(request.headers['content-type'] ?? '')?.[1];
    expect(Buffer.from(request.body ?? '').toString()).toBe(
      [
        `--${boundary}`,
        'Content-Disposition: form-data; name="title"',
        '',
        'T',
        `--${boundary}`,
        'Content-Disposition: form-data; name="files"; filename="a%22%0D%0Ab.png"',
        'Content-Type: image/png',
        '',
        'hi',
        `--${boundary}`,
        'Content-Disposition: form-data; name="meta"',
        'Content-Type: application/json',
        '',
        '{"a":1}',
        `--${boundary}`,
        'Content-Disposition: form-data; name="tags"',
        '',
        'x,y',
        `--${boundary}--`,
        '',
      ].join('\r\n'),
    );
  });

  it('refuses files that are none', () => {
    const body = fields('multipart/form-data', ['file'], { encoding: { file: { file: true } } });
    expect(problems(post(body), { file: 'hi' })).toEqual([
      'file must be a file: { contentBase64, filename?, contentType? }',
    ]);
    expect(problems(post(body), { file: { contentBase64: '!!' } })).toEqual(['file.contentBase64 is not base64']);
    expect(problems(post(body), { file: { contentBase64: '', contentType: 'a/b\r\nX: 1' } })).toEqual([
      'file.contentType is no media type',
    ]);
  });

  it('text, binary and XML', () => {
    expect(built(post(whole('text/plain')), { body: 'hello' })).toMatchObject({
      headers: { 'content-type': 'text/plain' },
      body: 'hello',
    });
    const binary = built(post(whole('application/octet-stream')), {
      body: { contentBase64: 'AAE=', contentType: 'image/png' },
    });
    expect(binary.headers['content-type']).toBe('application/octet-stream');
    expect(binary.body).toEqual(Buffer.from([0, 1]));
    expect(built(post(fields('application/xml', ['a'], { xml: { name: 'r' } })), { a: 1 }).body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><r><a>1</a></r>',
    );
  });
});
