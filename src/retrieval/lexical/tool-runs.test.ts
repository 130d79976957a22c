import { expect, it } from 'vitest';
import { toolRuns } from './tool-runs.js';

it('tells where documents of one tool stand together', () => {
  expect([...toolRuns(Uint32Array.of(4, 4, 0, 4, 4, 4, 1))]).toEqual([0, 2, 3, 6, 7]);
  expect([...toolRuns(Uint32Array.of())]).toEqual([0]);
});
