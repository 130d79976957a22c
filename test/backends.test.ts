import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Home } from './command-line.js';
import { findPostgres, startPostgres } from './postgres.js';

it('searches in the Postgres server that a variable names, and says so when there is none', async () => {
  const home = new Home();
  const nowhere = await home.run('search', 'weather', '--retriever', 'postgres');
  expect(nowhere).toMatchObject({ code: 2, stdout: '' });
  expect(nowhere.stderr).toContain('needs the address of a server');

  home.env['ELSEWHERE'] = 'postgres://me:open-sesame@127.0.0.1:1/catalog';
  home.env['CAPUCHIN_POSTGRES_URL_ENV'] = 'ELSEWHERE';
  const away = await home.run('search', 'weather', '--retriever', 'postgres');
  expect(away).toMatchObject({ code: 1, stdout: '' });
  expect(away.stderr).toContain('cannot connect to Postgres');
  expect(away.stderr).not.toContain('open-sesame');

  home.env['CAPUCHIN_POSTGRES_URL_ENV'] = home.env['ELSEWHERE'];
  const confused = await home.run('search', 'weather', '--retriever', 'postgres');
  expect(confused).toMatchObject({ code: 2, stderr: expect.stringContaining('must be the name of a variable') });
  expect(confused.stderr).not.toContain('open-sesame');
});

const found = findPostgres();
const absent = 'absent' in found ? ` (${found.absent})` : '';

it.skipIf(absent !== '')(
  `searches vectors there only where an embedder is named${absent}`,
  async () => {
    if ('absent' in found) return;
    const server = await startPostgres(found.programs);
    try {
      const home = new Home();
      home.env['DATABASE_URL'] = await server.newDatabase();
      const search = ['search', 'solves a system of linear equations', '--retriever', 'postgres', '-k', '1', '--json'];
      const words = await home.run(...search);
      expect(JSON.parse(words.stdout)).toMatchObject({ hits: [{ name: 'solve_linear_equations' }] });

      const embedder = fileURLToPath(new URL('../src/models/embedders/static/fixtures/model2vec', import.meta.url));
      const { code, stdout, stderr } = await home.run(...search, '--embedder', embedder);
      if (code === 0) expect(JSON.parse(stdout)).toMatchObject({ hits: [{ score: expect.any(Number) }] });
      else expect(stderr).toContain('pgvector'); // which not every server has
    } finally {
      await server.stop();
    }
  },
  60_000,
);
