import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../base/index.js';
import type { Observation } from '../../execution/index.js';
import { ok, runToEnd, testApi, testTools } from '../planner.contract.js';
import { givenPages } from './given-pages.js';
import { withoutModel } from './without-model.js';

const api = testApi('list', { page: { type: 'integer' } });

async function run(replies: readonly JsonValue[], limits = {}) {
  const see = (_api: unknown, args: JsonObject): Observation => {
    const value = replies[Math.min(Number(args['page'] ?? 1), replies.length) - 1] as JsonValue;
    if (value === 'gone') return { status: 'failed', reason: 'gone', provenance: 'live', elapsedMs: 0, coerced: [] };
    return { ...ok(JSON.stringify(value)), value } as Observation;
  };
  const { model: _model, ...tools } = testTools(withoutModel({} as never).model, [api], see);
  const { end, events } = await runToEnd(givenPages(api, {}, limits), withoutModel(tools));
  const answer = events.find(event => event.type === 'answer');
  const calls = events.filter(event => event.type === 'call-start').map(event => event.arguments);
  return { end, text: answer?.type === 'answer' ? answer.text : undefined, calls };
}

describe('givenPages', () => {
  it('makes each call of the record and answers with all pages', async () => {
    expect(await run([[1, 2], [3], []])).toEqual({
      end: { outcome: 'answered', reason: 'that was the last page' },
      text: '[1,2]\n[3]\n[]',
      calls: [{}, { page: 2 }, { page: 3 }],
    });
  });

  it('says why it stopped, and leaves a repeated page out', async () => {
    expect(await run([[1, 2], [3], []], { maxPages: 1 })).toMatchObject({
      end: { reason: 'there are further pages, and no more were wanted' },
      text: '[1,2]',
    });
    expect(await run([[1, 2]])).toEqual({
      end: { outcome: 'answered', reason: 'the host gives the same page again and again' },
      text: '[1,2]',
      calls: [{}, { page: 2 }],
    });
  });

  it('gives up with the page that fails', async () => {
    expect((await run([[1, 2], 'gone'])).end).toEqual({ outcome: 'gave-up', reason: 'Failed: gone.' });
  });
});
