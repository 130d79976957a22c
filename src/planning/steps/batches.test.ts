import { describe, expect, it } from 'vitest';
import type { Api, Effect } from '../../catalog/index.js';
import { testApi } from '../planner.contract.js';
import { batchesOf } from './batches.js';

const effects: Record<string, Effect> = { read: 'read', look: 'read', set: 'reversible', send: 'irreversible' };
const offered: ReadonlyMap<string, Api> = new Map(
  Object.entries(effects).map(([name, effect]) => [name, { ...testApi(name), effect }]),
);

function batches(calls: readonly string[], concurrency = 4): string[] {
  const made = calls.map((text, i) => {
    const [name = '', args = '{}'] = text.split(' ');
    return { id: `${i}`, name, arguments: args };
  });
  return batchesOf(made, offered, concurrency).map(batch => batch.map(({ name }) => name).join('+'));
}

describe('batchesOf', () => {
  it('joins neighbours that only read; what changes something is alone and in its place', () => {
    expect(batches(['read', 'look', 'set', 'read', 'look {"a":1}', 'send', 'send'])).toEqual([
      'read+look',
      'set',
      'read+look',
      'send',
      'send',
    ]);
  });

  it('keeps the second of two equal calls for later, however it is written', () => {
    expect(batches(['read {"a":1,"b":2}', 'look', 'read {"b":2,"a":1}', 'look {"c":3}'])).toEqual([
      'read+look',
      'read+look',
    ]);
  });

  it('takes names that no API has for reads, and joins nothing where one call is made at a time', () => {
    expect(batches(['read', 'nowhere', 'look'])).toEqual(['read+nowhere+look']);
    expect(batches(['read', 'nowhere', 'look'], 1)).toEqual(['read', 'nowhere', 'look']);
    expect(batches([])).toEqual([]);
  });
});
