import { expect, it } from 'vitest';
import { requestStyle } from './request-style.js';

it.each([
  ['flights OSL LHR tomorrow', 'terse'],
  ['i need to know the weather in OSL right now', 'lower-case'],
  ['Could you find me a flight to Oslo?', 'polite'],
  ['What is the weather going to be like in Oslo?', 'question'],
  ["I'm freezing here. What is it like in Oslo?", 'chatty'],
  ['Find me flights from Oslo to Lisbon on May 3.', 'plain'],
])('%s: %s', (text, style) => {
  expect(requestStyle(text)).toBe(style);
});
