import { describe, expect, it } from 'vitest';
import type { Observation } from '../../execution/index.js';
import { ok } from '../planner.contract.js';
import type { CallSeen, Standing } from '../steps/standing.js';
import { wayScore } from './score.js';

const failed: Observation = { status: 'failed', reason: 'no', provenance: 'local', elapsedMs: 1, coerced: [] };
const seen = (observation: Observation): CallSeen => ({
  call: { id: 'c', name: 'look', arguments: '{}' },
  observation,
  isReused: false,
});

const root: Standing = {
  node: 0,
  depth: 0,
  messages: [],
  recorded: 0,
  observations: [],
  said: '',
  calls: [],
  deferred: [],
  outcome: 'open',
  idleSteps: 0,
  commitsHere: false,
};

/** A way of steps, each with one call that gave something or did not. */
function way(gave: readonly boolean[], last: Partial<Standing> = {}): Standing {
  const standing = gave.reduce<Standing>(
    (parent, isOk, i) => ({
      ...root,
      parent,
      node: i + 1,
      depth: i + 1,
      calls: [seen(isOk ? ok('yes') : failed)],
      idleSteps: isOk ? 0 : parent.idleSteps + 1,
    }),
    root,
  );
  return { ...standing, ...last };
}

describe('wayScore', () => {
  it('weighs what calls gave, sureness, depth and failures', () => {
    const confidence = { none: 0, meanLogprob: Math.log(0.8), minLogprob: -2 };
    expect(wayScore(way([true, false, true], { confidence }), 12)).toBeCloseTo(0.5975, 10);
    // Nothing is known of a first step but that it would change something: 0.6 / 2 + 0.25 / 2 + 0.15 / 12.
    expect(wayScore({ ...root, parent: root, depth: 1 }, 12)).toBeCloseTo(0.4375, 10);
  });

  it('goes up with what is gained and down with every failure in a row', () => {
    const order = [[true, true, true], [true, true], [true], [true, false], [false], [false, false]];
    const scores = order.map(gave => wayScore(way(gave), 12));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(scores.length);
  });
});
