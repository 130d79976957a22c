import { describe, expect, it } from 'vitest';
import { refusalError, saidIn } from './refusal.js';

const server = { server: 'https://h.example/v1', keyAdvice: 'give a key' };
const refuse = (status: number, body = '', more = {}) => refusalError(server, { status, body, ...more });

describe('refusalError', () => {
  it.each([
    [401, '{"error":{"message":"Incorrect API key"}}', 'answered 401: Incorrect API key (give a key)', false],
    [404, '{"error":"model not found"}', 'answered 404: model not found (check the base URL', false],
    [400, '{"detail":[{"loc":["body"]}]}', 'answered 400: [{"loc":["body"]}] (the server does not accept', false],
    [429, '{"message":"slow down"}', 'answered 429: slow down (too many requests', true],
    [429, '{"error":{"message":"x","code":"insufficient_quota"}}', 'no credit left', false],
    [502, '<html><head><title>502 Bad Gateway</title>', 'answered 502: an HTML page "502 Bad Gateway" (the', true],
    [503, 'plain\n\u001b[31mtext', 'answered 503: plain [31mtext (the server is in trouble', true],
    [413, '', 'answered 413 (the request is too large', false],
    [529, '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}', '529: Overloaded', true],
  ])('says what %i %s means', (status, body, message, retryable) => {
    const error = refuse(status, body);
    expect(error.message).toContain(message);
    expect(error).toMatchObject({ code: 'model-failed', status, retryable });
  });

  it('never follows a redirect, which could take the key elsewhere', () => {
    expect(refuse(308, '', { location: 'https://other.example/v1' }).message).toBe(
      'https://h.example/v1 answered 308 (it moved; give the address https://other.example/v1)',
    );
  });

  it('keeps the wait the server asks for', () => {
    expect(refuse(429, '', { retryAfterMs: 2_000 }).retryAfterMs).toBe(2_000);
  });
});

it('bounds what a server says', () => {
  expect(saidIn('x'.repeat(1_000)).text).toBe(`${'x'.repeat(300)}…`);
  expect(saidIn('{"error":{"type":"api_error"}}')).toEqual({ text: 'api_error', code: 'api_error' });
});
