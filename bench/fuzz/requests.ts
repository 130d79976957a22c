import fc from 'fast-check';
import { isJsonObject, type JsonObject } from '../../src/base/index.js';
import { collectApis } from '../../src/catalog/collect-apis.js';
import type { HttpInvocation, HttpParameter, HttpStyle } from '../../src/catalog/index.js';
import { openapi } from '../../src/catalog/openapi/openapi.js';
import { buildRequest, type HttpRequest } from '../../src/execution/http/build-request.js';
import { expectThat, fuzzProperty } from './fuzz-property.js';
import { hostileJson, hostileText } from './hostile-text.js';
import { sampleDocuments } from './sample-documents.js';

interface RequestsCase {
  readonly invocation: HttpInvocation;
  readonly args: JsonObject;
}

const pathPart = fc.constantFrom(
  'pets',
  'a b',
  'é',
  ':batch',
  '{p0}',
  '{p1}',
  '{p0}.json',
  'v{p1}:cancel',
  '{p0},{p1}',
);
const style: fc.Arbitrary<HttpStyle> = fc.constantFrom(
  ...(['form', 'simple', 'label', 'matrix', 'spaceDelimited', 'pipeDelimited', 'tabDelimited', 'deepObject'] as const),
);

const parameter = (place: HttpParameter['in'], name: fc.Arbitrary<string>): fc.Arbitrary<HttpParameter> =>
  fc.record(
    {
      argument: name,
      name,
      in: fc.constant(place),
      style,
      explode: fc.boolean(),
      allowReserved: fc.boolean(),
      content: fc.constant('application/json'),
    },
    { requiredKeys: ['argument', 'name', 'in', 'style', 'explode'] },
  );

const body: fc.Arbitrary<NonNullable<HttpInvocation['body']>> = fc.record({
  contentType: fc.oneof(
    fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml'),
    fc.constantFrom('text/plain', 'application/octet-stream'),
    hostileText(),
  ),
  required: fc.boolean(),
  shape: fc.oneof(
    fc.constant({ kind: 'whole', argument: 'body' } as const),
    fc.record({
      kind: fc.constant('fields' as const),
      arguments: fc.dictionary(hostileText(), hostileText(), { maxKeys: 3 }),
    }),
  ),
});

const made: fc.Arbitrary<HttpInvocation> = fc.record(
  {
    kind: fc.constant('http' as const),
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'),
    path: fc.array(pathPart, { minLength: 1, maxLength: 4 }).map(parts => `/${parts.join('/')}`),
    servers: fc.constantFrom(
      [{ url: 'https://api.example.com' }],
      [{ url: 'https://api.example.com/v1/' }],
      [{ url: 'http://api.example.com:8080/a b/{stage}', variables: { stage: { default: 'live' } } }],
    ),
    parameters: fc
      .tuple(
        parameter('path', fc.constant('p0')),
        parameter('path', fc.constant('p1')),
        fc.array(parameter('query', hostileText()), { maxLength: 2 }),
        fc.array(parameter('header', fc.oneof(fc.constantFrom('X-Trace', 'Host', 'Cookie'), hostileText())), {
          maxLength: 2,
        }),
        fc.array(parameter('cookie', hostileText()), { maxLength: 1 }),
      )
      .map(parameters => parameters.flat()),
    body,
    security: fc.constant([]),
  },
  { requiredKeys: ['kind', 'method', 'path', 'servers', 'parameters', 'security'] },
);

async function imported(): Promise<readonly HttpInvocation[]> {
  const found: HttpInvocation[] = [];
  for (const document of sampleDocuments()) {
    const stdin = (async function* () {
      yield Buffer.from(JSON.stringify(document));
    })();
    const apis = await collectApis('sample', openapi().read('-', { stdin }));
    for (const { invocation } of apis) if (invocation.kind === 'http') found.push(invocation);
  }
  return found;
}

/** Arguments for an invocation: something hostile for each, and what nobody asked for. */
function argumentsFor(invocation: HttpInvocation): fc.Arbitrary<JsonObject> {
  const { shape } = invocation.body ?? {};
  const ofBody = shape === undefined ? [] : shape.kind === 'whole' ? [shape.argument] : Object.keys(shape.arguments);
  const named = [...invocation.parameters.map(({ argument }) => argument), ...ofBody];
  const value = fc.oneof({ weight: 3, arbitrary: hostileText() }, { weight: 1, arbitrary: hostileJson() });
  return fc
    .tuple(
      fc.array(value, { minLength: named.length, maxLength: named.length }),
      fc.array(fc.tuple(hostileText(), value), { maxLength: 2 }),
    )
    .map(
      ([values, more]) =>
        Object.fromEntries([...more, ...named.map((name, i) => [name, values[i] ?? null])]) as JsonObject,
    );
}

export const requests = fuzzProperty<RequestsCase>({
  name: 'requests',
  law: 'whatever arguments hold, a request stays at its host, and changes no part of the path and no header that is not theirs',
  async arbitrary() {
    const real = await imported();
    const invocation = real.length === 0 ? made : fc.oneof(made, fc.constantFrom(...real));
    return invocation.chain(chosen => argumentsFor(chosen).map(args => ({ invocation: chosen, args })));
  },
  check({ invocation, args }, count) {
    const before = JSON.stringify(args);
    const built = buildRequest(invocation, args);
    expectThat(JSON.stringify(args) === before, () => 'the arguments were changed');
    count(built.kind);
    if (built.kind !== 'request') return;
    checkUrl(built.request, invocation);
    checkHeaders(built.request, invocation);
  },
});

function checkUrl({ url }: HttpRequest, invocation: HttpInvocation): void {
  expectThat(!/[\s\u0000-\u001f]/.test(url.replaceAll(' ', '')), () => `the address holds control characters: ${url}`);
  const parsed = new URL(url);
  const expected = expectedUrl(invocation);
  expectThat(parsed.origin === expected.origin, () => `${parsed.origin} is not ${expected.origin}`);
  expectThat(parsed.username === '' && parsed.password === '', () => `a user name: ${url}`);
  expectThat(parsed.hash === '', () => `a fragment: ${url}`);
  expectThat(
    pathPattern(expected.pathname, invocation).test(parsed.pathname),
    () => `the path became ${parsed.pathname}`,
  );
}

/** The address with a marker for each path parameter, as URL parsers write it. */
function expectedUrl({ servers, path }: HttpInvocation): URL {
  const [{ url, variables = {} } = { url: '' }] = servers;
  const server = url.replace(/\{(\w+)\}/g, (_, name: string) => variables[name]?.default ?? '');
  const [template = ''] = path.split(/[?#]/);
  return new URL(`${server.replace(/\/+$/, '')}${template.replace(/\{([^{}]+)\}/g, 'marked-parameter-$1-')}`);
}

function pathPattern(pathname: string, { parameters }: HttpInvocation): RegExp {
  const reserved = parameters.some(each => each.in === 'path' && each.allowReserved === true);
  const value = reserved ? '.*' : '[^/]*';
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const parts = pathname.split(/marked-parameter-.*?-/);
  return new RegExp(`^${parts.map(literal).join(value)}$`, 's');
}

function checkHeaders({ headers, body }: HttpRequest, invocation: HttpInvocation): void {
  const theirs = invocation.parameters.filter(each => each.in === 'header').map(({ name }) => name.toLowerCase());
  const constant = Object.keys(invocation.headers ?? {}).map(name => name.toLowerCase());
  const legal = new Set(['accept', 'content-type', 'cookie', ...theirs, ...constant]);
  for (const [name, text] of Object.entries(headers)) {
    expectThat(legal.has(name), () => `nobody asked for the header ${name}`);
    expectThat(/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name), () => `${JSON.stringify(name)} is no header name`);
    expectThat(!/[\r\n\0]/.test(text), () => `the header ${name} holds a line break`);
    expectThat(!['host', 'content-length', 'transfer-encoding', 'connection'].includes(name), () => `${name} was set`);
  }
  expectThat(headers['content-type'] === undefined || body !== undefined, () => 'a content type without a body');
  if (isJsonObject(body)) expectThat(body instanceof Uint8Array, () => 'a body that is neither text nor bytes');
}
