import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Api, collectApis, functionsImporter, toolboxSource } from '../catalog/index.js';
import { scripted } from '../models/index.js';
import { fusedOver, searchWithFit } from '../retrieval/index.js';
import { direct } from './direct/direct.js';
import { runToEnd, testApi, testTools } from './planner.contract.js';
import { askedShare } from './retrieve-turn.js';

const toolbox = await collectApis('toolbox', functionsImporter.read(toolboxSource));

/** Of the requests that a model would not be asked about. */
async function refused(apis: readonly Api[], requests: readonly string[]): Promise<string[]> {
  const retriever = await fusedOver(apis);
  const found: string[] = [];
  for (const request of requests) {
    const { fit } = await searchWithFit(retriever, request, 5);
    if (fit !== undefined && fit.probability < askedShare * fit.threshold) found.push(request);
  }
  return found;
}

describe('what a model is asked', () => {
  const own = toolbox.flatMap(({ examples }) => examples.flatMap(({ request }) => request ?? []));

  it('is everything that the toolbox answers, also in words that it does not know', async () => {
    const lines = readFileSync(new URL('../../examples/requests.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const everyday = lines.map(line => (JSON.parse(line) as { readonly request: string }).request);
    expect(own.length).toBeGreaterThan(toolbox.length - 1);
    expect(await refused(toolbox, [...own, ...everyday])).toEqual([]);
    const withoutExamples = toolbox.map(api => ({ ...api, examples: [] }));
    expect((await refused(withoutExamples, own)).length).toBeLessThanOrEqual(0.03 * own.length);
  });

  it('is not what nothing speaks of', async () => {
    const talk = ['Sing!', 'hello', 'play some jazz', 'good morning'];
    expect(await refused(toolbox, talk)).toEqual(talk);
  });
});

describe('retrieveTurn', () => {
  const apis = [testApi('add'), testApi('subtract')];
  const likely = (probability: number, minFit?: number) => {
    const tools = testTools(scripted([{ name: 'add', arguments: {} }]), apis);
    const retriever = { ...tools.retriever, fit: () => ({ probability, threshold: 0.5 }) };
    return { ...tools, retriever, ...(minFit === undefined ? {} : { minFit }) };
  };

  it('records what the retriever says of the fit, and lets models choose below its threshold', async () => {
    const { events, end } = await runToEnd(direct(), likely(0.4));
    expect(end).toEqual({ outcome: 'answered' });
    expect(events[2]).toEqual({
      type: 'retrieve-end',
      node: 0,
      retriever: 'fixed',
      hits: [
        { id: 'test/add', name: 'add', score: 2 },
        { id: 'test/subtract', name: 'subtract', score: 1 },
      ],
      fit: { probability: 0.4, threshold: 0.5 },
    });
  });

  it('names the words that nothing knows, and the nearest, where nothing is likely to fit', async () => {
    const { events, end } = await runToEnd(direct(), likely(0.004), 'does this add up to a Sonata for Ann?');
    expect(end).toEqual({ outcome: 'nothing-fits' });
    expect(events.at(-2)).toMatchObject({
      text: [
        'No API in the collection fits this request.',
        'Nothing near it speaks of: Sonata, Ann',
        'Nearest:',
        '  add: Does add.',
        '  subtract: Does subtract.',
      ].join('\n'),
    });
  });

  it('goes by the probability that is asked for', async () => {
    expect((await runToEnd(direct(), likely(0.001, 0))).end).toEqual({ outcome: 'answered' });
    expect((await runToEnd(direct(), likely(0.4, 0.45))).end).toEqual({ outcome: 'nothing-fits' });
  });
});
