import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openapiImporter } from '../../catalog/index.js';
import { documentFetcher } from './document-fetcher.js';

let server: Server;
let host: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/old.json') response.writeHead(301, { location: '/docs/openapi.json' }).end();
    else if (request.url === '/docs/openapi.json') {
      response.end(JSON.stringify({ openapi: '3.1.0', paths: { '/a': { get: {} } }, servers: [{ url: 'v1' }] }));
    } else response.writeHead(404).end();
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

describe('documentFetcher', () => {
  it('lets an importer read a document and know where it was found', async () => {
    const fetchDocument = documentFetcher({ allowHosts: [host] });
    const items = [];
    for await (const item of openapiImporter.read(`http://${host}/old.json`, { fetchDocument })) items.push(item);
    expect(items).toMatchObject([
      { kind: 'api', draft: { invocation: { servers: [{ url: `http://${host}/docs/v1` }] }, provider: host } },
    ]);
  });

  it('refuses private hosts, large documents and errors', async () => {
    const url = `http://${host}/docs/openapi.json`;
    await expect(documentFetcher()(url, { maxBytes: 1e6 })).rejects.toMatchObject({ code: 'address-refused' });
    const fetchDocument = documentFetcher({ allowHosts: [host] });
    await expect(fetchDocument(url, { maxBytes: 10 })).rejects.toMatchObject({ code: 'document-too-large' });
    await expect(fetchDocument(`http://${host}/none`, { maxBytes: 10 })).rejects.toMatchObject({
      code: 'unreadable-source',
      message: `http://${host}/none answered with HTTP 404`,
    });
  });
});
