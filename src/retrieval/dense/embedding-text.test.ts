import { describe, expect, it } from 'vitest';
import { sampleApi } from '../retriever.contract.js';
import { embeddingText, textHash } from './embedding-text.js';

describe('embeddingText', () => {
  it('makes the example of its comment', () => {
    const parameters = { type: 'object', properties: { order_id: {} } };
    const api = sampleApi('a/1', { tool: 'Shop', title: 'getOrderById', description: 'One order.', parameters });
    expect(embeddingText(api)).toBe('Shop. get Order By Id. One order. order id.');
  });

  it('adds what is known of the tool, and keeps titles that are words', () => {
    const api = sampleApi('a/1', {
      tool: 'GitHub',
      title: 'Search iOS apps',
      description: '  Finds\n apps…  ',
      toolDescription: 'About code',
      category: 'Development',
    });
    expect(embeddingText(api)).toBe('GitHub. Search iOS apps. Finds apps…. About code. Development.');
    expect(embeddingText(sampleApi('a/1', { title: 'list_all-users' }))).toBe('list all users.');
    expect(embeddingText(sampleApi('a/1'))).toBe('');
  });

  it('has at most 600 characters and ends with a whole one', () => {
    const toolDescription = `${'b'.repeat(192)}\u{1f412}`;
    const long = embeddingText(sampleApi('a/1', { title: 'x y', description: 'a'.repeat(500), toolDescription }));
    expect(long).toBe(`x y. ${'a'.repeat(400)}. ${'b'.repeat(192)}`);
  });
});

describe('textHash', () => {
  it('is the beginning of the SHA-256', () => {
    expect(Buffer.from(textHash('abc')).toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223');
  });
});
