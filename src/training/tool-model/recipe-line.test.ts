import { expect, it } from 'vitest';
import { recipeStep } from './recipe-line.js';

it('reads the steps of a run', () => {
  const first = 'step 1  0.0 %  loss 1.2904  rate 8.00e-06  norm 0.77  30 tokens/s  41 examples  nan min left';
  const later = 'step 10  6.4 %  loss 0.4359  rate 7.99e-04  norm 0.31  404 tokens/s  507 examples  79 min left';
  expect(recipeStep(first)).toEqual({ step: 1, percent: 0, loss: 1.2904, tokensPerSecond: 30 });
  expect(recipeStep(later)).toEqual({ step: 10, percent: 6.4, loss: 0.4359, tokensPerSecond: 404, minutesLeft: 79 });
});

it.each(['held out: overall 0.0 % of 301, loss 1.344', 'training: 8573 sheets', ''])(
  'takes no other line: %s',
  line => {
    expect(recipeStep(line)).toBeUndefined();
  },
);
