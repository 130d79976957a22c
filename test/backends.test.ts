import { expect, it } from 'vitest';
import { Home } from './command-line.js';

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
