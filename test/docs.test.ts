import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Home } from './command-line.js';

const guide = `# Shop guide

Everything about the shop.

## Refunds

Refunds are paid within 14 days to the card that was charged. \u001b[31mRed\u001b[0m \u202eand more.

\`\`\`sh
curl -X POST https://api.shop.example/refunds
\`\`\`

## Opening hours

Monday to Saturday.
`;

const long = 'The amount is in the smallest unit of the currency. '.repeat(20);
const document = {
  openapi: '3.0.3',
  info: { title: 'Shop', version: '1', description: 'Idempotency keys make retries safe.' },
  servers: [{ url: 'https://api.shop.example' }],
  paths: {
    '/refunds': {
      post: {
        operationId: 'createRefund',
        description: `${long}\n\n# Partial\nA partial refund names an amount.`,
        responses: {},
      },
    },
  },
};

async function shop() {
  const home = new Home();
  await home.run('import', 'openapi', home.file('shop.json', JSON.stringify(document)));
  mkdirSync(join(home.folder, 'docs', 'deep'), { recursive: true });
  writeFileSync(join(home.folder, 'docs', 'guide.md'), guide);
  writeFileSync(join(home.folder, 'docs', 'deep', 'page.html'), '<title>Vouchers</title><p>Vouchers never expire.</p>');
  writeFileSync(join(home.folder, 'docs', 'data.json'), '{}');
  return home;
}

const passages = async (home: Home, ...args: string[]) =>
  JSON.parse((await home.run('search', '--docs', '--json', ...args)).stdout).passages;

describe('docs', () => {
  it('adds a folder once, finds its passages, and forgets it', async () => {
    const home = await shop();
    const added = await home.run('docs', 'add', 'docs', '--collection', 'shop');
    expect([added.code, added.stdout]).toEqual([0, '2 added, 0 changed, 0 unchanged; 4 new passages\n']);
    expect((await home.run('docs', 'add', 'docs', '-c', 'shop')).stdout).toBe(
      '0 added, 0 changed, 2 unchanged; 0 new passages\n',
    );
    writeFileSync(join(home.folder, 'docs', 'guide.md'), guide.replace('14', '10'));
    expect((await home.run('docs', 'add', 'docs', '-c', 'shop')).stdout).toContain('1 changed, 1 unchanged');

    const [hit] = await passages(home, 'how many days until a refund is paid to my card', '-k', '1');
    expect(hit).toEqual({
      id: expect.stringMatching(/^\/\d+#1$/),
      score: expect.any(Number),
      source: join(home.folder, 'docs', 'guide.md'),
      about: { collection: 'shop' },
      headings: ['Shop guide', 'Refunds'],
      text: 'Refunds are paid within 10 days to the card that was charged. Red and more.\n\n```sh\ncurl -X POST https://api.shop.example/refunds\n```',
    });

    const { documentation } = JSON.parse((await home.run('docs', 'list', '--json')).stdout);
    expect(
      documentation.map((each: { title: string; passageCount: number }) => [each.title, each.passageCount]),
    ).toEqual([
      ['Vouchers', 1],
      ['guide', 3],
    ]);
    expect((await home.run('docs')).stdout).toContain('Vouchers');
    expect((await home.run('docs', 'remove', 'docs/guide.md', 'docs')).stderr).toContain('docs is removed');
    expect((await home.run('docs')).stderr).toContain('none yet');
    expect((await home.run('search', '--docs', 'vouchers')).code).toBe(3);
  });

  it('counts as evidence for the APIs it is about, as long as it is there', async () => {
    const home = new Home();
    const search = async () => {
      const { stdout } = await home.run('search', 'how many days does my vacation take', '-k', '3', '--why', '--json');
      return JSON.parse(stdout).hits as { name: string; why: { feature: string; contribution: number }[] }[];
    };
    const plain = await search();
    expect(plain.map(({ name }) => name)).not.toContain('working_days_between');

    const text = 'A vacation from one Monday to the Friday of the next week takes ten days; weekends do not count.';
    await home.run('docs', 'add', home.file('leave.md', text), '--api', 'working_days_between');
    const [first, ...others] = await search();
    expect(first).toMatchObject({
      name: 'working_days_between',
      why: expect.arrayContaining([expect.objectContaining({ feature: 'documentation' })]),
    });
    expect(others).toEqual(plain.slice(0, 2));
    const shown = await home.run('search', 'how many days does my vacation take', '-k', '1', '--why');
    expect(shown.stdout).toMatch(/^ +\+\d\.\d\d +0\.\d\d +documentation$/m);

    await home.run('docs', 'remove', 'leave.md');
    expect(await search()).toEqual(plain);
  });

  it('shows passages as quotations that a terminal does not obey', async () => {
    const home = await shop();
    await home.run('docs', 'add', 'docs/guide.md');
    const { stdout, stderr } = await home.run('search', '--docs', 'refunds card charged', '-k', '1');
    const [title, facts, ...quoted] = stdout.trimEnd().split('\n');
    expect([title, facts]).toEqual([
      'Shop guide › Refunds',
      expect.stringContaining(join(home.folder, 'docs', 'guide.md').slice(0, 20)),
    ]);
    expect(quoted.length).toBeGreaterThan(3);
    for (const line of quoted) expect(line).toMatch(/^│/);
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
    expect(stderr).toContain('nobody has checked it');
  });

  it('finds what APIs say of themselves at length, and reads their document whole when it is added', async () => {
    const home = await shop();
    const [built] = await passages(home, 'partial refund amount', '-c', 'shop');
    expect(built).toMatchObject({
      headings: ['Shop', 'createRefund', 'Partial'],
      about: { api: 'shop/POST /refunds' },
    });
    await home.run('docs', 'add', 'shop.json');
    expect(await passages(home, 'idempotency retries', '-k', '1')).toMatchObject([
      { headings: ['Shop'], about: { collection: 'shop' }, text: 'Idempotency keys make retries safe.' },
    ]);
    const partial = await passages(home, 'partial refund names amount');
    expect(partial[0]).toMatchObject({ about: { collection: 'shop', api: 'shop/POST /refunds' } });
    expect(new Set(partial.map((each: { text: string }) => each.text)).size).toBe(partial.length);
  });

  it('is about an API, a tool or a collection', async () => {
    const home = await shop();
    const about = async (...flags: string[]) => {
      const { stderr } = await home.run('docs', 'add', 'docs/guide.md', ...flags);
      const { documentation } = JSON.parse((await home.run('docs', 'list', '--json')).stdout);
      return stderr.trim() || documentation[0].about;
    };
    expect(await about()).toEqual({});
    const api = { collection: 'shop', tool: 'Shop', api: 'shop/POST /refunds' };
    expect(await about('--api', 'shop/POST /refunds')).toEqual(api);
    expect(await about('--tool', 'Shop')).toEqual({ collection: 'shop', tool: 'Shop' });
    expect(await about('--tool', 'Shap')).toContain('no API is of the tool "Shap"; did you mean "Shop"?');
    expect(await about('--tool', 'Shop', '-c', 'toolbox')).toContain('toolbox has no tool named "Shop"');
    expect(await about('--collection', 'shp')).toContain('no collection named "shp"; did you mean "shop"?');
    expect(await about('--api', 'a', '--tool', 'b')).toContain('--api and --tool');
    expect(await about('--api', 'shop/POST /refunds', '-c', 'toolbox')).toContain('is an API of shop, not of toolbox');
  });

  it('refuses files one by one in a folder, and a file that was named at once', async () => {
    const home = await shop();
    writeFileSync(join(home.folder, 'docs', 'broken.txt'), 'a\0b');
    symlinkSync(join(home.folder, 'docs'), join(home.folder, 'docs', 'loop'));
    const folder = await home.run('docs', 'add', 'docs', '--json');
    expect([folder.code, JSON.parse(folder.stdout)]).toEqual([
      0,
      {
        added: 2,
        changed: 0,
        unchanged: 0,
        passages: 4,
        refused: [{ path: join(home.folder, 'docs', 'broken.txt'), reason: expect.stringContaining('no text') }],
      },
    ]);
    expect(await home.run('docs', 'add', 'docs/broken.txt')).toMatchObject({ code: 1, stdout: '' });
    expect((await home.run('docs', 'add', 'nowhere.md')).stderr).toContain('nowhere.md cannot be read');
    mkdirSync(join(home.folder, 'empty'));
    expect((await home.run('docs', 'add', 'empty')).stderr).toContain('has no file ending in .md');
    expect((await home.run('docs', 'remove', 'docs/gide.md')).stderr).toContain('did you mean');
  });

  it('ends when interrupted', async () => {
    const home = await shop();
    home.stop.abort(new Error('interrupted'));
    expect((await home.run('docs', 'add', 'docs')).code).toBe(130);
  });

  it('costs nothing where there is none', async () => {
    const home = new Home();
    expect((await home.run('search', '--docs', 'zebra')).stderr).toContain('no passage found; `capuchin docs add`');
    expect((await home.run('search', '--docs', 'x', '--effect', 'read')).code).toBe(2);
    expect(existsSync(join(home.folder, 'data', 'documentation.db'))).toBe(false);
  });
});
