import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calling, Home } from './command-line.js';

type Thing = Record<string, unknown>;

/** A small REST API that keeps things, and the document that describes it. */
class Shop {
  readonly things = new Map<string, Thing>();
  readonly requests: string[] = [];
  onRequest: (request: string) => void = () => {};
  private created = 0;
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  async open(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += chunk;
    const said = `${request.method} ${request.url}`;
    this.requests.push(said);
    this.onRequest(said);
    const body = text === '' ? {} : (JSON.parse(text) as Thing);
    const id = /^\/things\/(.+)/.exec(request.url ?? '')?.[1] ?? '';
    const send = (status: number, value: unknown = {}) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (request.url === '/mails') return send(202, { sent: true });
    if (request.method === 'POST') {
      this.created += 1;
      const thing = { id: `t${this.created}`, ...body };
      this.things.set(thing.id, thing);
      return send(201, thing);
    }
    const before = this.things.get(id);
    if (before === undefined) return send(404, { error: 'none' });
    if (request.method === 'PATCH') this.things.set(id, { ...before, ...body });
    if (request.method === 'DELETE') {
      this.things.delete(id);
      return void response.writeHead(204).end();
    }
    return send(200, this.things.get(id));
  }
}

function documentOf(host: string): string {
  const thing = {
    type: 'object',
    properties: {
      id: { type: 'string', readOnly: true },
      title: { type: 'string' },
      price: { type: 'number', default: 1 },
    },
  };
  const content = (schema: object) => ({ content: { 'application/json': { schema } } });
  const ok = (status = '200') => ({ responses: { [status]: { description: '', ...content(thing) } } });
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    servers: [{ url: `http://${host}` }],
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    security: [{ key: [] }, {}],
    paths: {
      '/things': {
        post: { operationId: 'createThing', summary: 'Create a thing', requestBody: content(thing), ...ok('201') },
      },
      '/things/{id}': {
        parameters,
        get: { operationId: 'getThing', ...ok() },
        patch: { operationId: 'updateThing', requestBody: content(thing), ...ok() },
        delete: { operationId: 'deleteThing', responses: { 204: { description: '' } } },
      },
      '/mails': { post: { operationId: 'sendMail', summary: 'Send a mail', responses: { 202: { description: '' } } } },
    },
  });
}

let shop: Shop;
let home: Home;
let host: string;
beforeEach(async () => {
  shop = new Shop();
  home = new Home();
  host = await shop.open();
  home.env = { ...home.env, CAPUCHIN_ALLOW_HOSTS: host };
  const imported = await home.run('import', 'openapi', home.file('shop.json', documentOf(host)), '-c', 'shop');
  expect(imported.stdout).toContain('shop: 5 APIs');
});
afterEach(() => shop.close());

/** Makes three changes in one run: creates a thing, sends a mail, changes the thing. */
async function threeChanges(): Promise<void> {
  const model = home.script(
    calling('shop_create_thing', { title: 'lamp', price: 3 }),
    calling('shop_send_mail', {}),
    calling('shop_update_thing', { id: 't1', title: 'desk' }),
    'done',
  );
  const asked = await home.run(
    'ask',
    '-c',
    'shop',
    '--planner',
    'chain',
    '--yes',
    '--model',
    model,
    'thing mail create update send',
  );
  expect(asked.stdout).toBe('done\n');
}

describe('capuchin call', () => {
  it('calls one API and records it as a run', async () => {
    const called = await home.run('call', 'ascii_art', '{"text": "Hi"}');
    expect(called.stdout).toContain('| |_| | |');
    expect(called.code).toBe(0);
    const { runs } = JSON.parse((await home.run('runs', '--json')).stdout);
    expect(runs).toMatchObject([{ request: 'call ascii_art', outcome: 'answered', called: ['ascii_art'] }]);
    const json = JSON.parse((await home.run('call', 'ascii_art', '--arg', 'text=7', '--json')).stdout);
    expect(json).toMatchObject({
      api: 'toolbox/ascii-art/ascii_art',
      observation: { status: 'ok', provenance: 'local' },
    });
  });

  it('takes arguments from an object, from pairs and from standard input', async () => {
    home.env['CAPUCHIN_POLICY'] = '';
    const both = await home.run(
      'call',
      'shop_create_thing',
      '{"title": "lamp", "price": 1}',
      '--arg',
      'price=3',
      '--yes',
    );
    expect(JSON.parse(both.stdout)).toEqual({ id: 't1', title: 'lamp', price: 3 });
    const text = await home.run('call', 'shop_create_thing', '--arg', 'title=12', '--yes');
    expect(JSON.parse(text.stdout)).toEqual({ id: 't2', title: '12', price: 1 });
    const piped = await home.run('call', 'ascii_art', '-');
    expect(piped.code).toBe(2); // nothing stands on standard input
    expect(piped.stderr).toContain('missing required "text"');
  });

  it('says everything that is wrong with the arguments, and calls nothing', async () => {
    const wrong = await home.run('call', 'shop_update_thing', '{"titel": "x", "price": "much"}');
    expect(wrong.code).toBe(2);
    expect(wrong.stdout).toBe('');
    for (const problem of ['missing required "id"', 'titel', 'price']) expect(wrong.stderr).toContain(problem);
    expect((await home.run('call', 'ascii_art', '{')).stderr).toContain('the arguments are not JSON');
    expect((await home.run('call', 'ascii_art', '[]')).stderr).toContain('must be one JSON object');
    expect((await home.run('call', 'ascii_art', '--arg', 'text')).stderr).toContain('--arg needs name=value');
    expect(shop.requests).toEqual([]);
  });

  it('names the nearest for a name that is not there', async () => {
    const { code, stderr } = await home.run('call', 'ascii_atr');
    expect(stderr).toContain('nearest: ascii_art');
    expect(code).toBe(3);
  });

  it('prints the exact request and sends nothing', async () => {
    home.env['CAPUCHIN_KEY_127_0_0_1_KEY'] = 'secret-value';
    const dry = await home.run('call', 'shop_create_thing', '{"title": "lamp"}', '--dry-run');
    expect(dry.stdout.split('\n')).toEqual([
      `POST http://${host}/things`,
      'accept: application/json',
      'content-type: application/json',
      `x-key: <credential ${host}/key>`,
      '',
      '{"title":"lamp","price":1}',
      '',
    ]);
    expect(dry.code).toBe(0);
    expect(shop.requests).toEqual([]);
    expect((await home.run('runs')).stdout).toBe('');
    const json = JSON.parse(
      (await home.run('call', 'shop_create_thing', '{"title": "lamp"}', '--dry-run', '--json')).stdout,
    );
    expect(json).toMatchObject({ effect: 'reversible', arguments: { title: 'lamp', price: 1 } });
  });

  it('refuses what may not run, and shows what a host answers', async () => {
    const refused = await home.run('call', 'shop_create_thing', '{}');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('needs approval, and nobody can be asked here');
    const readOnly = await home.run('call', 'shop_create_thing', '{}', '--yes', '--read-only');
    expect(readOnly.stderr).toContain('only reading is allowed');
    const missing = await home.run('call', 'shop_get_thing', '{"id": "x"}');
    expect(missing.code).toBe(1);
    expect(missing.stdout).toContain('"none"');
    expect(missing.stderr).toContain('HTTP 404');
  });
});

describe('capuchin ask --dry-run', () => {
  it('calls nothing, and shows the request of the call that would have been made', async () => {
    const model = home.script(calling('shop_create_thing', { title: 'lamp' }));
    const dry = await home.run('ask', '-c', 'shop', '--dry-run', '--model', model, 'create a thing');
    expect(dry.stdout).toContain(`POST http://${host}/things\n`);
    expect(dry.stdout).toContain('{"title":"lamp","price":1}');
    expect(dry.code).toBe(0);
    expect(shop.requests).toEqual([]);
  });
});

describe('capuchin undo', () => {
  it('takes back what a run changed, latest first, and says what it cannot', async () => {
    await threeChanges();
    expect(shop.things.get('t1')).toEqual({ id: 't1', title: 'desk', price: 1 });
    shop.requests.length = 0;
    const undone = await home.run('undo', 'last', '--yes');
    expect(undone.stdout).toBe('undone shop_update_thing\nundone shop_create_thing\n');
    expect(undone.code).toBe(0);
    expect(undone.stderr).toMatch(/cannot {2}shop_send_mail\(\{\}\): it cannot be taken back/);
    expect(shop.things.size).toBe(0);
    expect(shop.requests.filter(request => !request.startsWith('GET'))).toEqual([
      'PATCH /things/t1',
      'DELETE /things/t1',
    ]);
  });

  it('says that it is undone already, and undoes no undo', async () => {
    await threeChanges();
    const { runs } = JSON.parse((await home.run('runs', '--json')).stdout);
    const id = runs[0].id as string;
    const json = JSON.parse((await home.run('undo', id, '--yes', '--json')).stdout);
    expect(json.changes.map((each: Thing) => [each['name'], each['state']])).toEqual([
      ['shop_update_thing', 'undone'],
      ['shop_send_mail', 'impossible'],
      ['shop_create_thing', 'undone'],
    ]);
    const again = await home.run('undo', 'last', '--yes');
    expect(again.code).toBe(3);
    expect(again.stderr).toContain('already undone; nothing is left that can be');
    const undoId = /(\d{8}-\d{6}-\w{4})\.jsonl$/.exec(json.recorded)?.[1] ?? '';
    const undo = await home.run('undo', undoId, '--yes');
    expect(undo.code).toBe(1);
    expect(undo.stderr).toContain(`${undoId} is itself an undo, of ${id}, and is not undone`);
    expect((await home.run('runs', 'show', undoId)).stdout).toContain(`undo ${id}`);
  });

  it('takes back as many as are wanted, and goes on from there', async () => {
    await threeChanges();
    expect((await home.run('undo', 'last', '--steps', '1', '--yes')).stdout).toBe('undone shop_update_thing\n');
    expect(shop.things.get('t1')).toMatchObject({ title: 'lamp', price: 3 });
    expect((await home.run('undo', 'last', '--yes')).stdout).toBe('undone shop_create_thing\n');
  });

  it('shows the exact requests and sends nothing', async () => {
    await threeChanges();
    shop.requests.length = 0;
    const dry = await home.run('undo', 'last', '--dry-run');
    expect(dry.stdout).toContain(`PATCH http://${host}/things/t1\n`);
    expect(dry.stdout).toContain('{"title":"lamp","price":3}');
    expect(dry.stdout).toContain(`DELETE http://${host}/things/t1\n`);
    expect(shop.requests).toEqual([]);
  });

  it('does not ask where nobody sits, and does nothing then', async () => {
    await threeChanges();
    const refused = await home.run('undo', 'last');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('nobody can be asked here; --yes approves it');
    expect(shop.things.size).toBe(1);
  });

  it('stops at what somebody else has changed since, names what is left, and overwrites only when told to', async () => {
    await threeChanges();
    shop.things.set('t1', { id: 't1', title: 'theirs', price: 1 });
    const stopped = await home.run('undo', 'last', '--yes');
    expect(stopped.code).toBe(1);
    expect(stopped.stdout).toBe('');
    expect(stopped.stderr).toContain('title is "theirs", and was left as "desk"');
    expect(stopped.stderr).toContain('--overwrite takes it back all the same');
    expect(stopped.stderr).toContain('Not undone: shop_update_thing, shop_create_thing.');
    expect(shop.things.get('t1')).toMatchObject({ title: 'theirs' });
    const overwritten = await home.run('undo', 'last', '--yes', '--overwrite');
    expect(overwritten.stderr).toContain('what was changed since was overwritten');
    expect(shop.things.size).toBe(0);
  });

  it('keeps what was undone when it is interrupted, and goes on from there', async () => {
    await threeChanges();
    shop.onRequest = request => {
      if (request === 'DELETE /things/t1') home.stop.abort(new Error('interrupted'));
    };
    const interrupted = await home.run('undo', 'last', '--yes');
    expect(interrupted.code).toBe(130);
    shop.onRequest = () => {};
    const later = new Home();
    Object.assign(later, { env: home.env });
    const again = await later.run('undo', 'last', '--yes');
    expect(again.stderr).toMatch(/undone {2}shop_update_thing/);
    expect(again.stdout).toBe('undone shop_create_thing\n');
  });

  it('keeps to the policy', async () => {
    await threeChanges();
    const policy = home.file(
      'policy.json',
      JSON.stringify({ version: 1, rules: [{ match: { api: '*delete*' }, decision: 'deny', reason: 'never delete' }] }),
    );
    const refused = await home.run('undo', 'last', '--yes', '--policy', policy);
    expect(refused.stdout).toBe('undone shop_update_thing\n');
    expect(refused.stderr).toContain('never delete');
    expect(shop.things.size).toBe(1);
  });

  it('restores files from their snapshot', async () => {
    const path = join(home.folder, 'note.txt');
    home.file('note.txt', 'old');
    await home.run('call', 'write_file', '{"path": "note.txt", "text": "new"}', '--yes');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect((await home.run('undo', 'last', '--yes')).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe('old');
    await home.run('call', 'write_file', '{"path": "fresh.txt", "text": "x"}', '--yes');
    await home.run('undo', 'last', '--yes');
    expect(existsSync(join(home.folder, 'fresh.txt'))).toBe(false);
  });

  it('has nothing to do where nothing was changed', async () => {
    await home.run('call', 'ascii_art', '{"text": "Hi"}');
    const nothing = await home.run('undo', 'last', '--yes');
    expect(nothing.code).toBe(3);
    expect(nothing.stderr).toContain('the run changed nothing');
    expect((await home.run('undo', 'no-such-run')).code).toBe(3);
  });
});

describe('capuchin effects', () => {
  it('counts per collection', async () => {
    const { collections } = JSON.parse((await home.run('effects', '--json')).stdout);
    expect(collections[0]).toEqual({ collection: 'shop', read: 1, reversible: 2, irreversible: 2, rules: 0 });
    expect((await home.run('effects')).stdout).toMatch(/^collection +read +reversible +irreversible +rules\n/);
  });

  it('keeps rules of your own across imports, and refuses to call reversible what nothing takes back', async () => {
    const set = await home.run('effects', 'set', 'shop', 'shop_send_*', 'read');
    expect(set.stderr).toBe('capuchin: 1 API is read now\ncapuchin: their calls run without asking\n');
    await home.run('import', 'openapi', join(home.folder, 'shop.json'), '-c', 'shop', '--again');
    expect((await home.run('call', 'shop_send_mail', '{}')).code).toBe(0);
    expect((await home.run('effects', 'rules')).stdout).toBe('shop  shop_send_*  read\n');
    const refused = await home.run('effects', 'set', 'shop', '*mail*', 'reversible');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('no way is known to take back shop_send_mail');
    expect((await home.run('effects', 'set', 'shop', '*pizza*', 'read')).code).toBe(3);
    expect((await home.run('effects', 'set', 'shop', '*', 'harmless')).stderr).toContain('no effect named "harmless"');
    expect((await home.run('effects', 'set', 'shup', '*', 'read')).stderr).toContain('did you mean "shop"?');
    expect((await home.run('effects', 'unset', 'shop', 'shop_send_')).stderr).toContain('did you mean "shop_send_*"?');
    expect((await home.run('effects', 'unset', 'shop', 'shop_send_*')).code).toBe(0);
    expect((await home.run('call', 'shop_send_mail', '{}')).code).toBe(1);
  });

  it('asks about what is called irreversible, although it could be undone', async () => {
    await home.run('effects', 'set', 'shop', 'POST /things', 'irreversible');
    const refused = await home.run('call', 'shop_create_thing', '{}');
    expect(refused.stderr).toContain('it cannot be taken back and needs approval');
  });
});
