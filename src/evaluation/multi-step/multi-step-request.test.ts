import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../base/index.js';
import { type Api, collectApis, functionsImporter, loadToolbox } from '../../catalog/index.js';
import { executeInFolder } from '../tool-calls/toolbox/execute-in-folder.js';
import { isRightAnswer } from './check-answer.js';
import { type MultiStepRequest, readMultiStepRequests } from './multi-step-request.js';
import { fittedTo, referencesIn, resolveArguments, valueAt, valueOfBody } from './planned-arguments.js';

const apis = new Map(
  (await collectApis('toolbox', functionsImporter.read('builtin:toolbox'))).map(api => [api.title, api]),
);
const requests = await readMultiStepRequests(resolve('examples/multi-step.jsonl'));
const execute = executeInFolder({ now: () => Date.UTC(2026, 0, 5, 12), seed: 0 });

/** What each call of a request's plan gives, as text. */
async function carryOut({ id, plan }: MultiStepRequest): Promise<readonly string[]> {
  const bodies: string[] = [];
  const values: JsonValue[] = [];
  for (const call of plan) {
    const api = apis.get(call.function) as Api;
    const args = resolveArguments(call.arguments, ({ from, path }) => {
      const value = valueAt(values[from] ?? null, path);
      if (value === undefined) throw new Error(`${id}: nothing is at ${path} of what call ${from} gave`);
      return value;
    });
    const seen = await execute(api, fittedTo(api.parameters, args), {});
    if (seen.status !== 'ok') throw new Error(`${id}: ${call.function} came to ${JSON.stringify(seen)}`);
    expect([id, seen.coerced]).toEqual([id, []]);
    bodies.push(seen.body);
    values.push(valueOfBody(seen.body));
  }
  return bodies;
}

describe('the multi-step requests', () => {
  it('are enough, in four styles, of two to four calls and many functions', async () => {
    expect(requests.length).toBeGreaterThanOrEqual(48);
    expect(new Set(requests.map(({ style }) => style))).toEqual(new Set(['terse', 'plain', 'chatty', 'messy']));
    expect(new Set(requests.map(({ plan }) => plan.length))).toEqual(new Set([2, 3, 4]));
    const functions = requests.flatMap(({ plan }) => plan.map(call => call.function));
    expect(functions.filter(name => !apis.has(name))).toEqual([]);
    expect(new Set(functions).size).toBeGreaterThanOrEqual(80);
    expect(new Set(requests.map(({ request }) => request)).size).toBe(requests.length);
  });

  it('need every call but the last for a later one', () => {
    for (const { id, plan } of requests) {
      const used = plan.map((call, place) => referencesIn(call).map(({ from }) => ({ from, place })));
      expect([id, used.flat().filter(({ from, place }) => from >= place)]).toEqual([id, []]);
      expect([id, new Set(used.flat().map(({ from }) => from)).size]).toEqual([id, plan.length - 1]);
    }
  });

  it('are answered by what the last call of the plan gives, and by no call before it', async () => {
    for (const request of requests) {
      const bodies = await carryOut(request);
      const right = bodies.map(body => isRightAnswer(body, request.answer));
      expect([request.id, right]).toEqual([request.id, bodies.map((_, place) => place === bodies.length - 1)]);
    }
  });

  it("put none of the functions' own examples", async () => {
    const own = (await loadToolbox()).flatMap(({ functions }) =>
      functions.flatMap(({ examples = [] }) => examples.map(({ request }) => request)),
    );
    expect(requests.filter(({ request }) => own.includes(request))).toEqual([]);
  });
});

describe('readMultiStepRequests', () => {
  const whole = {
    id: 'a',
    style: 'plain',
    request: 'do it',
    plan: [
      { function: 'f', arguments: {} },
      { function: 'g', arguments: { x: { from: 0, path: '' } } },
    ],
    answer: { contains: ['x', 2, ['y', 3]] },
  };
  const read = (...rows: unknown[]) => {
    const path = join(mkdtempSync(join(tmpdir(), 'capuchin-multi-step-')), 'rows.jsonl');
    writeFileSync(path, rows.map(row => JSON.stringify(row)).join('\n'));
    return readMultiStepRequests(path);
  };

  it('gives rows as they stand', async () => {
    expect(await read(whole, { ...whole, id: 'b', notes: 'n' })).toEqual([whole, { ...whole, id: 'b', notes: 'n' }]);
  });

  it.each([
    ['a request must be a JSON object', []],
    ['style must be a text', { ...whole, style: '' }],
    ['plan must be a list of two calls or more', { ...whole, plan: whole.plan.slice(1) }],
    ['a planned call must have arguments', { ...whole, plan: [{ function: 'f' }, {}] }],
    ['function must be a text', { ...whole, plan: [{ arguments: {} }, {}] }],
    ['answer must have contains or equals', { ...whole, answer: {} }],
    ['answer must be an object with contains or equals', { ...whole, answer: 'x' }],
    ['contains must be a list of texts, numbers, or lists', { ...whole, answer: { contains: [['x', ['y']]] } }],
    ['equals must be a text', { ...whole, answer: { equals: 2 } }],
    ['notes must be a text', { ...whole, notes: 1 }],
  ])('refuses rows: %s', async (reason, row) => {
    await expect(read(row)).rejects.toThrow(reason);
  });

  it('refuses an id that is there twice', async () => {
    await expect(read(whole, whole)).rejects.toThrow('the id a is there twice');
  });
});
