import { describe, expect, it } from 'vitest';
import { isObservation } from './is-observation.js';

const around = { provenance: 'live', elapsedMs: 1, coerced: [] };

describe('isObservation', () => {
  it.each([
    [{ status: 'ok', body: '', ...around }, true],
    [{ status: 'bad-arguments', problems: ['a'], ...around }, true],
    [{ status: 'timeout', afterMs: 1, ...around }, true],
    [{ status: 'ok', ...around }, false],
    [{ status: 'bad-arguments', problems: [1], ...around }, false],
    [{ status: 'constructor', ...around }, false],
    [{ status: 'ok', body: '', ...around, provenance: 'guessed' }, false],
    [{ status: 'ok', body: '' }, false],
    [null, false],
  ])('%j: %s', (value, is) => {
    expect(isObservation(value)).toBe(is);
  });
});
