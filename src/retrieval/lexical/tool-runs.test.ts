import { expect, it } from 'vitest';
import { toolRuns } from './tool-runs.js';

it('tells where documents of one tool stand together', () => {
  const together = Uint32Array.from({ length: 40 }, (_, document) => (document < 12 ? 4 : document < 31 ? 0 : 4));
  expect(toolRuns(together)).toEqual({ starts: Uint32Array.of(0, 12, 31, 40), areOfOneTool: true });
});

it('takes all as one stretch where those of other tools stand between them', () => {
  const mixed = Uint32Array.from({ length: 40 }, (_, document) => document % 3);
  expect(toolRuns(mixed)).toEqual({ starts: Uint32Array.of(0, 40), areOfOneTool: false });
  expect(toolRuns(Uint32Array.of()).starts.at(-1)).toBe(0);
});
