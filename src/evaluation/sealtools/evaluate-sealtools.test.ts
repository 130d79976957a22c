import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { type ScriptedReply, scripted } from '../../models/index.js';
import type { Retriever } from '../../retrieval/index.js';
import { toJson } from '../bfcl/python/python-value.js';
import { evaluateSealtools, type SealOffer } from './evaluate-sealtools.js';
import { readSealRequests } from './seal-request.js';

const api = (title: string) =>
  ({ title, description: `does ${title}`, parameters: { type: 'object' } }) as unknown as Api;
const apis = ['f', 'g', 'h', 'i'].map(api);
const finding: Retriever = {
  search: async (_query, k) => apis.slice(1, 1 + k).map((each, place) => ({ api: each, score: 9 - place })),
};
const rows = [
  { id: 'easy-0', query: 'one', calling: [{ api: 'f', parameters: { a: 1 } }] },
  {
    id: 'difficult-0',
    query: 'two',
    calling: [
      { api: 'f', parameters: {} },
      { api: 'g', parameters: { b: 'x' } },
    ],
  },
];

function folderWith(...all: unknown[]) {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-seal-'));
  writeFileSync(join(folder, 'sealtools.test_in_domain.jsonl'), all.map(row => JSON.stringify(row)).join('\n'));
  return folder;
}

const evaluate = (replies: ScriptedReply[], offer?: SealOffer) => {
  const model = scripted(replies);
  const report = evaluateSealtools({
    model,
    folder: folderWith(...rows),
    apis,
    retriever: finding,
    k: 2,
    ...(offer === undefined ? {} : { offer }),
  });
  return { model, report };
};

describe('evaluateSealtools', () => {
  it('scores requests for one call and for several apart', async () => {
    const { model, report } = evaluate([
      { name: 'f', arguments: { a: 1 } },
      [
        { name: 'f', arguments: {} },
        { name: 'h', arguments: { b: 'x' } },
      ],
    ]);
    expect(await report).toMatchObject({
      overall: { requests: 2, format: 1, tool_precision: 2 / 3, tool_recall: 2 / 3, parameter_recall: 0.5 },
      single: { requests: 1, tool_f1: 1, parameter_f1: 1, exact: 1 },
      multiple: { requests: 1, tool_f1: 0.5, parameter_f1: 0 },
      failures: 0,
    });
    expect(model.requests.map(({ messages }) => messages)).toEqual([
      [{ role: 'user', content: 'one' }],
      [{ role: 'user', content: 'two' }],
    ]);
  });

  it.each<[SealOffer | undefined, string[], string[]]>([
    [undefined, ['f', 'g', 'h'], ['f', 'g', 'h']],
    ['right', ['f'], ['f', 'g']],
    ['found', ['g', 'h'], ['g', 'h']],
  ])('offers %s', async (offer, first, second) => {
    const { model, report } = evaluate(['none', new Error('busy')], offer);
    expect(await report).toMatchObject({ overall: { format: 0, tool_f1: 0 }, failures: 1 });
    const names = model.requests.map(({ tools = [] }) => tools.map(({ name }) => name).sort());
    expect(names).toEqual([first, second]);
    expect(model.requests[0]?.tools?.some(tool => tool.relevance !== undefined)).toBe(offer === 'found');
  });

  it.each([
    [{ id: 'a' }, ':1: id and query must be texts'],
    [{ id: 'a', query: 'b', calling: [] }, ':1: calling must be a list of calls'],
    [{ id: 'a', query: 'b', calling: [{ api: 'f' }] }, ':1: a call must have api and parameters'],
  ])('refuses %j', async (row, message) => {
    const evaluation = { model: scripted([]), folder: folderWith(row), apis, retriever: finding };
    await expect(evaluateSealtools(evaluation)).rejects.toThrow(message);
  });
});

const pack = resolve('../shared/data/toolcalls');
const isThere = existsSync(pack);

it.skipIf(!isThere)(
  `gives a replay of the right calls all points, a spoiled one fewer${isThere ? '' : ' (pack absent)'}`,
  async () => {
    const requests = new Map((await readSealRequests(pack, 'test_in_domain')).map(each => [each.query, each.calls]));
    const replay = (spoil: boolean) =>
      scripted(({ messages }) => {
        const calls = requests.get(messages[0]?.content ?? '') ?? [];
        return calls.map(({ api: name, parameters }, place) => {
          const given = [...parameters].map(([key, value]) => [key, toJson(value)]);
          return { name, arguments: Object.fromEntries(spoil && place === 0 ? given.slice(1) : given) };
        });
      });
    const run = { folder: pack, apis, retriever: finding, offer: 'right' as const };
    const whole = await evaluateSealtools({ ...run, model: replay(false) });
    expect(whole.overall).toMatchObject({ requests: 700, format: 1, tool_f1: 1 });
    expect(whole.overall.parameter_f1).toBeGreaterThan(0.99); // 1 and 1.0 are one in JSON as it is written here
    const spoiled = await evaluateSealtools({ ...run, model: replay(true) });
    expect(spoiled.overall.tool_f1).toBe(1);
    expect(spoiled.overall.parameter_recall).toBeLessThan(whole.overall.parameter_recall - 0.15);
  },
  60_000,
);
