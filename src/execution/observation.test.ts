import { describe, expect, it } from 'vitest';
import { describeObservation, type Outcome } from './observation.js';

describe('describeObservation', () => {
  it.each<[Outcome, string]>([
    [{ status: 'ok', body: '18 °C' }, '18 °C'],
    [{ status: 'ok', body: 'abc', fullLength: 9 }, 'abc\n[cut: 3 of 9 characters shown]'],
    [{ status: 'unknown-api', given: 'wether', candidates: ['weather'] }, 'No API named wether. Nearest: weather.'],
    [{ status: 'unknown-api', given: 'x', candidates: [] }, 'No API named x.'],
    [
      { status: 'bad-arguments', problems: ['missing required "city"', '"days" must be integer, not "x"'] },
      'Arguments rejected: missing required "city"; "days" must be integer, not "x".',
    ],
    [
      { status: 'bad-arguments', problems: ['unknown "a"; did you mean "b"?'] },
      'Arguments rejected: unknown "a"; did you mean "b"?',
    ],
    [{ status: 'denied', reason: 'the user said no' }, 'Not allowed: the user said no.'],
    [{ status: 'not-callable', reason: 'it is code' }, 'Cannot be called: it is code.'],
    [
      { status: 'missing-credential', scheme: 'my key', variable: 'KEY', provider: 'a.example' },
      `Needs the credential "my key". Set KEY, or store it: capuchin auth add a.example --scheme 'my key'`,
    ],
    [{ status: 'missing-credential', scheme: 'key', variable: 'KEY' }, 'Needs the credential "key". Set KEY.'],
    [{ status: 'http-error', httpStatus: 404, body: 'gone' }, 'HTTP 404: gone'],
    [
      { status: 'http-error', httpStatus: 500, body: 'oh', fullLength: 99 },
      'HTTP 500: oh\n[cut: 2 of 99 characters shown]',
    ],
    [{ status: 'failed', reason: 'No such city.' }, 'Failed: No such city.'],
    [{ status: 'timeout', afterMs: 30_000 }, 'No answer after 30000 ms.'],
  ])('%j', (seen, text) => {
    expect(describeObservation(seen)).toBe(text);
  });
});
