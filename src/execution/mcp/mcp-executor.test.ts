import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type Api, type McpServer, mcpImporter } from '../../catalog/index.js';
import { executorContract } from '../executor.contract.js';
import { mcpConnector } from './mcp-connector.js';
import { type McpExecutorOptions, mcp } from './mcp-executor.js';
import { McpFailure } from './mcp-failure.js';
import { type SampleSite, sampleProgram, sampleSite, stored } from './sample-servers.contract.js';

/** Closed after each test. */
const opened: { close(): Promise<void> }[] = [];
const closeAll = async () => {
  await Promise.all(opened.splice(0).map(each => each.close()));
};
afterEach(closeAll);

const connect = mcpConnector({ allowHosts: ['127.0.0.1'] });

function executor(options: Partial<McpExecutorOptions> = {}) {
  const made = mcp({ connect, ...options });
  opened.push(made);
  return made;
}

async function site(options?: Parameters<typeof sampleSite>[0]): Promise<SampleSite> {
  const made = await sampleSite(options);
  opened.push(made);
  return made;
}

/** What an import of a server makes of its tools, by their names. */
async function imported(server: McpServer, trustAnnotations = false): Promise<(tool: string) => Api> {
  const source = server.kind === 'http' ? server.url : 'node the-server';
  const apis = new Map<string, Api>();
  const options = { connectMcp: () => connect(server), trustAnnotations };
  for await (const item of mcpImporter.read(source, options)) {
    if (item.kind !== 'api' || item.draft.invocation.kind !== 'mcp') continue;
    const api = stored(item.draft);
    apis.set(api.title, { ...api, invocation: { ...item.draft.invocation, server } });
  }
  return tool => apis.get(tool) ?? expect.fail(`no tool ${tool} was imported`);
}

const ofProgram = imported(sampleProgram());
const shared = mcp({ connect, maxBodyCharacters: 1_000 });
afterAll(() => shared.close());

executorContract('mcp', async () => {
  const api = await ofProgram;
  return {
    executor: shared,
    provenance: 'local',
    succeeds: { api: api('echo'), arguments: { text: 'hi' } },
    fails: { api: api('fails'), arguments: {} },
    hangs: { api: api('slow'), arguments: {} },
    large: { api: api('huge'), arguments: { bytes: 5_000 }, maxBodyCharacters: 1_000 },
  };
});

describe('calls of tools', () => {
  it.each([
    ['program', 'local', async () => sampleProgram()],
    ['site', 'live', async () => ({ kind: 'http', url: (await site()).url }) as const],
    ['old site', 'live', async () => ({ kind: 'http', url: (await site({ old: true })).url }) as const],
  ])('of a %s say what came of them, and that it was %s', async (_, provenance, make) => {
    const api = await imported(await make());
    const { call } = executor();
    const plain = { provenance, coerced: [], elapsedMs: expect.any(Number) };
    expect(await call(api('echo'), { text: 'hi' })).toEqual({
      ...plain,
      status: 'ok',
      body: '{\n  "text": "hi"\n}',
      value: { text: 'hi' },
    });
    expect(await call(api('fails'), {})).toEqual({
      ...plain,
      status: 'failed',
      reason: 'there is no such note; try another',
    });
    expect(await call(api('refuses'), {})).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/out of order|Internal/),
    });
  });

  it('that take too long end with the limit, and the server is told', async () => {
    const log = join(mkdtempSync(join(tmpdir(), 'capuchin-mcp-')), 'log');
    const session = await connect(sampleProgram('--log', log));
    const { call } = executor({ connect: async () => session, timeoutMs: 500 });
    expect(await call((await ofProgram)('slow'), {})).toMatchObject({ status: 'timeout', afterMs: 500 });
    await expect.poll(() => readFileSync(log, 'utf8'), { timeout: 20_000 }).toContain('cancelled');
  });

  it('that are called off reject, and the server is told', async () => {
    const log = join(mkdtempSync(join(tmpdir(), 'capuchin-mcp-')), 'log');
    const api = await imported(sampleProgram('--log', log));
    const abort = new AbortController();
    const calling = executor().call(api('slow'), {}, { signal: abort.signal });
    await expect.poll(() => readFileSync(log, 'utf8'), { timeout: 20_000 }).toContain('started\n');
    const reason = new Error('never mind');
    abort.abort(reason);
    await expect(calling).rejects.toBe(reason);
    await expect.poll(() => readFileSync(log, 'utf8'), { timeout: 20_000 }).toContain('cancelled');
  });

  it('that end the server are in doubt and not made again; the next reaches a new one', async () => {
    const log = join(mkdtempSync(join(tmpdir(), 'capuchin-mcp-')), 'log');
    const api = await imported(sampleProgram('--log', log));
    const { call } = executor();
    expect(await call(api('crash'), {})).toMatchObject({
      status: 'failed',
      reason:
        'the connection ended: the program ended with status 3: the roof is on fire; whether the call took effect is not known',
    });
    expect(await call(api('texts'), {})).toMatchObject({ status: 'ok', body: 'one\n\ntwo' });
    const lines = readFileSync(log, 'utf8').split('\n');
    expect(lines.filter(line => line === 'crashed')).toHaveLength(1);
  });

  it('that only read are made once more', async () => {
    const log = join(mkdtempSync(join(tmpdir(), 'capuchin-mcp-')), 'log');
    const api = await imported(sampleProgram('--log', log));
    expect(await executor().call({ ...api('crash'), effect: 'read' }, {})).toMatchObject({ status: 'failed' });
    expect(readFileSync(log, 'utf8').match(/crashed/g)).toHaveLength(2);
  });

  it('of tools that changed are not made, and say what to do', async () => {
    const api = await ofProgram;
    const { call } = executor();
    expect(await call(api('echo'), { text: 'hi' })).toMatchObject({ status: 'ok' });
    expect(await call(api('change'), {})).toMatchObject({ status: 'ok' });
    await expect
      .poll(() => call(api('echo'), { text: 'hi' }))
      .toEqual({
        status: 'not-callable',
        reason: 'its arguments are not what they were when it was imported; import sample again',
        provenance: 'none',
        elapsedMs: 0,
        coerced: [],
      });
    const gone = { ...api('texts'), invocation: { kind: 'mcp', server: sampleProgram(), tool: 'gone' } } as const;
    expect(await call(gone, {})).toMatchObject({
      status: 'not-callable',
      reason: 'its server does not offer gone any more; import sample again',
    });
    const trusted = await imported(sampleProgram(), true);
    expect(trusted('echo').effect).toBe('read');
    const meanwhile = { ...api('texts'), invocation: { ...trusted('echo').invocation, tool: 'texts' } as const };
    expect(await call(meanwhile as Api, {})).toMatchObject({
      status: 'not-callable',
      reason: 'its server does not say any more that it only reads; import sample again',
    });
  });

  it('share a connection, which is made when it is needed', async () => {
    const log = join(mkdtempSync(join(tmpdir(), 'capuchin-mcp-')), 'log');
    const server = sampleProgram('--log', log);
    const api = await imported(server);
    const { call, close } = executor();
    const starts = () => readFileSync(log, 'utf8').match(/started \d/g)?.length;
    expect(starts()).toBe(1); // of the import
    await Promise.all(Array.from({ length: 20 }, () => call(api('texts'), {})));
    expect(starts()).toBe(2);
    await close();
    await call(api('texts'), {});
    expect(starts()).toBe(3);
  });

  it('that cannot be made say why', async () => {
    const api = (await ofProgram)('texts');
    const at = (server: McpServer) => ({ ...api, invocation: { kind: 'mcp', server, tool: 'texts' } }) as const;
    const { call } = executor({ connect: mcpConnector() });
    expect(await call(at({ ...sampleProgram(), environment: ['TOKEN'] }), {})).toMatchObject({
      status: 'missing-credential',
      variable: 'TOKEN',
      provenance: 'none',
    });
    expect(await call(at({ kind: 'http', url: 'http://127.0.0.1:9/mcp' }), {})).toMatchObject({
      status: 'denied',
      reason: expect.stringMatching(/127.0.0.1 is not a public address/),
    });
    expect(await call(at(sampleProgram('--broken')), {})).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/cannot be spoken to: .*no configuration/s),
    });
    const unauthorized = await site();
    unauthorized.answerWith(401);
    expect(await executor().call(at({ kind: 'http', url: unauthorized.url }), {})).toMatchObject({
      status: 'http-error',
      httpStatus: 401,
    });
  });

  it('reach a server again that has forgotten the connection', async () => {
    const api = await ofProgram;
    let connects = 0;
    const forgetful = executor({
      async connect(server, options) {
        connects += 1;
        const session = await connect(server, options);
        if (connects > 1) return session;
        return { ...session, call: () => Promise.reject(new McpFailure('expired', 'no such session', 404)) };
      },
    });
    expect(await forgetful.call(api('texts'), {})).toMatchObject({ status: 'ok' });
    expect(connects).toBe(2);
  });

  it('show nothing of what servers were given in secret', async () => {
    const server = { ...sampleProgram(), environment: ['TOKEN'] };
    const api = await ofProgram;
    const call = { ...api('environment'), invocation: { kind: 'mcp', server, tool: 'environment' } } as const;
    const secretive = executor({
      connect: mcpConnector({ environment: name => (name === 'TOKEN' ? 'very-secret' : undefined) }),
    });
    expect(await secretive.call(call, {})).toMatchObject({ status: 'ok', value: { TOKEN: '[secret]' } });
  });
});
