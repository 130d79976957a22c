import { describe, expect, it } from 'vitest';
import { manualClock } from '../../base/index.js';
import { readPace } from './rate-headers.js';

const nowMs = Date.UTC(2026, 0, 1);
const clock = manualClock(nowMs);
const pace = (headers: Record<string, string>, status = 200) => readPace(status, headers, clock);

describe('readPace', () => {
  it('takes Retry-After from replies that turn a request away', () => {
    expect(pace({ 'retry-after': '7' }, 429)).toEqual({ quietMs: 7_000 });
    expect(pace({ 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 503)).toEqual({ quietMs: 30_000 });
    expect(pace({ 'retry-after': '7' }, 202)).toEqual({});
    expect(pace({ 'retry-after': 'soon' }, 429)).toEqual({});
  });

  it.each([
    [{ 'ratelimit-remaining': '3', 'ratelimit-reset': '20' }],
    [{ 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': String(nowMs / 1_000 + 20) }],
    [{ 'x-rate-limit-remaining': '3', 'x-rate-limit-reset': String(nowMs + 20_000) }],
    [{ 'x-ratelimit-remaining': '3, 7', 'x-ratelimit-reset': '19.2' }],
    [{ ratelimit: 'limit=100, remaining=3, reset=20' }],
    [{ ratelimit: '"burst";r=50;t=60, "second";r=3;t=20' }],
  ])('reads %j', headers => {
    expect(pace(headers)).toEqual({ left: { requests: 3, resetMs: 20_000 } });
  });

  it.each([
    [{ 'x-ratelimit-remaining': '3' }],
    [{ 'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': '5' }],
    [{ 'x-ratelimit-remaining': '1e99', 'x-ratelimit-reset': '5' }],
    [{ ratelimit: '"default";r=3' }],
    [{ ratelimit: 'nonsense' }],
    [{}],
  ])('passes over %j', headers => {
    expect(pace(headers as Record<string, string>)).toEqual({});
  });
});
