import { expect, it } from 'vitest';
import { pythonCall } from './python-call.js';

it.each([
  ["Search(query='a, b', k=3)", { name: 'Search', arguments: { query: 'a, b', k: 3 } }],
  [
    'Rent(equipment=medical ventilator, place=San Francisco)',
    { name: 'Rent', arguments: { equipment: 'medical ventilator', place: 'San Francisco' } },
  ],
  [
    "torch.hub.load(repo_or_dir='a/b', model='m', pretrained=True)",
    { name: 'torch.hub.load', arguments: { repo_or_dir: 'a/b', model: 'm', pretrained: true } },
  ],
  [
    "Book(days=['Mo', 'Tu'], to={'city': 'Oslo'})",
    { name: 'Book', arguments: { days: ['Mo', 'Tu'], to: { city: 'Oslo' } } },
  ],
  ['Now()', { name: 'Now', arguments: {} }],
  ["load('a', k=1)", { name: 'load', arguments: { k: 1 } }],
  ["Note(text=it's fine, k=2)", { name: 'Note', arguments: { text: "it's fine", k: 2 } }],
])('%s', (text, call) => {
  expect(pythonCall(text)).toEqual(call);
});

it.each(['', 'Search', '1 + 2', 'f(x'])('%s is no call', text => {
  expect(pythonCall(text)).toBeUndefined();
});
