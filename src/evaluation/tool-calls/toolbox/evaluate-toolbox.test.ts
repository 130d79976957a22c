import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../base/index.js';
import { type Api, collectApis, functionsImporter, loadToolbox, toolboxCategories } from '../../../catalog/index.js';
import { type ScriptedReply, scripted } from '../../../models/index.js';
import type { Retriever } from '../../../retrieval/index.js';
import { evaluateToolbox } from './evaluate-toolbox.js';
import { executeInFolder } from './execute-in-folder.js';
import { firstAccepted, readToolboxRequests, type ToolboxRequest } from './toolbox-request.js';

const apis = new Map(
  (await collectApis('toolbox', functionsImporter.read('builtin:toolbox'))).map(api => [api.title, api]),
);
const requests = await readToolboxRequests(resolve('examples/toolbox-requests.jsonl'));
const execute = executeInFolder({ now: () => Date.UTC(2026, 0, 5, 12), seed: 0 });
const named = (name: string) => apis.get(name) as Api;

/** Finds the functions that are accepted, and one more. */
const finding: Retriever = {
  search: async query => {
    const { accepted = [] } = requests.find(({ request }) => request === query) ?? {};
    const names = new Set([...accepted.map(each => each.function), 'calculate']);
    return [...names].map((name, place) => ({ api: named(name), score: 9 - place }));
  },
};

const evaluate = (asked: readonly ToolboxRequest[], reply: (request: ToolboxRequest) => ScriptedReply) => {
  const byText = new Map(asked.map(each => [each.request, each]));
  const model = scripted(({ messages }) => {
    const request = byText.get(messages[0]?.content ?? '');
    return request === undefined ? 'what?' : reply(request);
  });
  return evaluateToolbox({ model, requests: asked, retriever: finding, execute });
};
const rightCall = ({ accepted: [first] }: ToolboxRequest) =>
  first === undefined ? 'none' : { name: first.function, arguments: firstAccepted(first) };
const requestNamed = (id: string) => requests.filter(each => each.id === id);

describe('the toolbox requests', () => {
  it('touch every category, in four styles', () => {
    expect(requests).toHaveLength(60);
    expect(new Set(requests.map(({ category }) => category))).toEqual(new Set(Object.keys(toolboxCategories)));
    expect(new Set(requests.map(({ style }) => style))).toEqual(new Set(['terse', 'plain', 'chatty', 'messy']));
  });

  it("are none of the functions' own examples", async () => {
    const written = new Map(requests.flatMap(({ accepted }) => accepted.map(each => [each.function, each])));
    for (const { functions } of await loadToolbox()) {
      for (const { name, examples = [] } of functions) {
        const call = written.get(name);
        for (const example of examples)
          if (call !== undefined) expect(example.arguments).not.toEqual(firstAccepted(call));
      }
    }
  });

  it('are answered by every call that they accept', async () => {
    for (const { id, accepted, files } of requests) {
      for (const call of accepted) {
        const names = Object.keys(call.arguments);
        for (const name of names) {
          for (const value of call.arguments[name] ?? []) {
            const args: JsonObject = { ...firstAccepted(call), [name]: value };
            expect([id, args, (await execute(named(call.function), args, files)).status]).toEqual([id, args, 'ok']);
          }
        }
      }
    }
  }, 60_000);

  it('are all right when replayed, and all wrong when spoiled', async () => {
    expect((await evaluate(requests, rightCall)).overall).toMatchObject({ correct: 60, total: 60 });
    const spoiled = await evaluate(requests, () => ({ name: 'calculate', arguments: { expression: '1' } }));
    expect(spoiled.overall.errors).toEqual({ wrong_function: 60 });
  }, 60_000);
});

describe('evaluateToolbox', () => {
  it.each<[string, ScriptedReply, string | undefined]>([
    ['units-1', { name: 'convert_units', arguments: { value: 12, from: 'gal', to: 'l' } }, undefined], // the same litres
    ['units-1', { name: 'convert_units', arguments: { value: 12.5, from: 'gallon', to: 'litre' } }, 'wrong_value'],
    ['units-1', { name: 'convert_units', arguments: { value: 12, from: 'gallon' } }, 'refused_arguments'],
    ['units-1', { name: 'convert_units', arguments: '{' }, 'refused_arguments'],
    ['units-1', 'About 45.', 'no_call'],
    ['units-1', { name: 'calculate', arguments: { expression: '12*3.785' } }, 'wrong_function'],
    ['units-1', new Error('busy'), 'inference_error'],
    [
      'dates-2',
      [
        { name: 'day_of_week', arguments: { date: '2042-10-23' } },
        { name: 'calculate', arguments: {} },
      ],
      'several_calls',
    ],
    [
      'finance-2',
      { name: 'compound_interest', arguments: { principal: 2500, annual_rate: 3.2, years: 8, times_a_year: 1 } },
      undefined,
    ],
    [
      'charts-1',
      { name: 'bar_chart', arguments: { labels: ['Prado', 'Thyssen', 'Sorolla'], values: [320, 140, 45], title: 'x' } },
      undefined,
    ],
    ['files-2', { name: 'delete_file', arguments: { path: 'old/errands.txt ' } }, 'wrong_value'],
  ])('%s: %j is %s', async (id, reply, fault) => {
    const { overall } = await evaluate(requestNamed(id), () => reply);
    expect(Object.keys(overall.errors)).toEqual(fault === undefined ? [] : [fault]);
  });

  it('tells what was not offered from what was not chosen', async () => {
    const nothing: Retriever = { search: async () => [] };
    const model = scripted(['no']);
    const report = await evaluateToolbox({ model, requests: requestNamed('web-2'), retriever: nothing, execute });
    expect(report).toMatchObject({ offered: 0, overall: { errors: { not_offered: 1 } } });
  });

  it('changes what functions are called, and counts calls by old names', async () => {
    const model = scripted(({ tools: [tool] = [] }, index) => {
      const [status = ''] = Object.keys(tool?.parameters['properties'] ?? {});
      if (index === 0) return { name: tool?.name ?? '', arguments: { [status]: 429 } };
      return { name: 'explain_http_status', arguments: { status: 429 } };
    });
    const [request] = requestNamed('web-2');
    if (request === undefined) expect.fail('the request is there');
    const report = await evaluateToolbox({
      model,
      requests: [request, request],
      retriever: finding,
      execute,
      change: 'all',
    });
    expect(report).toMatchObject({
      overall: { correct: 1, errors: { wrong_function: 1 } },
      oldNames: { functions: 1, parameters: 1 },
    });
  });
});

it.each([
  ['[]', ':1: a request must be a JSON object'],
  ['{"id": "a"}', ':1: accepted must be a list of calls'],
  ['{"id": "a", "accepted": [{}]}', ':1: category must be a text'],
  [
    '{"id": "a", "category": "b", "style": "c", "request": "d", "accepted": [{}]}',
    ':1: an accepted call must have function',
  ],
])('refuses %s', async (row, message) => {
  const path = join(mkdtempSync(join(tmpdir(), 'capuchin-toolbox-')), 'requests.jsonl');
  writeFileSync(path, row);
  await expect(readToolboxRequests(path)).rejects.toThrow(message);
});
