import { describe, expect, it } from 'vitest';
import { Home } from './command-line.js';

const shop = {
  openapi: '3.0.0',
  info: { title: 'Shop' },
  servers: [{ url: 'https://shop.example' }],
  paths: {
    '/orders': {
      get: { operationId: 'listOrders', summary: 'Lists the orders of a customer.' },
      post: { operationId: 'addOrder' },
    },
  },
};

describe('capuchin lint', () => {
  it('tells what keeps models from using an API, and fails below a score', async () => {
    const home = new Home();
    const path = home.file('shop.json', JSON.stringify(shop));
    const { code, stdout } = await home.run('lint', path, '--limit', '1');
    expect(code).toBe(0);
    expect(stdout).toBe(`75 of 100  ${path} (2 operations)

     -30  no-description                      1  Write one sentence that says what the operation does and when to use it.
     -20  no-reply-schema                     2  Describe the successful reply with a schema.

addOrder  60  #/paths/~1orders/post
   -30  no-description: it has neither a summary nor a description
   -10  no-reply-schema: nothing says what comes back
`);
    expect((await home.run('lint', path, '--min-score', '75')).code).toBe(0);
    expect((await home.run('lint', path, '--min-score', '76')).code).toBe(1);
  });

  it('prints JSON, reads other kinds, and knows collections by name', async () => {
    const home = new Home();
    const request = { method: 'POST', url: 'https://shop.example/orders' };
    const path = home.file(
      'shop.postman_collection.json',
      JSON.stringify({ info: { name: 'Shop' }, item: [{ name: 'Add an order', request }] }),
    );
    const linted = JSON.parse((await home.run('lint', path, '--kind', 'postman', '--json')).stdout);
    await home.run('import', 'postman', path);
    const again = JSON.parse((await home.run('lint', 'shop', '--json')).stdout);
    expect(linted).toMatchObject({ source: path, operationCount: 1, operations: [{ title: 'Add an order' }] });
    expect(again).toEqual({ ...linted, source: 'shop' });
  });

  it('sends nothing to a terminal that a document hides in its names', async () => {
    const home = new Home();
    const paths = { '/a': { get: { operationId: 'clear\u001b[2Jscreen\nnow' } } };
    const { stdout } = await home.run('lint', home.file('evil.json', JSON.stringify({ ...shop, paths })));
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toMatch(/^now/m);
  });

  it('says what it could not read', async () => {
    const home = new Home();
    expect(await home.run('lint', 'nowhere.yaml')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('nowhere.yaml'),
    });
    expect((await home.run('lint', 'x', '--kind', 'nope')).stderr).toContain('no importer named "nope"');
  });
});
