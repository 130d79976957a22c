import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { withFilterOptions } from './filter-options.js';

const parsed = (...args: string[]) =>
  withFilterOptions(new Command('x').exitOverride().configureOutput({ writeErr: () => {} }))
    .parse(args, { from: 'user' })
    .opts();

describe('withFilterOptions', () => {
  it('gathers repeated options', () => {
    expect(parsed('--provider', 'a', '--provider', 'b', '--effect', 'read', '--effect', 'reversible')).toEqual({
      provider: ['a', 'b'],
      effect: ['read', 'reversible'],
    });
    expect(parsed('--category', 'x', '--authorized')).toEqual({ category: ['x'], authorized: true });
    expect(parsed()).toEqual({});
  });

  it('refuses an effect that is none', () => {
    expect(() => parsed('--effect', 'red')).toThrow('Allowed choices are read, reversible, irreversible.');
  });
});
