import { describe, expect, it } from 'vitest';
import { calling, Home } from './command-line.js';

const json = async (home: Home, ...args: string[]) => JSON.parse((await home.run('search', '--json', ...args)).stdout);

describe('search says whether anything fits', () => {
  it('in words and in per cent, with status 0 where something does', async () => {
    const home = new Home();
    const { code, stdout } = await home.run('search', 'draw text as ascii art', '-k', '2');
    expect(stdout).toMatch(/\n\n\d\d % likely that one of the best 5 answers it\n$/);
    expect(code).toBe(0);
    const { fit, unmatched, hits } = await json(home, 'draw text as ascii art', '-k', '2');
    expect(fit).toEqual({ probability: expect.any(Number), threshold: expect.any(Number), fits: true });
    expect({ unmatched, hits: hits.length }).toEqual({ unmatched: [], hits: 2 });
  });

  it('with status 3 where nothing is likely to, and the words that no hit has; the hits are shown still', async () => {
    const home = new Home();
    const request = 'book a table for Sunday at the Greek restaurant';
    const { code, stdout } = await home.run('search', request, '-k', '2');
    expect(stdout).toMatch(/^\w+ .*\n {2}\w+\(/);
    expect(stdout).toMatch(/\n\nnone of the best 5 is likely to fit \(\d+ %\)\nno match for: table.*\n$/);
    expect(code).toBe(3);
    const { fit, unmatched } = await json(home, request, '-k', '2');
    expect(fit.fits).toBe(false);
    expect(unmatched).toContain('table');
  });

  it('and nothing of it with a retriever that cannot tell', async () => {
    const home = new Home();
    const { code, stdout } = await home.run('search', 'time in Wimbledon', '-k', '1', '--retriever', 'lexical');
    expect({ code, lines: stdout.trimEnd().split('\n').length }).toEqual({ code: 0, lines: 2 });
    const found = await json(home, 'time in Wimbledon', '--retriever', 'bm25');
    expect(Object.keys(found)).toEqual(['query', 'retriever', 'hits']);
  });
});

describe('search --why', () => {
  it('shows the largest parts of each score, and all of them as JSON', async () => {
    const home = new Home();
    const { stdout } = await home.run('search', '--why', 'time zone', '-k', '1');
    expect(stdout).toMatch(/\n {4} *adds +value +feature\n(?: {4} *[+−]\d+\.\d\d +-?\d+\.\d\d +\w+\n){5}\n/);
    const [hit] = (await json(home, '--why', 'time zone', '-k', '1')).hits;
    expect(hit.why.length).toBeGreaterThan(5);
    expect(hit.why[0]).toEqual({
      feature: expect.any(String),
      value: expect.any(Number),
      contribution: expect.any(Number),
    });
  });

  it('shows what past calls add', async () => {
    const home = new Home();
    const call = calling('convert_time_zone', { date_time: '2026-05-01T12:00', from: 'Oslo', to: 'Tokyo' });
    await home.run('ask', '-m', home.script(call), 'convert noon in Oslo to the time zone of Tokyo');
    home.env = { ...home.env, CAPUCHIN_PRIORS: 'on' };
    expect((await home.run('search', '--why', 'convert time zone')).stdout).toMatch(/\+\d\.\d\d +1\.00 +past calls\n/);
  });

  it('is wrong usage with a retriever that cannot say', async () => {
    const { code, stderr } = await new Home().run('search', '--why', 'time', '--retriever', 'lexical');
    expect(stderr).toContain('the retriever "lexical" cannot say what made a score');
    expect(code).toBe(2);
  });
});

describe('--decompose', () => {
  const request = 'Encode hello in base64. Also, roll two dice for me.';
  const names = async (home: Home, ...flags: string[]) =>
    (await json(home, request, '-k', '2', ...flags)).hits.map((hit: { name: string }) => hit.name);

  it('says how the wishes of a request are found', async () => {
    const home = new Home();
    expect(await names(home)).toEqual(expect.arrayContaining(['encode_text', 'roll_dice']));
    const scores = async (...flags: string[]) =>
      (await json(home, request, ...flags)).hits.map((hit: { score: number }) => hit.score);
    expect(await scores('--decompose', 'off')).not.toEqual(await scores());
    const model = home.script('encode hello in base64\nroll two dice');
    expect(await scores('--decompose', 'model', '-m', model)).toEqual(await scores());
    expect((await home.run('search', request, '--decompose', 'mode')).code).toBe(2);
  });

  it('lets the model that answers a request divide it', async () => {
    const home = new Home();
    const model = home.script('encode hello\nroll two dice', calling('roll_dice', { dice: '2d6' }));
    const asked = await home.run('ask', '--json', '--decompose', 'model', '-m', model, request);
    expect(asked.code).toBe(0);
    expect(JSON.parse(asked.stdout.split('\n')[0] ?? '')).toMatchObject({ options: { decompose: 'model' } });
  });
});

it('search --effect shows only APIs with this effect', async () => {
  const home = new Home();
  const one = (name: string, effect: string) =>
    `export const ${name} = { name: '${name}', description: '${name} the archive', effect: '${effect}', parameters: { type: 'object', properties: {} }, run: () => 1 };`;
  const effects = ['read', 'irreversible'];
  const module = effects.map(effect => one(`${effect}_it`, effect)).join('\n');
  await home.run('import', 'functions', home.file('mine.mjs', module), '-c', 'mine');
  const found = async (...flags: string[]) =>
    (await json(home, 'archive', '-c', 'mine', ...flags)).hits.map((hit: { effect: string }) => hit.effect).sort();
  expect(await found()).toEqual(['irreversible', 'read']);
  expect(await found('--effect', 'irreversible')).toEqual(['irreversible']);
  expect(await found('--effect', 'irreversible', '--effect', 'reversible')).toEqual(['irreversible']);
});

describe('ask', () => {
  it('asks no model where nothing is likely to fit, unless told to', async () => {
    const home = new Home();
    const model = home.script(calling('ascii_art', { text: 'jazz' }));
    const refused = await home.run('ask', '-m', model, 'play some jazz with words', '--min-fit', '0.9');
    expect(refused.code).toBe(3);
    expect(refused.stdout).toMatch(/^No API in the collection fits this request\.\nNothing near it speaks of: .*jazz/);
    expect(refused.stderr).toMatch(/the model was not asked, as something fits with \d+ % only; --min-fit 0 asks it/);
    const shown = await home.run('runs', 'show', 'last');
    expect(shown.stdout).toMatch(/^retrieve \(\d+ % likely to fit\) \w+, /m);

    const asked = await home.run('ask', '-m', model, 'play some jazz with words', '--min-fit', '0');
    expect(asked.code).toBe(0);
    home.env = { ...home.env, CAPUCHIN_MIN_FIT: '0.9' };
    expect((await home.run('ask', '-m', model, 'play some jazz with words')).code).toBe(3);
    expect((await home.run('ask', '-m', model, 'play', '--min-fit', '2')).code).toBe(2);
  });
});
