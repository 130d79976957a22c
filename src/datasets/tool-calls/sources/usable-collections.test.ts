import { expect, it } from 'vitest';
import type { Collection } from '../../../catalog/index.js';
import { usableCollections } from './usable-collections.js';

const collection = (name: string, importer: string): Collection => ({
  name,
  importer,
  source: '',
  importedAt: '',
  apiCount: 1,
  fingerprint: '',
});
const known = [
  collection('apis-guru', 'apis-guru'),
  collection('bench', 'toolbench'),
  collection('bfcl', 'bfcl'),
  collection('mine', 'openapi'),
  collection('toolbox', 'functions'),
];

it('takes what is known to be permitted, or what is named', () => {
  expect(usableCollections(known, []).map(({ name }) => name)).toEqual(['apis-guru', 'toolbox']);
  expect(usableCollections(known, ['mine']).map(({ name }) => name)).toEqual(['mine']);
});

it.each([
  ['bench', 'not-permitted', 'research only'],
  ['bfcl', 'not-permitted', 'evaluations are made of'],
  ['mime', 'not-found', 'mine'],
])('refuses %s', (name, code, message) => {
  expect(() => usableCollections(known, [name])).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  );
});
