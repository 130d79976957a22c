import type { Api } from '../../catalog/index.js';
import { markdownBlocks } from './blocks.js';
import { longDescriptionCharacters } from './openapi-parts.js';
import type { Passage } from './passage.js';
import { splitPassages } from './split-passages.js';

/** What an API says of itself at length, in passages; none where it is brief. Equal for equal APIs. */
export function apiPassages(api: Api): readonly Passage[] {
  if (api.description.length <= longDescriptionCharacters) return [];
  const { collection, tool, title, id } = api;
  const headings = [tool, title].filter(text => text !== '');
  const about = { collection, ...(tool === '' ? {} : { tool }), api: id };
  return splitPassages(markdownBlocks(api.description, headings)).map(passage => ({ ...passage, about }));
}

/** Of the passage with this number. */
export function apiPassageId(api: string, number: number): string {
  return `${api}#${number}`;
}

export function readApiPassageId(id: string): { readonly api: string; readonly number: number } {
  const at = id.lastIndexOf('#');
  return { api: id.slice(0, at), number: Number(id.slice(at + 1)) };
}
