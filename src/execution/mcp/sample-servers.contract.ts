import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Api, ApiDraft, McpServer } from '../../catalog/index.js';
// @ts-expect-error: a script, which other processes run as well
import { sampleServer, sampleState } from './fixtures/sample-server.mjs';

/** The sample server as a program of its own. */
export function sampleProgram(...flags: readonly string[]): Extract<McpServer, { kind: 'stdio' }> {
  const script = fileURLToPath(new URL('fixtures/stdio-server.mjs', import.meta.url));
  return { kind: 'stdio', command: process.execPath, arguments: [script, ...flags], folder: process.cwd() };
}

export interface SampleSite {
  readonly url: string;
  /** Of every request so far. */
  readonly headers: readonly IncomingMessage['headers'][];
  /** Answers every request with this from now on. */
  answerWith(status: number, headers?: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}

/** The sample server at an address of this machine; of the older era only, where asked for. */
export async function sampleSite(
  options: { readonly old?: boolean; readonly extraTools?: number } = {},
): Promise<SampleSite> {
  const state = sampleState({ extraTools: options.extraTools ?? 0 });
  const handler = createMcpHandler(() => sampleServer(state, { onChange: () => handler.notify.toolsChanged() }));
  const seen: IncomingMessage['headers'][] = [];
  let answer: { status: number; headers: Readonly<Record<string, string>> } | undefined;
  const http = createServer(async (request, response) => {
    seen.push(request.headers);
    if (answer !== undefined) return response.writeHead(answer.status, answer.headers).end('no');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const aborted = new AbortController();
    response.on('close', () => aborted.abort());
    const asked = new Request(`http://${request.headers.host}${request.url}`, {
      method: request.method ?? 'GET',
      headers: Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
      signal: aborted.signal,
      ...(body.length > 0 && { body }),
    });
    const isModern = body.includes('server/discover') || request.headers['mcp-protocol-version'] === '2026-07-28';
    if (options.old === true && isModern) return response.writeHead(400).end('unknown method');
    const reply = await handler.fetch(asked);
    response.writeHead(reply.status, Object.fromEntries(reply.headers));
    for await (const chunk of reply.body ?? []) response.write(chunk);
    return response.end();
  });
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`,
    headers: seen,
    answerWith(status, headers = {}) {
      answer = { status, headers };
    },
    async close() {
      http.closeAllConnections();
      await Promise.all([handler.close(), new Promise(resolve => http.close(resolve))]);
    },
  };
}

/** An API as a store makes it of a draft. */
export function stored(draft: ApiDraft, collection = 'sample'): Api {
  const { key, baseName, otherNames: _, ...rest } = draft;
  return { ...rest, id: `${collection}/${key}`, name: baseName, collection };
}
