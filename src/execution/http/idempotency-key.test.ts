import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import type { HttpInvocation } from '../../catalog/index.js';
import { callerSchema, keyArgument, withIdempotencyKey } from './idempotency-key.js';

function invocation(given: Partial<HttpInvocation> = {}): HttpInvocation {
  return { kind: 'http', method: 'POST', path: '/x', servers: [], parameters: [], security: [], ...given };
}

const header = (name: string) => [
  { argument: 'key', name, in: 'header' as const, style: 'simple' as const, explode: false },
];
const body = (name: string): HttpInvocation['body'] => ({
  contentType: 'application/json',
  required: true,
  shape: { kind: 'fields', arguments: { amount: 'amount', key: name } },
});

describe('keyArgument', () => {
  it.each(['Idempotency-Key', 'X-Idempotency-Key', 'idempotencyKey', 'idempotent-id', 'PayPal-Request-Id'])(
    'knows the header %s',
    name => {
      expect(keyArgument(invocation({ parameters: header(name) }))).toBe('key');
    },
  );

  it('knows members of the body, and nothing else', () => {
    expect(keyArgument(invocation({ body: body('idempotency_key')! }))).toBe('key');
    expect(keyArgument(invocation({ body: body('key')!, parameters: header('X-Request-Id') }))).toBeUndefined();
    expect(keyArgument(invocation({ method: 'PUT', parameters: header('Idempotency-Key') }))).toBeUndefined();
  });
});

describe('withIdempotencyKey', () => {
  const keyed = invocation({ parameters: header('Idempotency-Key') });

  it('makes a key where none was given, another for each call', () => {
    const random = seededRandom(1);
    const first = withIdempotencyKey(keyed, { a: 1 }, random);
    expect(first).toEqual({
      arguments: {
        a: 1,
        key: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      },
      hasKey: true,
      made: `key was made, as none was given: ${first.arguments['key']}`,
    });
    expect(withIdempotencyKey(keyed, { a: 1 }, random).arguments['key']).not.toBe(first.arguments['key']);
  });

  it('keeps the key that was given', () => {
    expect(withIdempotencyKey(keyed, { key: 'mine' }, seededRandom(1))).toEqual({
      arguments: { key: 'mine' },
      hasKey: true,
    });
  });

  it('makes none where nobody would look at it', () => {
    expect(withIdempotencyKey(invocation(), {}, seededRandom(1))).toEqual({ arguments: {}, hasKey: false });
  });
});

describe('callerSchema', () => {
  it('asks nobody for a key that can be made', () => {
    const parameters = { type: 'object', properties: {}, required: ['amount', 'key'] };
    const api = { parameters, invocation: invocation({ body: body('idempotency_key')! }) };
    expect(callerSchema(api)).toEqual({ ...parameters, required: ['amount'] });
    expect(callerSchema(api)).toBe(callerSchema(api));
    expect(callerSchema({ ...api, invocation: invocation() })).toBe(parameters);
  });
});
