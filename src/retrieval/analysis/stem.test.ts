import { expect, it } from 'vitest';
import { stem } from './stem.js';

it.each([
  ['convert', 'converts', 'converted', 'converting'],
  ['recipe', 'recipes'],
  ['plan', 'plans', 'planned', 'planning'],
  ['make', 'makes', 'making'],
  ['currency', 'currencies'],
  ['study', 'studies', 'studied', 'studying'],
  ['search', 'searches', 'searching'],
  ['call', 'calls', 'called', 'calling'],
  ['address', 'addresses'],
  ['box', 'boxes'],
  ['movie', 'movies'],
])('%s, %s …', (...forms) => {
  expect(new Set(forms.map(stem)).size).toBe(1);
});

it.each(['id', 'gas', 'status', 'analysis', 'string', 'sha256s', 'rings9', 'größen', 'bed', 'red'])(
  'leaves %s',
  word => {
    expect(stem(word)).toBe(word);
  },
);
