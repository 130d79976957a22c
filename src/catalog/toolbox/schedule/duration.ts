import { Temporal } from 'temporal-polyfill';
import type { JsonObject } from '../../../base/index.js';

const longestSeconds = 3.2e13;

const secondsIn: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/** Seconds of an ISO 8601 duration, a clock time (`h:mm:ss`, `m:ss`) or English words and letters. */
function secondsOf(text: string): number {
  const given = text.trim();
  const seconds = isoSeconds(given) ?? clockSeconds(given) ?? wordSeconds(given);
  if (seconds === undefined) throw new Error(`"${text}" is not a length of time; write it as PT1H30M or 1 hour 30 min`);
  return seconds;
}

function isoSeconds(text: string): number | undefined {
  if (!/^[+-]?P/i.test(text)) return undefined;
  let duration: Temporal.Duration;
  try {
    duration = Temporal.Duration.from(text.toUpperCase());
  } catch {
    return undefined;
  }
  if (duration.years !== 0 || duration.months !== 0)
    throw new Error('years and months are not of one length; give days');
  return duration.total({ unit: 'seconds', relativeTo: '1970-01-01' });
}

function clockSeconds(text: string): number | undefined {
  const found = /^(?:(\d{1,6}):)?(\d{1,6}):([0-5]\d)$/.exec(text);
  if (found === null) return undefined;
  const [, hours = '0', minutes, seconds] = found;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function wordSeconds(text: string): number | undefined {
  const part =
    /\s*(\d{1,9}(?:\.\d{1,6})?)\s*(weeks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)\b(?:\s*(?:,|and)\s*)*/iy;
  let seconds = 0;
  do {
    const [, count, unit] = part.exec(text) ?? [];
    if (unit === undefined) return undefined;
    seconds += Number(count) * (secondsIn[unit.slice(0, 1).toLowerCase()] ?? 0);
  } while (part.lastIndex < text.length);
  return seconds;
}

/** A length of time in several units, four decimals; days are of 24 hours. */
export function describeDuration(text: string): JsonObject {
  return described(secondsOf(text));
}

export function addDurations(texts: readonly string[]): JsonObject {
  return described(texts.map(secondsOf).reduce((sum, seconds) => sum + seconds, 0));
}

function described(seconds: number): JsonObject {
  if (Math.abs(seconds) > longestSeconds) throw new Error('the length of time is over a million years');
  const balanced = Temporal.Duration.from({ milliseconds: Math.round(seconds * 1000) }).round({ largestUnit: 'days' });
  const parts = (['days', 'hours', 'minutes', 'seconds'] as const)
    .map(unit => ({ unit, count: Math.abs(balanced[unit]) }))
    .filter(({ count }) => count > 0)
    .map(({ unit, count }) => `${count} ${count === 1 ? unit.slice(0, -1) : unit}`);
  const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
  return {
    iso: balanced.toString(),
    seconds,
    minutes: rounded(seconds / 60),
    hours: rounded(seconds / 3600),
    days: rounded(seconds / 86_400),
    words: parts.length === 0 ? '0 seconds' : `${seconds < 0 ? 'minus ' : ''}${parts.join(', ')}`,
  };
}
