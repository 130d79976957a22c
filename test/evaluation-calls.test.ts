import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Home } from './command-line.js';

const jsonl = (...rows: unknown[]) => rows.map(row => JSON.stringify(row)).join('\n');
const test = {
  id: 'simple_python_0',
  question: [[{ role: 'user', content: 'the roots of 1 2 3' }]],
  function: [
    {
      name: 'math.roots',
      description: 'Finds roots.',
      parameters: { type: 'dict', properties: { a: { type: 'integer', description: 'factor' } }, required: ['a'] },
    },
  ],
  ground_truth: [{ 'math.roots': { a: [1] } }],
};
const right = { toolCalls: [{ name: 'math.roots', arguments: { a: 1 } }] };

describe('capuchin eval bfcl', () => {
  it('asks a model, keeps its answers and goes on from them', async () => {
    const home = new Home();
    home.file('simple_python.jsonl', jsonl(test));
    const results = join(home.folder, 'results');
    const run = (model: string, ...more: string[]) =>
      home.run('eval', 'bfcl', '--data', home.folder, '--model', model, '--results', results, ...more);
    const model = home.script(right);
    const shown = await run(model);
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringMatching(/simple_python +1 +100\.0 +20\.7 to 100\.0/)]);
    // The script has one reply: the second run asks nothing.
    const again = await run(model, '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      model,
      overall: { accuracy: 1 },
      categories: { simple_python: {} },
    });
    expect((await run(model, '--must-call')).stderr).toContain('results of other settings');
  }, 120_000);

  it('searches for what it offers', async () => {
    const home = new Home();
    home.file('simple_python.jsonl', jsonl(test));
    const found = await home.run(
      'eval',
      'bfcl',
      '--data',
      home.folder,
      '-m',
      home.script(right),
      '--search',
      '-k',
      '2',
      '--json',
    );
    expect(JSON.parse(found.stdout)).toMatchObject({ k: 2, overall: { correct: 1 } });
    const both = await home.run(
      'eval',
      'bfcl',
      '--data',
      home.folder,
      '--search',
      '--change',
      'all',
      '-m',
      home.script(right),
    );
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('leave out --search')]);
  }, 120_000);

  it.each([
    [['--categories', 'simple'], 'no BFCL category named "simple"'],
    [['--change', 'nothing'], 'no change of documents named "nothing"'],
    [[], 'has no tests, such as simple_python.jsonl'],
  ])('refuses %j', async (flags, message) => {
    const home = new Home();
    const { code, stderr } = await home.run('eval', 'bfcl', '--data', home.folder, '-m', home.script(right), ...flags);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

it('capuchin eval bfcl-ast prints differences and writes verdicts', async () => {
  const home = new Home();
  home.file('simple_python.jsonl', jsonl(test));
  const row = {
    id: test.id,
    category: 'simple_python',
    case: 'full',
    output: '[math.roots(a=2)]',
    valid: true,
    error_type: null,
  };
  const verdicts = join(home.folder, 'verdicts.jsonl');
  const { stdout } = await home.run(
    'eval',
    'bfcl-ast',
    '--cases',
    home.file('cases.jsonl', jsonl(row)),
    '--verdicts',
    verdicts,
  );
  expect(stdout).toBe(
    '0 of 1 cases are judged alike\nline 1, simple_python_0 (full): value_error:others; expected right\n',
  );
  expect(JSON.parse(readFileSync(verdicts, 'utf8'))).toEqual({
    id: test.id,
    category: 'simple_python',
    case: 'full',
    valid: false,
    error_type: 'value_error:others',
  });
});

it('capuchin eval sealtools scores calls as published', async () => {
  const home = new Home();
  const tool = (name: string) => ({
    api_name: name,
    api_description: name,
    field: 'A/B',
    parameters: {},
    required: [],
  });
  home.file('sealtools.tools.jsonl', jsonl(tool('getSoup'), tool('getCake')));
  const row = { id: 'test_in_domain-easy-0', query: 'get soup', calling: [{ api: 'getSoup', parameters: { a: 1 } }] };
  home.file('sealtools.test_in_domain.jsonl', jsonl(row));
  home.file('sealtools.dev.jsonl', jsonl(row));
  const model = home.script({ toolCalls: [{ name: 'getSoup', arguments: { a: '1' } }] });
  const answers = join(home.folder, 'answers.jsonl');
  const flags = ['--data', home.folder, '--model', model, '--answers', answers, '--json'];
  const { stdout } = await home.run('eval', 'sealtools', ...flags);
  expect(JSON.parse(readFileSync(answers, 'utf8'))).toEqual({
    id: row.id,
    request: 'get soup',
    calls: [{ name: 'getSoup', arguments: '{"a":"1"}' }],
    right: ['getSoup'],
  });
  expect(JSON.parse(stdout)).toMatchObject({
    offer: 'right-and-found',
    overall: { requests: 1, tool_f1: 1, parameter_f1: 1, format: 1 },
  });
}, 120_000);

it('capuchin eval toolbox asks for calls of what is found', async () => {
  const home = new Home();
  const requests = readFileSync(resolve('examples/toolbox-requests.jsonl'), 'utf8').split('\n');
  const file = home.file('requests.jsonl', requests.filter(line => line.includes('"web-2"')).join('\n'));
  const call = { toolCalls: [{ name: 'explain_http_status', arguments: { status: 429 } }] };
  const answers = join(home.folder, 'answers.jsonl');
  const flags = ['--requests', file, '--model', home.script(call), '--answers', answers, '--json'];
  const { stdout } = await home.run('eval', 'toolbox', ...flags);
  expect(JSON.parse(stdout)).toMatchObject({ offered: 1, overall: { accuracy: 1, total: 1 }, styles: { messy: {} } });
  expect(JSON.parse(readFileSync(answers, 'utf8'))).toMatchObject({
    id: 'web-2',
    fault: null,
    calls: [{ name: 'explain_http_status', arguments: '{"status":429}' }],
  });
}, 120_000);
