import { expect, it } from 'vitest';
import { accuracyOf } from './accuracy.js';

it('counts what was right and each kind of fault', () => {
  expect(accuracyOf([undefined, 'name', 'value', undefined, 'value'])).toEqual({
    accuracy: 0.4,
    total: 5,
    correct: 2,
    interval: [expect.closeTo(0.1176, 4), expect.closeTo(0.7693, 4)],
    errors: { value: 2, name: 1 },
  });
  expect(accuracyOf([])).toEqual({ accuracy: 0, total: 0, correct: 0, interval: [0, 1], errors: {} });
});
