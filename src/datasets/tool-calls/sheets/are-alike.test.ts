import { expect, it } from 'vitest';
import { areAlike } from './are-alike.js';
import { functionFor } from './small-pool.contract.js';

const at = (provider: string, name: string, description: string) => ({
  ...functionFor(name, description),
  id: `${provider}/${name}`,
  provider,
});

it.each([
  ['one name in two styles', at('a', 'get_user', 'x'), at('b', 'getUser', 'y'), true],
  [
    'one description from two providers',
    at('a', 'quote', 'Latest price of a share.'),
    at('b', 'price', 'The latest price of a share'),
    true,
  ],
  [
    'siblings of a provider',
    at('a', 'open_door', 'Opens a door of the house.'),
    at('a', 'close_door', 'Closes a door of the house.'),
    false,
  ],
  [
    'two versions at a provider',
    at('a', 'v1_list', 'Lists all invoices of a customer.'),
    at('a', 'v2_list', 'Lists all invoices of a customer'),
    true,
  ],
  ['no descriptions', at('a', 'one', ''), at('a', 'two', ''), false],
])('%s', (_title, first, second, alike) => {
  expect(areAlike(first, second)).toBe(alike);
  expect(areAlike(second, first)).toBe(alike);
});
