import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../base/index.js';
import type { Api } from '../../../catalog/index.js';
import { lexicalOver } from '../../../retrieval/index.js';
import type { Ask } from '../function-pool.js';
import { apiPool } from './api-pool.js';

function api(key: string, description: string, more: Partial<Api> = {}): Api {
  return {
    id: `shop/${key}`,
    name: key,
    collection: 'shop',
    provider: 'shop.example',
    tool: 'orders',
    category: 'trade',
    title: key,
    description,
    parameters: {
      type: 'object',
      properties: { orderId: { type: 'string' }, 'X-Trace-Id': { type: 'string' } },
      required: ['orderId'],
    },
    effect: 'read',
    examples: [],
    source: { uri: 'test' },
    invocation: { kind: 'code', language: 'text', code: key },
    ...more,
  };
}

const apis = [
  api('getOrderTotal', 'Returns the order total of a customer.'),
  api('cancelOrder', 'Cancels an open order.'),
  api('status', 'Status.', { parameters: { type: 'object', properties: {} } }),
  api('hidden', 'Returns the order history of a customer.'),
  api('trackParcel', 'Tracks a parcel.', {
    examples: [{ request: 'Where is parcel 7?', arguments: { orderId: '7' } }, { arguments: { orderId: '8' } }],
  }),
];

async function poolOf(written?: ReadonlyMap<string, readonly Ask[]>) {
  return apiPool({
    name: 'shop',
    places: apis.filter(({ id }) => id !== 'shop/hidden'),
    load: ids => ids.flatMap(id => apis.find(each => each.id === id) ?? []),
    retriever: await lexicalOver(apis),
    ...(written === undefined ? {} : { written }),
  });
}

const functionOf = ({ id, provider, name, description, parameters }: Api) => ({
  id,
  provider,
  name,
  description,
  parameters,
});
const [total, cancel, status, , parcel] = apis.map(functionOf);

describe('apiPool', () => {
  it('asks with arguments that the request says, and names the required ones that it does not', async () => {
    const pool = await poolOf();
    for (let seed = 0; seed < 40; seed++) {
      const ask = pool.ask(total as never, seededRandom(seed));
      if (ask === undefined) continue;
      for (const value of Object.values(ask.arguments)) expect(ask.text).toContain(String(value));
      expect(ask.missing).toEqual(Object.hasOwn(ask.arguments, 'orderId') ? [] : ['orderId']);
    }
  });

  it('asks for nothing by a word that could be anything', async () => {
    const pool = await poolOf();
    expect(Array.from({ length: 10 }, (_, seed) => pool.ask(status as never, seededRandom(seed)))).toEqual(
      Array(10).fill(undefined),
    );
  });

  it('takes the examples of an API before requests made by rules', async () => {
    const pool = await poolOf();
    for (let seed = 0; seed < 20; seed++)
      expect(pool.ask(parcel as never, seededRandom(seed))).toMatchObject({
        text: expect.stringMatching(/where is parcel 7/i),
        arguments: { orderId: '7' },
      });
  });

  it('takes written requests before all others, and draws their APIs often', async () => {
    const ask: Ask = { text: 'Please call off my order', arguments: {}, missing: [] };
    const pool = await poolOf(new Map([['shop/cancelOrder', [ask]]]));
    expect(pool.ask(cancel as never, seededRandom(1))).toEqual(ask);
    const drawn = Array.from({ length: 100 }, (_, seed) => pool.draw(seededRandom(seed)).id);
    expect(drawn.filter(id => id === 'shop/cancelOrder').length).toBeGreaterThan(50);
  });

  it('finds what is near and may be used, without the function itself', async () => {
    const pool = await poolOf();
    const near = await pool.near(total as never, 'order total of a customer', 3);
    expect(near.map(({ id }) => id)).not.toContain('shop/getOrderTotal');
    expect(near.map(({ id }) => id)).not.toContain('shop/hidden');
    expect(near.map(({ id }) => id)).toContain('shop/cancelOrder');
    expect(pool.draw(seededRandom(1)).id).not.toBe('shop/hidden');
  });
});
