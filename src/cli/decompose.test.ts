import { expect, it } from 'vitest';
import { scripted } from '../models/index.js';
import { splitBy } from './decompose.js';

const request = 'Find a hotel in Oslo and convert 100 euros to kroner';
const never = async () => {
  throw new Error('no model is needed');
};
const { signal } = new AbortController();

it('leaves requests to the rules of the retriever, or leaves them whole', async () => {
  expect(splitBy('rules', never, signal)).toEqual({});
  expect(await splitBy('off', never, signal).split?.(request)).toEqual([request]);
});

it('opens the model once, with the first request', async () => {
  const model = scripted(() => 'find a hotel in Oslo\nconvert 100 euros');
  let opened = 0;
  const open = async () => {
    opened += 1;
    return model;
  };
  const { split } = splitBy('model', open, signal);
  expect(opened).toBe(0);
  expect(await split?.(request)).toEqual(['find a hotel in Oslo', 'convert 100 euros']);
  await split?.(request);
  expect(opened).toBe(1);
});
