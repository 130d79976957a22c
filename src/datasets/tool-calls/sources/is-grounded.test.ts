import { expect, it } from 'vitest';
import { isGrounded } from './is-grounded.js';

const request = 'My dog has been coughing since May 10th, 2020. Is it near San Francisco (id X7)?';

it.each([
  ['cough', true],
  ['2020-05-10', true],
  ['San Francisco', true],
  ['X7', true],
  [2020, true],
  [true, true],
  [['dogs', 'San Francisco'], true],
  [{ city: 'San Francisco' }, true],
  ['John Smith, 30, male', false],
  ['https://www.example.com/images/image1.jpg', false],
  [77, false],
  [['dog', 'cat'], false],
  ['', false],
])('%j: %s', (value, grounded) => {
  expect(isGrounded(value, [request])).toBe(grounded);
});
