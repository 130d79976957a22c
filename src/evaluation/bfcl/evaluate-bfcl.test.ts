import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ScriptedCall, scripted } from '../../models/index.js';
import { readBfclTests } from './bfcl-test.js';
import { bfclCategories, bfclCategoryNamed } from './categories.js';
import { changeTest } from './change-test.js';
import { python } from './checker/language.js';
import { evaluateBfcl } from './evaluate-bfcl.js';
import { goldReplay } from './gold-replay.contract.js';
import type { JudgedTest } from './judged-test.js';
import { resultFiles } from './result-files.js';

const integers = (...names: string[]) => ({
  type: 'dict',
  properties: Object.fromEntries(names.map(name => [name, { type: 'integer', description: `the ${name}` }])),
  required: names,
});
const simple = (number: number) => ({
  id: `simple_python_${number}`,
  question: [[{ role: 'user', content: `add ${number}` }]],
  function: [{ name: 'math.add', description: 'Adds. See math.add.', parameters: integers('number') }],
  ground_truth: [{ 'math.add': { number: [number] } }],
});
const irrelevant = (number: number) => ({ ...simple(number), id: `irrelevance_${number}`, ground_truth: undefined });

function folderWith(files: Record<string, readonly object[]>): string {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-bfcl-'));
  for (const [name, rows] of Object.entries(files)) {
    writeFileSync(join(folder, `${name}.jsonl`), rows.map(row => JSON.stringify(row)).join('\n'));
  }
  return folder;
}

const simplePython = bfclCategoryNamed('simple_python');
const irrelevance = bfclCategoryNamed('irrelevance');
const adds = (number: number): ScriptedCall => ({ name: 'math.add', arguments: { number } });

describe('evaluateBfcl', () => {
  it('asks with the functions as documented and judges what is called', async () => {
    const folder = folderWith({ simple_python: [1, 2, 3, 4].map(simple), irrelevance: [5, 6].map(irrelevant) });
    const model = scripted([adds(1), adds(0), 'math.add(number=3)', new Error('no memory'), 'Nothing fits.', adds(6)]);
    const judged: JudgedTest[] = [];
    const report = await evaluateBfcl({
      model,
      folder,
      categories: [simplePython, irrelevance],
      mustCall: true,
      onJudged: each => judged.push(each),
    });
    expect(model.requests[0]).toMatchObject({
      messages: [{ role: 'user', content: 'add 1' }],
      tools: [
        {
          name: 'math.add',
          description: 'Adds. See math.add.',
          parameters: {
            type: 'object',
            properties: { number: { type: 'integer', description: 'the number' } },
            required: ['number'],
          },
        },
      ],
      toolChoice: 'required',
    });
    expect(model.requests[5]?.toolChoice).toBe('auto');
    expect(report).toMatchObject({
      overall: { accuracy: 0.5, total: 6, correct: 3 },
      categories: {
        simple_python: { correct: 2, errors: { 'value_error:others': 1, inference_error: 1 } },
        irrelevance: { correct: 1, errors: { 'irrelevance_error:decoder_success': 1 } },
      },
      table: {},
    });
    expect(judged.map(({ test }) => test.id)).toEqual(
      [1, 2, 3, 4].map(n => `simple_python_${n}`).concat('irrelevance_5', 'irrelevance_6'),
    );
  });

  it('draws the same tests of each category for the same seed, over the whole file', async () => {
    const folder = folderWith({ simple_python: Array.from({ length: 30 }, (_, number) => simple(number)) });
    const ids = async (seed: number) => {
      const drawn: number[] = [];
      const onJudged = ({ test }: JudgedTest) => drawn.push(Number(test.id.replace(/\D/g, '')));
      await evaluateBfcl({ model: scripted(() => 'no'), folder, categories: [simplePython], limit: 3, seed, onJudged });
      return drawn;
    };
    const drawn = await ids(1);
    expect(drawn.map(number => Math.floor(number / 10))).toEqual([0, 1, 2]);
    expect(await ids(1)).toEqual(drawn);
  });

  it('goes on from kept results, and asks again where there was none', async () => {
    const folder = folderWith({ simple_python: [1, 2, 3].map(simple) });
    const results = join(folder, 'results');
    const files = () => resultFiles({ folder: results, model: 'a/b:c', settings: { seed: 0 } });
    const stop = new AbortController();
    const onJudged = ({ test }: JudgedTest) => {
      if (test.id.endsWith('2')) stop.abort(new Error('stopped'));
    };
    const first = scripted([adds(1), new Error('busy'), adds(3)]);
    const run = { folder, categories: [simplePython], results: files() };
    await expect(evaluateBfcl({ ...run, model: first, onJudged, signal: stop.signal })).rejects.toThrow('stopped');

    const second = scripted([adds(2), adds(3)]);
    const report = await evaluateBfcl({ ...run, model: second, results: files() });
    expect(report.overall).toMatchObject({ correct: 3, total: 3 });
    expect(second.requests).toHaveLength(2);
    const path = join(results, 'a_b_c/non_live/BFCL_v4_simple_python_result.json');
    const rows = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(rows.map(({ id, result }) => [id, result])).toEqual(
      [1, 2, 3].map(number => [`simple_python_${number}`, [{ math_add: `{"number":${number}}` }]]),
    );
    expect(() => resultFiles({ folder: results, model: 'a/b:c', settings: { seed: 1 } })).toThrow('other settings');
  });

  it('changes documents and answers alike, and counts calls by old names', async () => {
    const folder = folderWith({ simple_python: [1, 2, 3].map(simple) });
    const model = scripted(({ tools = [] }, index) => {
      const [tool] = tools;
      const [number] = Object.keys(tool?.parameters['properties'] ?? {});
      expect(tool?.name).not.toBe('math.add');
      expect(tool?.description).toBe(`Adds. See ${tool?.name}.`);
      if (index === 0) return { name: tool?.name ?? '', arguments: { [number ?? '']: 1 } };
      return index === 1 ? adds(2) : { name: tool?.name ?? '', arguments: { number: 3 } };
    });
    const report = await evaluateBfcl({ model, folder, categories: [simplePython], change: 'all' });
    expect(report).toMatchObject({ overall: { correct: 1, total: 3 }, oldNames: { functions: 1, parameters: 2 } });
  });

  it('judges functions that were found under the names that their documents have', async () => {
    const folder = folderWith({ simple_python: [simple(1), simple(2)] });
    const model = scripted([
      { name: 'math.add_2', arguments: { number: 1 } },
      { name: 'other', arguments: { number: 2 } },
    ]);
    const candidates = async () => [
      { tool: { name: 'math.add_2', description: '', parameters: {} }, name: 'math.add' },
      { tool: { name: 'other', description: '', parameters: {} }, name: 'other' },
    ];
    const report = await evaluateBfcl({ model, folder, categories: [simplePython], candidates });
    expect(report.overall.errors).toEqual({ 'simple_function_checker:wrong_func_name': 1 });
  });
});

const pack = resolve('../shared/data/bfcl');
const isThere = existsSync(pack);
const answered = bfclCategories.filter(({ wants, language }) => language === python && !wants.endsWith('-call'));

describe.skipIf(!isThere)(`replays of the right answers${isThere ? '' : ' (pack absent)'}`, () => {
  const replay = async (spoil?: Parameters<typeof goldReplay>[1]) => {
    const tests = (await Promise.all(answered.map(category => readBfclTests(pack, category)))).flat();
    const wrong: string[] = [];
    const onJudged = ({ test, fault }: JudgedTest) => void (fault !== undefined && wrong.push(test.id));
    const report = await evaluateBfcl({
      model: goldReplay(tests, spoil),
      folder: pack,
      categories: answered,
      onJudged,
    });
    return { report, wrong };
  };

  it('are right but for one that contradicts itself, and lose a point for each that is spoiled', async () => {
    const whole = await replay();
    expect(whole.wrong).toEqual(['parallel_multiple_12']);
    expect(whole.report.overall.total).toBe(777);
    const spoilt = await replay((calls, place) =>
      place % 5 === 0 ? calls.map(call => ({ ...call, name: `${call.name}_x` })) : calls,
    );
    const tests = (await Promise.all(answered.map(category => readBfclTests(pack, category)))).flat();
    const hit = tests.filter(({ id }, place) => place % 5 === 0 && !whole.wrong.includes(id));
    expect(spoilt.report.overall.correct).toBe(776 - hit.length);
  }, 60_000);

  it('stay right when documents change, as answers change alike', async () => {
    const category = bfclCategoryNamed('simple_python');
    const tests = (await readBfclTests(pack, category)).map(test => changeTest(test, 'all', 0).test);
    const report = await evaluateBfcl({
      model: goldReplay(tests),
      folder: pack,
      categories: [category],
      change: 'all',
    });
    expect(report).toMatchObject({
      overall: { correct: 135, total: 135 },
      oldNames: { functions: 0, parameters: 0 },
    });
  }, 60_000);
});
