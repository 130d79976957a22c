import { expect, it } from 'vitest';
import { echoArguments } from './echo-arguments.js';

it('puts arguments where fields are named like them, at the least depth', () => {
  const reply = {
    user: { userId: 3, name: 'x' },
    items: [{ user_id: 4, id: 1 }],
    page: 'one',
    id: 9,
    deep: { deeper: { name: 'y' } },
  };
  expect(echoArguments(reply, { user_id: 7, name: 'Ann', page: 2, id: 5, other: { id: 1 } })).toEqual({
    user: { userId: 7, name: 'Ann' },
    items: [{ user_id: 7, id: 1 }],
    page: 'one',
    id: 5,
    deep: { deeper: { name: 'y' } },
  });
});

it('leaves a reply alone that has no such field', () => {
  const reply = [{ a: 1 }];
  expect(echoArguments(reply, { b: 2 })).toBe(reply);
});

it('changes only what repeated the arguments before', () => {
  const reply = { path: 'a.txt', name: 'a.txt', size: 3 };
  expect(echoArguments(reply, { path: 'b.txt', size: 9 }, { path: 'a.txt', size: 4 })).toEqual({
    ...reply,
    path: 'b.txt',
  });
});
