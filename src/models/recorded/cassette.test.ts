import { expect, it } from 'vitest';
import { requestFingerprint } from './cassette.js';

it('takes a request for the same whatever its tools score, and for another with other tools', () => {
  const tool = { name: 'add', description: 'Adds.', parameters: { type: 'object' } };
  const of = (...tools: (typeof tool & { relevance?: number })[]) => requestFingerprint('m', { messages: [], tools });
  expect(of({ ...tool, relevance: 1 })).toBe(of({ ...tool, relevance: 7 }));
  expect(of({ ...tool, relevance: 1 })).toBe(of(tool));
  expect(of(tool)).not.toBe(of({ ...tool, name: 'sum' }));
});
