import { expect, it } from 'vitest';
import { joinDetails } from './join-details.js';

it.each([
  [[], []],
  [['with age 70'], ['with age 70']],
  [['with age 70', 'with income 99'], ['with age 70 and income 99']],
  [
    ['in Oslo', 'with age 70', 'with income 99', 'with a budget of 5', 'for Ann'],
    ['in Oslo', 'with age 70, income 99 and a budget of 5', 'for Ann'],
  ],
  [
    ['with age 70', 'in Oslo', 'with income 99'],
    ['with age 70', 'in Oslo', 'with income 99'],
  ],
])('%j', (details, joined) => {
  expect(joinDetails(details)).toEqual(joined);
});
