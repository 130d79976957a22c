import { expect, it } from 'vitest';
import { licenceNames, licenceOf, statedLicence } from './stated-licence.js';

it.each([
  ['It is licensed under Apache 2.0.', 'apache-2.0'],
  ['Released under the MIT licence', 'mit'],
  ['Licensed under cc-by-nc-4.0.', 'cc-by-nc'],
  ['content is licensed under the [CC-BY-SA 3.0](https://x)', 'cc-by-sa'],
  ['available under the [CC0', 'cc0'],
  ['Checks licensed drivers under 18', undefined],
  ['Code is licensed under MIT, data is licensed under ODbL.', undefined],
  ['licensed under our terms', undefined],
])('%s: %s', (text, licence) => {
  expect(statedLicence(text, 'description')?.value).toBe(licence);
});

it('knows its own names', () => {
  expect(licenceNames.map(licenceOf)).toEqual(licenceNames);
});
