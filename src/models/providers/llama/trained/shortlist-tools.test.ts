import { expect, it } from 'vitest';
import type { ToolSpec } from '../../../chat-model.js';
import { shortlistTools } from './shortlist-tools.js';

const tools = [
  'weather',
  'parcelTrack',
  'tides',
  'moon',
  'stocks',
  'news',
  'recipes',
  'flights',
  'hotels',
  'words',
].map(
  (name, place): ToolSpec => ({
    name,
    description: `About ${name}.`,
    parameters: { type: 'object' },
    relevance: place,
  }),
);
const names = (kept: readonly ToolSpec[]) => kept.map(each => each.name);

it('keeps up to eight as they are', () => {
  expect(names(shortlistTools(tools.slice(0, 8), 'x'))).toEqual(names(tools.slice(0, 8)));
});

it('keeps the six that are most relevant, in their order, and any whose relevance is not known', () => {
  const [first, ...others] = tools;
  const { relevance: _unknown, ...unknown } = first as ToolSpec;
  expect(names(shortlistTools([unknown, ...others], 'x'))).toEqual([
    'weather',
    'news',
    'recipes',
    'flights',
    'hotels',
    'words',
  ]);
});

it('compares words where nothing is said of relevance', () => {
  const plain = tools.map(({ relevance: _none, ...each }) => each);
  const kept = names(shortlistTools(plain, 'Track my parcel and find hotels'));
  expect(kept).toEqual(['weather', 'parcelTrack', 'tides', 'moon', 'stocks', 'hotels']);
});
