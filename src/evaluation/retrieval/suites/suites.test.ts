import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bfclKey } from '../../../catalog/index.js';
import { passes } from '../../../retrieval/index.js';
import { fitRows } from './fit-rows.js';
import { type OpenSuiteOptions, openSuite } from './open-suite.js';
import { retrievalSuiteNamed, retrievalSuites } from './suites.js';

/** A folder of files: JSON Lines of the rows, or a text as it is. */
function folderOf(files: Readonly<Record<string, readonly unknown[] | string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-suite-'));
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : content.map(row => JSON.stringify(row)).join('\n');
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function open(name: keyof typeof retrievalSuites, files: Parameters<typeof folderOf>[0]) {
  return openSuite(retrievalSuites[name], { folder: folderOf(files), collection: 'c' });
}

const toolbenchApi = (id: string) => ({
  id,
  category_name: 'Food',
  tool_name: 'Recipes',
  tool_description: '',
  api_name: id,
  api_description: '',
  method: 'GET',
  required_parameters: [],
  optional_parameters: [],
});

describe('toolbench', () => {
  const apis = [toolbenchApi('a1'), toolbenchApi('a2')];
  const query = { query_id: 7, group: 'G1', paper_split: 'I1-Inst', query: 'Cook', relevant_apis: ['a1'] };

  it('asks the whole query file where it is, else the development part', async () => {
    const suite = await open('toolbench', { 'apis.jsonl': apis, 'queries.dev.jsonl': [query] });
    expect(suite.queries).toEqual([{ id: '7', query: 'Cook', relevant: new Set(['c/a1']), splits: ['I1-Inst', 'I1'] }]);
    expect(suite.apis.map(api => api.id)).toEqual(['c/a1', 'c/a2']);
    const whole = { 'queries.jsonl': [query, { ...query, query_id: 8 }], 'queries.dev.jsonl': [query] };
    expect((await open('toolbench', { 'apis.jsonl': apis, ...whole })).queries).toHaveLength(2);
  });

  it('measures nothing on part of a pool', async () => {
    const files = { 'apis.jsonl': [...apis, { id: 'a3' }], 'queries.jsonl': [query] };
    await expect(open('toolbench', files)).rejects.toMatchObject({ code: 'bad-pool' });
    await expect(open('toolbench', {})).rejects.toMatchObject({ code: 'unreadable-file' });
  });

  it('searches a collection of the user instead, and the first queries alone', async () => {
    const own = await open('toolbench', { 'apis.jsonl': apis, 'queries.jsonl': [query] });
    const folder = folderOf({ 'queries.jsonl': [query, query] });
    const options = { folder, collection: 'mine', apis: own.apis.slice(0, 1), limit: 1 };
    const suite = await openSuite(retrievalSuites.toolbench, options);
    expect(suite.apis).toEqual(own.apis.slice(0, 1));
    expect(suite.queries.map(each => [...each.relevant])).toEqual([['mine/a1']]);
  });
});

describe('apibench', () => {
  const document = (hub: string, index: number, call: string) => ({ hub, index, api_name: 'n', api_call: call });
  const question = (hub: string, id: number, call: string) => ({
    hub,
    question_id: id,
    split: 'dev',
    text: 'Which?',
    gold_api_call: call,
  });

  it('looks for a call among the documents of its hub, whichever has it', async () => {
    const suite = await open('apibench', {
      'apis.jsonl': [document('x', 0, 'load(a)'), document('x', 1, 'load(a)'), document('y', 0, 'load(b)')],
      'questions.jsonl': [
        question('x', 1, 'load(a)'),
        question('y', 2, 'load(gone)'),
        { hub: 'x', question_id: 3, split: 'heldout' },
      ],
    });
    expect(suite.queries.map(({ id, relevant, splits }) => [id, [...relevant], splits])).toEqual([
      ['x-1', ['c/call:load(a)'], ['x']],
      ['y-2', ['c/call:load(gone)'], ['y']],
    ]);
    expect(suite.apis.map(suite.judgedAs)).toEqual(['c/call:load(a)', 'c/call:load(a)', 'c/call:load(b)']);
    expect(suite.known('c/call:load(gone)')).toBe(false);
    expect(suite.relevant.get('Which?')).toEqual(new Set(['c/x/0', 'c/x/1']));
    const [ofX] = suite.queries;
    const others = { ...suite.apis[2]!, collection: 'others' };
    expect([...suite.apis, others].map(api => passes(api, ofX?.filter ?? {}))).toEqual([true, true, false, true]);
  });
});

describe('metatool', () => {
  const tools = { 'metatool.tools.json': '{"Poll":"Asks people.","Chart":"Draws."}' };

  it('has requests for one tool and for two', async () => {
    const suite = await open('metatool', {
      ...tools,
      'metatool.queries.jsonl': [{ query: 'Ask them', tool: 'Poll' }],
      'metatool.multi.json': '[{"query":"Ask and draw","tool":["Poll","Chart"]}]',
    });
    expect(suite.queries).toEqual([
      { id: 'single-1', query: 'Ask them', relevant: new Set(['c/Poll']), splits: ['single'] },
      { id: 'two-1', query: 'Ask and draw', relevant: new Set(['c/Poll', 'c/Chart']), splits: ['two'] },
    ]);
  });

  it.each([
    [[{ query: 'q' }], '[]', 'bad-jsonl-row'],
    [[], '{}', 'unreadable-file'],
    [[], '[{"query":"q"}]', 'unreadable-file'],
    [[], '[', 'unreadable-file'],
  ])('refuses %j with %j', async (rows, multi, code) => {
    const files = { ...tools, 'metatool.queries.jsonl': rows, 'metatool.multi.json': multi };
    await expect(open('metatool', files)).rejects.toMatchObject({ code });
  });
});

describe('sealtools', () => {
  it('has each part by itself, and what is easy in it', async () => {
    const api = { api_name: 'f', api_description: '', field: 'A/B', parameters: {}, required: [], responses: {} };
    const row = (id: string) => ({ id, query: 'q', calling: [{ api: 'f' }, { api: 'f' }, { api: 'g' }] });
    const suite = await open('sealtools', {
      'sealtools.tools.jsonl': [api],
      'sealtools.dev.jsonl': [row('dev-easy-0')],
      'sealtools.test_in_domain.jsonl': [row('test_in_domain-difficult-12')],
    });
    expect(suite.queries.map(({ splits }) => splits)).toEqual([
      ['dev', 'dev-easy'],
      ['test_in_domain', 'test_in_domain-difficult'],
    ]);
    expect(suite.queries[0]?.relevant).toEqual(new Set(['c/f', 'c/g']));
    expect([suite.known('c/f'), suite.known('c/g')]).toEqual([true, false]);
  });
});

describe('bfcl', () => {
  const named = (name: string, description = '') => ({ name, description, parameters: {} });
  const say = (...content: string[]) => [
    content.map((text, i) => ({ role: i === 0 ? 'system' : 'user', content: text })),
  ];
  const files = {
    'live_multiple.jsonl': [
      {
        id: 'm1',
        question: say('Be kind.', 'Weather?', 'In Rome.'),
        function: [named('weather', 'ours'), named('news')],
        ground_truth: [{ weather: {} }, { weather: {} }],
      },
    ],
    'simple_python.jsonl': [
      { id: 's1', question: say('', 'Rain?'), function: [named('weather', 'theirs')], ground_truth: [{ weather: {} }] },
    ],
    'irrelevance.jsonl': [{ id: 'i1', question: say('', 'Hello'), function: [named('news')] }],
  };

  it("looks for the functions of the test's own list that are called", async () => {
    const suite = await open('bfcl', files);
    expect(suite.apis).toHaveLength(3);
    expect(suite.queries).toEqual([
      {
        id: 's1',
        query: 'Rain?',
        relevant: new Set([`c/${bfclKey('weather', named('weather', 'theirs'))}`]),
        splits: ['simple_python', 'non-live'],
      },
      {
        id: 'm1',
        query: 'Weather?\nIn Rome.',
        relevant: new Set([`c/${bfclKey('weather', named('weather', 'ours'))}`]),
        splits: ['live_multiple', 'live'],
      },
    ]);
  });

  it('asks whether anything fits of the own functions alone', async () => {
    const data: OpenSuiteOptions = { folder: folderOf(files), collection: 'c' };
    const suite = await openSuite(retrievalSuites.bfcl, data);
    const rows: unknown[] = [];
    for await (const { query, answerable, splits, filter } of fitRows(retrievalSuites.bfcl, suite, data)) {
      rows.push([query, answerable, splits, suite.apis.filter(api => passes(api, filter ?? {})).length]);
    }
    expect(rows).toEqual([
      ['Rain?', true, ['simple_python'], 1],
      ['Weather?\nIn Rome.', true, ['live_multiple'], 2],
      ['Hello', false, ['irrelevance'], 1],
    ]);
  });

  it('refuses rows that are no tests', async () => {
    const bad = { 'live_simple.jsonl': [{ id: 'x', question: say('', 'q'), function: [named('f')] }] };
    await expect(open('bfcl', bad)).rejects.toThrow('live_simple.jsonl:1: ground_truth must be a list');
  });
});

it('knows suites by exact names only', () => {
  expect(retrievalSuiteNamed('bfcl')).toBe(retrievalSuites.bfcl);
  expect(() => retrievalSuiteNamed('bfc')).toThrow('no suite named "bfc"; did you mean "bfcl"?');
});

const packs = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));

/** Counted in the files by other means: queries, APIs, relevant APIs that the pool lacks. */
const counts = [
  ['toolbench', 'toolbench', 400, 2490, 0],
  ['apibench', 'apibench', 597, 1726, 27],
  ['metatool', 'toolcalls', 15_444, 146, 0],
  ['sealtools', 'toolcalls', 1400, 4076, 0],
  ['bfcl', 'bfcl', 817, 1515, 0],
] as const;

for (const [name, pack, queries, apis, unknown] of counts) {
  const folder = join(packs, pack);
  const absent = !existsSync(folder);
  it.skipIf(absent)(`reads the whole of ${name}${absent ? ' (pack absent)' : ''}`, async () => {
    const suite = await openSuite(retrievalSuites[name], { folder, collection: 'c' });
    const missing = suite.queries.flatMap(query => [...query.relevant].filter(id => !suite.known(id)));
    expect([suite.queries.length, suite.apis.length, missing.length]).toEqual([queries, apis, unknown]);
    expect(new Set(suite.queries.map(query => query.id)).size).toBe(queries);
    expect(suite.queries.filter(query => query.relevant.size === 0)).toEqual([]);
  });
}
