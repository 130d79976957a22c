import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Home } from './command-line.js';

const embedder = fileURLToPath(new URL('../src/models/embedders/static/fixtures/model2vec', import.meta.url));

describe('search by meaning', () => {
  it('embeds the texts once, and shows how far it is', async () => {
    const home = new Home();
    home.env = { ...home.env, CAPUCHIN_EMBEDDER: embedder, CAPUCHIN_RETRIEVER: 'dense' };
    const search = ['search', 'solves a system of linear equations', '-k', '1', '--json'];
    const first = await home.run(...search);
    expect(first.stderr).toMatch(/^capuchin: indexing toolbox …\nembedding toolbox …\nembedding toolbox: \d+ APIs in/);
    expect(JSON.parse(first.stdout)).toMatchObject({
      retriever: 'dense',
      hits: [{ name: 'solve_linear_equations', score: expect.any(Number) }],
    });
    const again = await home.run(...search);
    expect(again).toEqual({ ...first, stderr: '' });
    expect(readdirSync(join(home.folder, 'data', 'indexes'))).toEqual([
      expect.stringMatching(/^toolbox\.static-[0-9a-f]{12}\.vectors$/),
    ]);
  });

  it('takes the embedder of a flag', async () => {
    const home = new Home();
    const search = ['search', 'solves a system of linear equations', '--retriever', 'dense', '-k', '1', '--json'];
    const { stdout } = await home.run(...search, '--embedder', embedder);
    expect(JSON.parse(stdout)).toMatchObject({ retriever: 'dense', hits: [{ name: 'solve_linear_equations' }] });
    const { code, stderr } = await home.run(...search, '--embedder', 'statik');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('did you mean "static"?') });
  });

  it('says what is wrong with an embedder', async () => {
    const home = new Home();
    home.env = { ...home.env, CAPUCHIN_EMBEDDER: 'statik', CAPUCHIN_RETRIEVER: 'dense' };
    const { code, stderr } = await home.run('search', 'anything');
    expect(code).toBe(2);
    expect(stderr).toContain('no embedder named "statik"; did you mean "static"?');
  });
});
