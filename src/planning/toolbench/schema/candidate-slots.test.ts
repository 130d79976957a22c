import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Api, collectApis, toolbenchImporter } from '../../../catalog/index.js';
import { type ScriptedReply, scripted } from '../../../models/index.js';
import { ok, runToEnd, testTools } from '../../planner.contract.js';
import { readQueries } from '../queries/read-queries.js';
import { toolBenchPlanner } from '../search/toolbench-planner.js';
import { functionNames, publishedName } from './function-names.js';
import { offeredFunctions } from './offered-functions.js';
import { type FunctionSchema, printFunction } from './print-function.js';

const pack = fileURLToPath(new URL('../../../../../shared/data/toolbench/', import.meta.url));
const isThere = existsSync(`${pack}apis.jsonl`);

describe.skipIf(!isThere)(`names of ToolBench's APIs${isThere ? '' : ' (pack absent)'}`, () => {
  let apis: readonly Api[] = [];
  let byKey: ReadonlyMap<string, Api> = new Map();

  beforeAll(async () => {
    apis = await collectApis('toolbench', toolbenchImporter.read(`${pack}apis.jsonl`));
    byKey = new Map(apis.map(api => [api.id.slice('toolbench/'.length), api]));
  });

  it('are 2,490 distinct legal ones, of which 2,456 are those that were published', () => {
    const names = functionNames(apis);
    expect(new Set(names.values()).size).toBe(2_490);
    expect([...names.values()].every(name => /^[a-zA-Z0-9_-]{1,64}$/.test(name))).toBe(true);
    expect(apis.filter(api => names.get(api.id) === publishedName(api))).toHaveLength(2_456);
  });

  it('lead every candidate of every query to itself, by name and by its published name', () => {
    const queries = readQueries(readFileSync(`${pack}queries.dev.jsonl`, 'utf8'), 'queries');
    const seen = { slots: 0, wrong: 0, wrongAsPublished: 0, wrongByEnding: 0 };
    for (const { candidates = [] } of queries) {
      const offered = candidates.flatMap(each => (each.kind === 'key' ? (byKey.get(each.key) ?? []) : []));
      const functions = offeredFunctions(offered);
      for (const [name, api] of functions.apis) {
        seen.slots += 1;
        if (functions.find(name)?.api !== api) seen.wrong += 1;
        const other = functions.find(publishedName(api))?.api;
        if (other !== undefined && other !== api) seen.wrongAsPublished += 1;
        // ToolBench's own way: the first function whose name ends with the one that was called.
        const first = offered.find(each => publishedName(each).endsWith(publishedName(api)));
        if (first !== api) seen.wrongByEnding += 1;
      }
    }
    expect([queries.length, seen]).toEqual([400, { slots: 2_168, wrong: 0, wrongAsPublished: 0, wrongByEnding: 26 }]);
  });

  it('lead calls of whole runs to the APIs meant, each candidate of each of 40 queries called once', async () => {
    const queries = readQueries(readFileSync(`${pack}queries.dev.jsonl`, 'utf8'), 'queries').slice(0, 40);
    let wrong = 0;
    let calls = 0;
    for (const { query, candidates = [] } of queries) {
      const offered = candidates.flatMap(each => (each.kind === 'key' ? (byKey.get(each.key) ?? []) : []));
      const replies = [...offeredFunctions(offered).apis].map(
        ([name, api]): ScriptedReply => ({ name, arguments: {}, id: api.id }),
      );
      const finish = { name: 'Finish', arguments: { return_type: 'give_answer', final_answer: 'done' } };
      const tools = testTools(scripted([...replies, finish]), [], api => ok(api.id));
      const { events } = await runToEnd(toolBenchPlanner({ apis: offered, maxDepth: 100 }), tools, query);
      for (const event of events) {
        if (event.type !== 'call-end' || event.observation.status !== 'ok') continue;
        calls += 1;
        if (event.observation.body !== event.callId) wrong += 1;
      }
    }
    expect({ wrong, hasCalled: calls > 100 }).toEqual({ wrong: 0, hasCalled: true });
  });

  it('print functions to the letter as recorded runs were given them, where asked to', () => {
    const recorded = readFileSync(`${pack}dfs_traces.dev.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .flatMap(line => (JSON.parse(line) as { functions: FunctionSchema[] }).functions);
    const byName = new Map(apis.map(api => [publishedName(api), api]));
    const compared = recorded.flatMap(schema => {
      const api = byName.get(schema.name);
      return api === undefined ? [] : [[printFunction(api, schema.name, { asPublished: true }).definition, schema]];
    });
    const different = compared.filter(([own, theirs]) => JSON.stringify(own) !== JSON.stringify(theirs));
    expect([compared.length, different.map(([own, theirs]) => [own, theirs])]).toEqual([23, []]);
  });
});
