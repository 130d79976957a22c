import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../base/index.js';
import type { Api } from '../../../catalog/index.js';
import { reply, scripted } from '../../../models/index.js';
import { testApi } from '../../planner.contract.js';
import { readDropped } from './by-model.js';
import { filteredReply, withoutPaths } from './filtered-reply.js';
import type { Consult, Shortening } from './shortening.js';
import { shortenings } from './shortenings.js';

const api: Api = {
  ...testApi('now'),
  invocation: { kind: 'toolbench', category: 'Weather', tool: 'Skies', api: 'Now' },
  document:
    'Weather, Skies, Now, has , required_params: in it, required_params: [], optional_params: [], return_schema: {"temp": "int"}',
};

async function shorten(shortening: Shortening, value: JsonValue, consult: Consult, key = '1/a'): Promise<JsonValue> {
  const steps = shortening.shorten({ api, value, key, maxCharacters: 20 }, consult);
  for (;;) {
    const next = await steps.next();
    if (next.done) return next.value;
  }
}

const nobody: Consult = async function* () {
  yield* [];
  throw new Error('no model is asked');
};

const long = { temp: 4, icon: 'x'.repeat(50), place: { name: 'Oslo', hash: 'u4x' } };

describe('shortenings by rule', () => {
  it('leave all, or drop what the source has no example of', async () => {
    expect(await shorten(shortenings.truncate(), long, nobody)).toEqual(long);
    expect(await shorten(shortenings.filter(), long, nobody)).toEqual({ temp: 4 });
  });

  it('draw lots, the same for the same seed', async () => {
    const draw = async (seed: number) => {
      const drawn = Array.from({ length: 40 }, (_, i) => shorten(shortenings.random({ seed }), long, nobody, `${i}`));
      return (await Promise.all(drawn)).map(value => Object.keys(value as object).length === 1);
    };
    const drawn = await draw(1);
    expect(drawn).toEqual(await draw(1));
    expect(drawn).not.toEqual(await draw(2));
    expect(drawn.filter(Boolean).length).toBeGreaterThan(10);
  });
});

describe('a model', () => {
  it('is asked once for an API, and only for replies that are too long', async () => {
    const model = scripted(['Sure: {"drop": ["icon", "place.hash"]}']);
    const consult: Consult = async function* ({ messages }) {
      yield* [];
      return reply(model, { messages });
    };
    const shortening = shortenings.model();
    expect(await shorten(shortening, { temp: 4 }, consult)).toEqual({ temp: 4 });
    const kept = { temp: 4, place: { name: 'Oslo' } };
    expect(await Promise.all([1, 2].map(() => shorten(shortening, long, consult)))).toEqual([kept, kept]);
    expect(model.requests).toHaveLength(1);
    expect(model.requests[0]?.messages[0]?.content).toContain('Reply: {"temp":4,"icon":"xxx');
  });

  it.each([
    ['{"drop": ["a[].b", 3]}', ['a.b']],
    ['["a"]', ['a']],
    ['nothing to drop', []],
  ])('that says %s', (said, paths) => {
    expect(readDropped(said)).toEqual(paths);
  });
});

it('holds the items of lists against the first item of the template', () => {
  const template = { data: [{ id: 'int' }, { _list_length: 9 }], tags: ['str'] };
  const value = { data: [{ id: 1, x: 2 }, 5], tags: ['a', 'b'], more: true };
  expect(filteredReply(value, template)).toEqual({ data: [{ id: 1 }, 5], tags: ['a', 'b'] });
  expect(filteredReply('text', template)).toBe('text');
  expect(filteredReply(value, 'cut off {"da')).toEqual(value);
});

it('passes through lists on the way of a path', () => {
  expect(withoutPaths({ a: [{ b: 1, c: 2 }], d: { e: 1 } }, ['a.b', 'd'])).toEqual({ a: [{ c: 2 }] });
});
