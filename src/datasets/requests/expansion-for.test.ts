import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { expansionFor } from './expansion-for.js';

function apiOf(given: Partial<Api>): Api {
  return {
    id: 'c/key',
    name: 'name',
    collection: 'c',
    provider: '',
    tool: '',
    category: '',
    title: '',
    description: '',
    parameters: { type: 'object' },
    effect: 'read',
    examples: [],
    source: { uri: 'test' },
    invocation: { kind: 'function', module: 'test', function: 'test' },
    ...given,
  };
}

describe('expansionFor', () => {
  it('says what an API does in other words', () => {
    const texts = expansionFor(apiOf({ description: 'Deletes an image of a customer.' }));
    expect(texts.length).toBeGreaterThanOrEqual(3);
    expect(texts.length).toBeLessThanOrEqual(5);
    expect(texts.join('\n')).toMatch(/picture/);
    expect(texts.join('\n')).toMatch(/buyer|client/);
    expect(texts.join('\n')).toMatch(/remove|get rid of|erase|take out|clear out|throw away/);
  });

  it('repeats no text that only another verb of looking would make new', () => {
    expect(expansionFor(apiOf({ description: 'Returns the sittings.' }))).toHaveLength(1);
  });

  it('is the same each time, bounded, and nothing of nothing', () => {
    const api = apiOf({ title: 'x'.repeat(5_000), description: `Returns the ${'very '.repeat(3_000)}long list.` });
    expect(expansionFor(api)).toEqual(expansionFor(api));
    for (const text of expansionFor(api)) expect(text.length).toBeLessThanOrEqual(160);
    expect(expansionFor(apiOf({}))).toEqual([]);
  });
});
