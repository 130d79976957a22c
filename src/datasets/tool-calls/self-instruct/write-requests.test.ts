import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../base/index.js';
import type { Api } from '../../../catalog/index.js';
import { scripted } from '../../../models/index.js';
import { parseWrittenRequests } from './parse-written-requests.js';
import { requestWriter } from './write-requests.js';

const api: Api = {
  id: 'mine/refund',
  name: 'create_refund',
  collection: 'mine',
  provider: 'mine',
  tool: 'payments',
  category: 'payments',
  title: 'createRefund',
  description: 'Gives money back.',
  parameters: {
    type: 'object',
    properties: {
      charge_id: { type: 'string' },
      amount: { type: 'number' },
      reason: { type: 'string', enum: ['duplicate', 'fraud'] },
    },
    required: ['charge_id'],
  },
  effect: 'irreversible',
  examples: [],
  source: { uri: 'test' },
  invocation: { kind: 'code', language: 'python', code: 'refund' },
};

const line = (request: string, args: object) => JSON.stringify({ request, arguments: args });

describe('requestWriter', () => {
  it('takes what holds up and counts the rest by reason', async () => {
    const good = 'Somebody stole my card, please send back the 20 dollars of ch_77.';
    const model = scripted([
      [
        'Here you are:',
        line(good, { amount: 20, reason: 'fraud', charge_id: 'ch_77' }),
        line(good, { charge_id: 'ch_77' }),
        line('create refund for ch_78 at once', { charge_id: 'ch_78' }),
        line('charge_id ch_79 back to the customer', { charge_id: 'ch_79' }),
        line('Money back for ch_80, twenty dollars.', { charge_id: 'ch_80', amount: 'twenty' }),
        line('Money back for the last one.', { charge_id: 'ch_81' }),
        line('back', { charge_id: 'back' }),
        'That is all.',
      ].join('\n'),
    ]);
    const { requests, refused } = await requestWriter(model).write(api, seededRandom(1));
    expect(requests).toEqual([{ request: good, arguments: { charge_id: 'ch_77', amount: 20, reason: 'fraud' } }]);
    expect(Object.keys(requests[0]?.arguments ?? {})).toEqual(['charge_id', 'amount', 'reason']);
    expect(refused).toEqual({
      repeated: 1,
      'gives-away': 2,
      'wrong-arguments': 1,
      'made-up-value': 1,
      'too-short-or-long': 1,
    });
  });

  it('asks for ten with three of the six examples, others for other random numbers', async () => {
    const model = scripted(['', '', '']);
    const writer = requestWriter(model);
    for (const seed of [1, 1, 2]) await writer.write(api, seededRandom(seed));
    const asked = model.requests.map(({ messages }) => messages[0]?.content ?? '');
    expect(asked[0]).toContain('write 10 requests');
    expect(asked[0]).toContain('create_refund(charge_id: string, amount?: number, reason?: string=[duplicate|fraud])');
    expect(asked[0]?.match(/"request":/g)).toHaveLength(4);
    expect(asked[0]).toBe(asked[1]);
    expect(asked[0]).not.toBe(asked[2]);
    expect(writer.fingerprint).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe('parseWrittenRequests', () => {
  it.each([
    ['nothing', 'I cannot.', 0],
    ['an array', `[${line('a', {})}, ${line('b', {})}, 3]`, 2],
    ['broken lines', `${line('a', {})}\n{"request": "b", "arguments": {"x": 1}\n${line('c', {})}`, 2],
    ['other objects', '{"request": 3, "arguments": {}} {"request": "a"}', 0],
  ])('reads %s', (_title, reply, least) => {
    expect(parseWrittenRequests(reply).length).toBeGreaterThanOrEqual(least);
  });
});
