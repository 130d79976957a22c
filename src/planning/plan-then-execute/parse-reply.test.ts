import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../base/index.js';
import type { Observation } from '../../execution/index.js';
import { type ChatRequest, type ScriptedReply, scripted } from '../../models/index.js';
import { ok, runToEnd, testApi, testTools } from '../planner.contract.js';
import { planThenExecute } from './plan-then-execute.js';

const film = { ...testApi('search_movie'), returns: { type: 'object', properties: { results: { type: 'array' } } } };
const value: JsonValue = {
  page: 1,
  results: Array.from({ length: 40 }, (_, i) => ({ id: i, title: `Film ${i}`, overview: 'x'.repeat(80) })),
};
const long: Observation = { ...ok(JSON.stringify(value)), value } as Observation;
const select =
  (...paths: string[]) =>
  (request: ChatRequest) => ({
    name: 'read_result',
    arguments: { call: /Id of the call: (\S+)/.exec(request.messages[1]?.content ?? '')?.[1] ?? '', select: paths },
  });

async function parse(seen: Observation, parsing: ((request: ChatRequest) => ScriptedReply)[], api = film) {
  const said = [
    () => 'Find the id of Film 7.',
    () => 'search_movie to find it',
    () => ({ name: 'search_movie', arguments: {} }),
    ...parsing,
    () => 'Final Answer: 7',
  ];
  const model = scripted((request, index) => said[index]?.(request) ?? 'never said');
  const { events, end } = await runToEnd(
    planThenExecute(),
    testTools(model, [api], () => seen),
  );
  expect(end).toEqual({ outcome: 'answered' });
  const shown = model.requests.at(-1)?.messages.at(-1)?.content ?? '';
  const result = /API response: ([\s\S]*)\n\nPlan step 2:$/.exec(shown)?.[1];
  const asked = model.requests.slice(3, -1);
  return { result, asked, events };
}

describe('the parser of responses', () => {
  it('is not asked for short replies', async () => {
    const { result, asked } = await parse(ok('{"id": 7}'), []);
    expect(result).toBe('<observation status="ok" provenance="local">\n{"id": 7}\n</observation>');
    expect(asked).toEqual([]);
  });

  it('picks fields by paths that the model writes from the schema of replies', async () => {
    const { result, asked, events } = await parse(long, [select("results[?title=='Film 7'].id")]);
    expect(result).toBe('<observation status="ok" provenance="local">\n[\n  7\n]\n</observation>');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ tools: [{ name: 'read_result' }], toolChoice: { name: 'read_result' } });
    expect(asked[0]?.messages[1]?.content).toMatch(/Its replies are of this JSON Schema:\n\{"type":"object"/);
    expect(events.filter(event => event.type === 'model-start').at(3)).toMatchObject({ role: 'parser', parent: 3 });
    expect(events.filter(event => event.type === 'call-start').map(event => event.name)).toEqual([
      'search_movie',
      'read_result',
    ]);
  });

  it('is shown how the reply begins when its paths are wrong or find nothing', async () => {
    for (const wrong of ['results[', 'films[].id', '[results[0].missing]']) {
      const { result, asked } = await parse(long, [select(wrong), select('results[7].title')]);
      expect(result).toContain('Film 7');
      const shapes = asked.map(request => request.messages[1]?.content ?? '');
      expect(shapes[0]).toContain('JSON Schema');
      expect(shapes[1]).toContain('How its reply begins:\n<observation status="ok"');
      expect(shapes[1]?.length).toBeLessThan(2_500);
    }
  });

  it('reads a longer piece itself in the end, and at once where there are no fields', async () => {
    const { result, asked } = await parse(long, [select('a'), select('b'), () => 'Film 7 has the id 7.']);
    expect(result).toBe('Film 7 has the id 7.');
    expect(asked[2]?.tools).toBeUndefined();
    const text = 'Film 7 has the id 7. '.repeat(1_000);
    const read = await parse({ ...ok(text), value: text } as Observation, [() => 'x'.repeat(3_000)]);
    expect(read.result).toBe('x'.repeat(2_000));
    expect(read.asked[0]?.messages[1]?.content.length).toBeLessThan(8_500);
  });

  it('has only the beginning to go by where an API says nothing of its replies', async () => {
    const { returns: _returns, ...silent } = film;
    const { asked } = await parse(long, [select('nothing'), () => 'It is 7.'], silent as typeof film);
    expect(asked).toHaveLength(2);
    expect(asked[0]?.messages[1]?.content).toContain('How its reply begins:');
  });
});
