import { describe, expect, it } from 'vitest';
import { sampleApi } from '../retriever.contract.js';
import { apiPassageId, apiPassages, readApiPassageId } from './api-passages.js';

describe('apiPassages', () => {
  it('are of long descriptions only', () => {
    const api = { tool: 'Pets', title: 'list', collection: 'a' };
    expect(apiPassages(sampleApi('a/1', { ...api, description: 'x '.repeat(300) }))).toEqual([]);
    const [passage, ...others] = apiPassages(sampleApi('a/1', { ...api, description: `${'x '.repeat(300)}y` }));
    expect(passage).toMatchObject({
      headings: ['Pets', 'list'],
      about: { collection: 'a', tool: 'Pets', api: 'a/1' },
    });
    expect(others).toHaveLength(1);
  });

  it('have ids that lead back', () => {
    expect(readApiPassageId(apiPassageId('a/GET /x#Action=y', 12))).toEqual({ api: 'a/GET /x#Action=y', number: 12 });
  });
});
