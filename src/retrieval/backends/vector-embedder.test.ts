import { expect, it } from 'vitest';
import { wordEmbedder } from '../../../test/word-embedder.js';
import { vectorEmbedder } from './vector-embedder.js';

it('opens the embedder where vectors are wanted, and only there', async () => {
  const made = wordEmbedder('weather');
  const embedder = async () => made;
  expect(await vectorEmbedder({ embedder, backends: { vectors: true } })).toBe(made);
  const unwanted = () => Promise.reject(new Error('opened'));
  expect(await vectorEmbedder({ embedder: unwanted, backends: { vectors: false } })).toBeUndefined();
  expect(await vectorEmbedder({ embedder: unwanted })).toBeUndefined();
  await expect(vectorEmbedder({ backends: { vectors: true } })).rejects.toThrow('need an embedder');
});
