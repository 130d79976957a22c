import { describe, expect, it } from 'vitest';
import { readServiceReply } from './service-reply.js';

const outcome = (error: string, response: unknown = '') =>
  readServiceReply({ error, response: response as string }).outcome;

describe('readServiceReply', () => {
  it('takes a response as it is: JSON, text of JSON, or text', () => {
    expect(outcome('', { price: 500 })).toMatchObject({ status: 'ok', value: { price: 500 } });
    expect(outcome('', '{"price": 500}')).toMatchObject({ status: 'ok', value: { price: 500 } });
    expect(outcome('', "{'price': 500}")).toMatchObject({ status: 'ok', body: "{'price': 500}" });
  });

  it.each(['404', 'unauthorized access to caves', 'the parameter was wrong', 'timed out in round 3'])(
    'does not take %j in a good response for a failure',
    response => {
      expect(outcome('', response)).toMatchObject({ status: 'ok', body: response });
    },
  );

  it.each([
    ['Unauthorized error...', 401],
    ['Unsubscribed error...', 403],
    ['Blocked error...', 403],
    ['API not working error...', 502],
    ['Gateway error...', 502],
    ['API temporarily not working error...', 504],
    ['Too many requests error...', 429],
    ['Rate limit error...', 429],
    ['Rate limit per minute error...', 429],
  ])('knows %s as HTTP %i', (error, httpStatus) => {
    expect(outcome(error, 'said the API')).toEqual({ status: 'http-error', httpStatus, body: 'said the API' });
    expect(outcome(error)).toEqual({ status: 'http-error', httpStatus, body: error });
  });

  it('tells wrong arguments, what failed, and what only looks like a failure', () => {
    expect(outcome('Tool input parse error...\nExpecting value')).toEqual({
      status: 'bad-arguments',
      problems: ['Tool input parse error...\nExpecting value'],
    });
    expect(outcome('Function executing f() error...\nTypeError')).toEqual({
      status: 'failed',
      reason: 'the server says: Function executing f() error...\nTypeError',
    });
    expect(readServiceReply({ error: 'Message error...', response: { errors: [], data: 1 } })).toMatchObject({
      outcome: { status: 'ok', value: { errors: [], data: 1 } },
      warnings: ['the server found the word "error" in the reply, which may or may not be one'],
    });
  });

  it.each([[[]], ['text'], [{}], [null]])('refuses %j', reply => {
    expect(readServiceReply(reply).outcome).toMatchObject({ status: 'failed' });
  });

  it('shortens what is too long', () => {
    const { outcome: cut } = readServiceReply({ error: '', response: Array.from({ length: 99 }, () => 'abc') }, 60);
    expect(cut).toMatchObject({ status: 'ok', fullLength: 595 });
  });
});
