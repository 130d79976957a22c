import { expect, it } from 'vitest';
import { differences } from './differences.js';

it('names each place where two values differ', () => {
  const recorded = { messages: [{ role: 'user', content: 'a' }], seed: 1, stop: ['x'] };
  const asked = { messages: [{ role: 'user', content: 'b' }, { role: 'user' }], temperature: 0, stop: ['x'] };
  expect(differences(recorded, asked)).toEqual([
    'messages[0].content: recorded "a", asked "b"',
    'messages[1]: recorded nothing, asked {"role":"user"}',
    'seed: recorded 1, asked nothing',
    'temperature: recorded nothing, asked 0',
  ]);
  expect(differences(recorded, { stop: ['x'], seed: 1, messages: [{ content: 'a', role: 'user' }] })).toEqual([]);
});

it('bounds what it shows', () => {
  expect(differences('x'.repeat(500), 1)[0]).toHaveLength(': recorded '.length + 120 + '…, asked 1'.length);
});

it('does not take for there what every object inherits', () => {
  expect(differences({}, { toString: 1 })).toEqual(['toString: recorded nothing, asked 1']);
});
