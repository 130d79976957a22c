import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Home } from '../../test/command-line.js';

const apis = [
  {
    id: 'a1',
    category_name: 'Weather',
    tool_name: 'Skies',
    tool_description: 'Weather of today.',
    api_name: 'Now',
    api_description: 'The weather at a place.',
    method: 'GET',
    required_parameters: [{ name: 'id', type: 'STRING', description: 'The place.', default: 'oslo' }],
    optional_parameters: [],
    template_response: { temp: 'int' },
  },
  {
    id: 'a2',
    category_name: 'Weather',
    tool_name: 'Skies',
    tool_description: 'Weather of today.',
    api_name: 'Later Now',
    api_description: '',
    method: 'GET',
    required_parameters: [],
    optional_parameters: [{ name: 'days', type: 'NUMBER', description: 'How many.', default: '2' }],
  },
];

const rows = [
  { query_id: 7, query: 'How warm is it in Oslo?', candidate_apis: ['a1', 'a2'] },
  { query_id: 3, query: 'And tomorrow?', candidate_apis: ['a2'] },
];

const call = (name: string, args: object) => ({ toolCalls: [{ name, arguments: args }] });
const answer = (text: string) => call('Finish', { return_type: 'give_answer', final_answer: text });

async function homeWithApis(): Promise<Home> {
  const home = new Home();
  const file = home.file('apis.jsonl', apis.map(row => JSON.stringify(row)).join('\n'));
  expect((await home.run('import', 'toolbench', file, '--collection', 'toolbench')).code).toBe(0);
  home.file('queries.jsonl', rows.map(row => JSON.stringify(row)).join('\n'));
  return home;
}

const run = (home: Home, ...flags: string[]) =>
  home.run(
    ...['toolbench', 'run', '--queries', 'queries.jsonl', '--out', 'answers'],
    ...[`--simulate=${home.script(...Array.from({ length: 4 }, () => '{"temp": 4}'))}`, ...flags],
  );

const answers = (home: Home) => readdirSync(join(home.folder, 'answers')).filter(name => name.endsWith('.json'));

it('works on queries, converts and checks what came of them, and does none twice', async () => {
  const home = await homeWithApis();
  const model = home.script(
    call('now_for_skies', { is_id: 'oslo' }),
    answer('4 degrees'),
    call('later_now_for_skies', { days: 1 }),
    call('Finish', { return_type: 'give_up_and_restart' }),
    call('later_now_for_skies', { days: 2 }),
    answer('5 degrees'),
  );
  const first = await run(home, '--model', model, '--json');
  expect([first.code, JSON.parse(first.stdout)]).toMatchObject([
    0,
    { answered: 2, failed: 0, modelCalls: 6, calls: { simulated: 3 } },
  ]);
  expect(answers(home)).toEqual(['3_DFS_woFilter_w2.json', '7_DFS_woFilter_w2.json']);
  const file = JSON.parse(readFileSync(join(home.folder, 'answers/7_DFS_woFilter_w2.json'), 'utf8'));
  expect(file.answer_generation).toMatchObject({
    valid_data: true,
    query_count: 2,
    final_answer: '{"return_type":"give_answer","final_answer":"4 degrees"}',
    function: [{ name: 'now_for_skies' }, { name: 'later_now_for_skies' }, { name: 'Finish' }],
    query: 'How warm is it in Oslo?',
  });
  expect(file.answer_generation.train_messages.at(-1)).toMatchObject([
    { role: 'system', content: expect.stringContaining('1.skies: Weather of today.') },
    { role: 'user', content: 'How warm is it in Oslo?\nBegin!' },
    { role: 'assistant', content: null, function_call: { name: 'now_for_skies', arguments: '{"is_id":"oslo"}' } },
    { role: 'function', name: 'now_for_skies', content: '{"error": "", "response": "{\\"temp\\":4}"}' },
    { role: 'assistant', function_call: { name: 'Finish' } },
  ]);
  const second = await run(home, '--model', home.script(), '--json');
  expect(JSON.parse(second.stdout)).toMatchObject({ skipped: 2, answered: 0, failed: 0 });

  const converted = await home.run('toolbench', 'convert', 'answers', '--out', 'converted.json');
  expect(converted.stdout).toBe('2 answers of 2 files of DFS_woFilter_w2 in converted.json\n');
  expect(readFileSync(join(home.folder, 'converted.json'), 'utf8')).toMatch(/^\{"3": \{"query": "And tomorrow\?"/);
  for (const path of ['answers', 'converted.json']) {
    const checked = JSON.parse((await home.run('toolbench', 'check', path, '--json')).stdout);
    expect(checked).toMatchObject({ differences: [] });
    expect(checked.equal).toBe(checked.files);
  }
});

it('searches for what it offers in the open domain', async () => {
  const home = await homeWithApis();
  const model = home.script(call('now_for_skies', { is_id: 'oslo' }), answer('4 degrees'));
  const flags = ['--method', 'CoT@1', '--open-domain', '-k', '2', '--limit', '1', '--retriever', 'bm25'];
  const { code, stderr } = await run(home, '--model', model, ...flags);
  expect([code, answers(home)], stderr).toEqual([0, ['7_CoT@1.json']]);
  const [record = ''] = readdirSync(join(home.folder, 'answers/runs'));
  const events = readFileSync(join(home.folder, 'answers/runs', record), 'utf8')
    .trim()
    .split('\n');
  expect(events.map(line => JSON.parse(line).type)).toEqual([
    'run-start',
    'retrieve-start',
    'retrieve-end',
    'model-start',
    'model-end',
    'call-start',
    'call-end',
    'step-end',
    'model-start',
    'model-end',
    'step-end',
    'answer',
    'run-end',
  ]);
});

it("takes ToolBench's own format, with APIs that are nowhere but in it", async () => {
  const home = new Home();
  const { id: _id, ...entry } = apis[0] as (typeof apis)[0];
  home.file('queries.jsonl', JSON.stringify([{ query_id: 1, query: ['How warm?'], api_list: [entry] }]));
  const model = home.script(call('now_for_skies', { is_id: 'rome' }), answer('warm'));
  expect(JSON.parse((await run(home, '--model', model, '--json')).stdout)).toMatchObject({ answered: 1 });
});

it('leaves whole answer files alone when it is stopped, and those that failed to the next time', async () => {
  const home = await homeWithApis();
  const failed = await run(home, '--model', home.script(answer('at once')));
  expect([failed.code, answers(home)]).toEqual([1, ['7_DFS_woFilter_w2.json']]);
  expect(failed.stderr).toContain('query 3 failed: the script has 1 replies and request 2 came');
  home.stop.abort(new Error('interrupted'));
  const stopped = await run(home, '--model', home.script(answer('never')));
  expect([stopped.code, answers(home)]).toEqual([130, ['7_DFS_woFilter_w2.json']]);
});

it('says what is wrong before anything is made', async () => {
  const home = await homeWithApis();
  for (const [flags, said] of [
    [['--method', 'BFS'], 'no method named "BFS"'],
    [['--adapter', 'telepathy'], 'no adapter named "telepathy"'],
    [['--compress', 'zip'], 'no way of shortening named "zip"'],
  ] as const) {
    const { code, stderr } = await run(home, ...flags);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  }
  expect(existsSync(join(home.folder, 'answers'))).toBe(false);
});
