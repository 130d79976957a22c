import { describe, expect, it } from 'vitest';
import { choosePlanner, plannerOptions } from './choose-planner.js';

const features = { tools: true, schema: true, logprobs: true, seed: true };
const choose = (planner: string, given: readonly string[] = [], options = {}) =>
  choosePlanner({ planner, options, given });

describe('choosePlanner', () => {
  it('takes the one that is named, and otherwise the one that suits the model', () => {
    expect(choose('chain')(features).name).toBe('chain');
    expect(choose('auto')(features).name).toBe('dfsdt');
    expect(choose('auto')({ ...features, leavesOpen: true }).name).toBe('direct');
  });

  it('puts given options before others', () => {
    expect(choose('dfsdt', ['width=3', 'seed=7'], { seed: 1, k: 4 })(features).options).toMatchObject({
      width: 3,
      seed: 7,
      k: 4,
    });
  });

  it('finds what is wrong before there is a model', () => {
    expect(() => choose('chian')).toThrow('no planner named "chian"');
    expect(() => choose('dfsdt', ['widht=3'])).toThrow('has no option "widht"; did you mean "width"?; it has k, ');
  });
});

describe('plannerOptions', () => {
  const defaults = { width: 2, together: false, rule: 'toolbench', weights: [1, 2] };

  it('reads each by the type of its default', () => {
    const given = ['width=3', 'together=true', 'rule=a=b', 'weights=[3]'];
    expect(plannerOptions('p', defaults, given)).toEqual({ width: 3, together: true, rule: 'a=b', weights: [3] });
  });

  it.each(['width', 'width=', 'width=wide', 'width=-1', 'together=maybe', 'weights=x', '__proto__=1', 'toString=1'])(
    'refuses %s',
    given => {
      expect(() => plannerOptions('p', defaults, [given])).toThrow(/expected|has no option/);
    },
  );
});
