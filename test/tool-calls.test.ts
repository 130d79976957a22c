import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Home } from './command-line.js';

const linesIn = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');

/** Few functions, so that opening them takes no time. */
const small = ['--weight', 'families=0', '--seed', '3', '--dev-count', '0'];
const make = (home: Home, out: string, count: number, ...more: string[]) =>
  home.run('data', 'tool-calls', '--out', out, '--count', String(count), ...small, ...more);

interface Sheet {
  readonly functions: readonly { readonly name: string; readonly parameters: { readonly properties: object } }[];
  readonly examples: readonly { readonly turns: readonly Turn[] }[];
}

interface Turn {
  readonly text: string;
  readonly calls?: readonly { readonly name: string; readonly arguments: object }[];
}

function sheetsIn(home: Home, folder: string): Sheet[] {
  const [, ...sheets] = linesIn(join(home.folder, folder, 'sheets.train.jsonl'));
  return sheets.map(line => JSON.parse(line));
}

const firstRequest = ({ turns: [request] }: Sheet['examples'][number]) => request?.text ?? '';

describe('capuchin data tool-calls', () => {
  it('makes the same files for the same seed, also after a break in the middle of a line', async () => {
    const home = new Home();
    const whole = await make(home, 'whole', 60, '--json');
    expect(whole).toMatchObject({ code: 0 });
    await make(home, 'parts', 20);
    const sheets = join(home.folder, 'parts', 'sheets.train.jsonl');
    writeFileSync(sheets, readFileSync(sheets, 'utf8').slice(0, -40));
    expect(await make(home, 'parts', 60)).toMatchObject({ code: 0 });
    for (const name of ['sheets.train.jsonl', 'sheets.dev.jsonl', 'train.jsonl', 'card.json', 'card.md'])
      expect(readFileSync(join(home.folder, 'parts', name), 'utf8')).toBe(
        readFileSync(join(home.folder, 'whole', name), 'utf8'),
      );
    const card = JSON.parse(whole.stdout);
    expect(card).toMatchObject({
      isChecked: false,
      splits: { train: { bySource: { toolbox: card.splits.train.examples } } },
      licences: { toolbox: 'Apache-2.0, part of Capuchin' },
    });
    expect(card.splits.train.examples).toBeGreaterThanOrEqual(60);
    const kinds = Object.values<number>(card.splits.train.byKind).reduce((sum, each) => sum + each, 0);
    expect(kinds).toBe(card.splits.train.examples);
  }, 120_000);

  it('asks no request twice, and calls what is on offer with arguments that are shown', async () => {
    const home = new Home();
    await make(home, 'out', 150);
    const sheets = sheetsIn(home, 'out');
    const requests = sheets.flatMap(sheet => sheet.examples.map(each => firstRequest(each).toLowerCase()));
    expect(new Set(requests).size).toBe(requests.length);
    for (const { functions, examples } of sheets) {
      const names = new Map(functions.map(each => [each.name, Object.keys(each.parameters.properties)]));
      for (const { name, arguments: args } of examples.flatMap(each => each.turns).flatMap(turn => turn.calls ?? []))
        expect(names.get(name)).toEqual(expect.arrayContaining(Object.keys(args)));
    }
  }, 120_000);

  it('refuses to go on with another seed, and collections that may not be learned from', async () => {
    const home = new Home();
    await make(home, 'out', 10);
    const other = await home.run(
      'data',
      'tool-calls',
      '-o',
      'out',
      '-n',
      '20',
      '--weight',
      'families=0',
      '--seed',
      '4',
    );
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('was made with another seed') });
    const row = {
      id: 'a1',
      category_name: 'C',
      tool_name: 'T',
      api_name: 'N',
      api_description: 'D',
      method: 'GET',
      required_parameters: [],
      optional_parameters: [],
    };
    const apis = home.file('apis.jsonl', JSON.stringify(row));
    await home.run('import', 'toolbench', apis, '--collection', 'bench');
    const research = await make(home, 'bench', 10, '--collection', 'bench');
    expect(research).toMatchObject({ code: 1, stderr: expect.stringContaining('for research only') });
    expect(await make(home, 'none', 10, '--collection', 'nothing')).toMatchObject({ code: 3 });
  }, 120_000);

  it('leaves out what evaluations ask and offer, and says so of other files', async () => {
    const home = new Home();
    await make(home, 'before', 40);
    const [first] = sheetsIn(home, 'before').flatMap(sheet => sheet.examples);
    const asked = first === undefined ? '' : firstRequest(first);
    mkdirSync(join(home.folder, 'packs', 'restbench'), { recursive: true });
    home.file('packs/restbench/tmdb.json', JSON.stringify([{ query: asked }]));
    const checked = await home.run(
      'data',
      'check',
      'before/sheets.train.jsonl',
      'before/train.jsonl',
      '--packs',
      'packs',
    );
    expect(checked).toMatchObject({ code: 1, stderr: expect.stringContaining('of what evaluations hold') });
    expect(checked.stdout).toMatch(/before\/sheets\.train\.jsonl:2: same-(?:request|words) as in restbench: /);
    expect(checked.stdout).toContain('before/train.jsonl:1: ');
    await make(home, 'after', 40, '--packs', 'packs');
    expect(readFileSync(join(home.folder, 'after', 'sheets.train.jsonl'), 'utf8')).not.toContain(JSON.stringify(asked));
    const clean = await home.run('data', 'check', 'after/sheets.train.jsonl', '--packs', 'packs', '--json');
    expect(clean.code).toBe(0);
    expect(JSON.parse(clean.stdout)).toMatchObject({ found: [], comparedWith: { requests: 1, functions: 0 } });
  }, 120_000);

  it('has a model write requests, keeps them, and uses them', async () => {
    const home = new Home();
    const said = 'Turn the word Marmoset into hexadecimal for me, would you';
    const script = home.script(...Array.from({ length: 3 }, () => JSON.stringify({ request: said, arguments: {} })));
    const made = await make(home, 'out', 20, '--model', script, '--model-apis', '3', '--format', 'openai');
    expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining('for 3 APIs; refused: ') });
    const rows = linesIn(join(home.folder, 'out', 'requests.model.jsonl')).map(line => JSON.parse(line));
    expect(rows.slice(1).map(row => Object.keys(row))).toEqual(Array(3).fill(['api', 'requests', 'refused']));
    const [example] = linesIn(join(home.folder, 'out', 'openai.train.jsonl')).map(line => JSON.parse(line));
    expect(Object.keys(example)).toEqual(['messages', 'tools', 'parallel_tool_calls']);
    // What was written is not asked for again: the script has nothing left to say.
    const again = await make(home, 'out', 30, '--model', script, '--model-apis', '3');
    expect(again.code).toBe(0);
  }, 120_000);
});
