import { describe, expect, it } from 'vitest';
import { boundedResponse } from './bounded-response.js';
import type { McpFailure } from './mcp-failure.js';

function bounded(body: string, contentType: string, maxBytes: number) {
  const told: McpFailure[] = [];
  const response = new Response(body, { status: 201, headers: { 'content-type': contentType } });
  return { told, response: boundedResponse(response, maxBytes, why => told.push(why)) };
}

describe('a bounded response', () => {
  it('is what it was within the limit', async () => {
    const { told, response } = bounded('hello', 'application/json', 5);
    expect([response.status, await response.text(), told]).toEqual([201, 'hello', []]);
  });

  it('fails over the limit', async () => {
    const { told, response } = bounded('hello!', 'application/json', 5);
    await expect(response.text()).rejects.toThrow(/more than 5 bytes/);
    expect(told).toHaveLength(1);
  });

  it.each(['data: 1\n\n', 'data: 1\r\n\r\n'])('has as many events as come, each within the limit: %j', async event => {
    const { response } = bounded(event.repeat(100), 'text/event-stream; charset=utf-8', 20);
    expect(await response.text()).toBe(event.repeat(100));
  });

  it('fails when an event is over the limit', async () => {
    const { response } = bounded(`data: 1\n\ndata: ${'x'.repeat(30)}`, 'text/event-stream', 20);
    await expect(response.text()).rejects.toThrow(/more than 20 bytes/);
  });
});
