import { expect, it } from 'vitest';
import { renderTools } from './render-tools.js';

const tools = [
  { name: 'add', description: 'Adds.', parameters: { type: 'object', properties: { a: { type: 'number' } } } },
  { name: 'now', description: 'The time.\nIn UTC.', parameters: { type: 'object' } },
];

it('shows one signature a line', () => {
  expect(renderTools(tools)).toBe('add(a?: number) - Adds.\nnow() - The time. In UTC.');
  expect(renderTools([])).toBe('');
});

it('keeps each within its bound', () => {
  expect(renderTools(tools, { maxTokensEach: 5 })).toBe('add(…) - Adds.\nnow() - The ti…');
});
