import { describe, expect, it } from 'vitest';
import { mayRepeat } from './retry-policy.js';

const reset = { unanswered: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) };

describe('mayRepeat', () => {
  it.each([
    ['GET', false, [429, 502, 503, 504, 'reset']],
    ['HEAD', false, [429, 502, 503, 504, 'reset']],
    ['OPTIONS', false, [429, 502, 503, 504, 'reset']],
    ['PUT', false, [429, 503, 'reset']],
    ['DELETE', false, [429, 503, 'reset']],
    ['POST', false, []],
    ['PATCH', false, []],
    ['POST', true, [429, 503, 'reset']],
    ['PATCH', true, [429, 503, 'reset']],
  ] as const)('after %s, with a key: %s, on %j', (method, hasKey, expected) => {
    const failures = [200, 400, 409, 429, 500, 502, 503, 504, 'reset'] as const;
    const repeated = failures.filter(failure =>
      mayRepeat(method, hasKey, failure === 'reset' ? reset : { status: failure }),
    );
    expect(repeated).toEqual(expected);
  });

  it('takes several failed connections for one, and leaves alone what does not pass', () => {
    const failed = (...errors: unknown[]) => ({ unanswered: new AggregateError(errors) });
    expect(mayRepeat('GET', false, failed(reset.unanswered, reset.unanswered))).toBe(true);
    expect(mayRepeat('GET', false, failed(reset.unanswered, new Error('certificate has expired')))).toBe(false);
    expect(mayRepeat('GET', false, { unanswered: 'nothing' })).toBe(false);
  });
});
