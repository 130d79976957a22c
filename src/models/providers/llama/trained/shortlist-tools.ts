import type { ToolSpec } from '../../../chat-model.js';

/** More than the first are narrowed to the second: what the model was taught with. */
const mostTools = 8;
const shortlisted = 6;

/**
 * The tools a model of this size is shown, in the order given: all of up to 8, else the 6 that their retriever finds
 * likeliest, or, where it says nothing, those that share most of the request's rare words. Equal ones keep their order.
 */
export function shortlistTools(tools: readonly ToolSpec[], request: string): readonly ToolSpec[] {
  if (tools.length <= mostTools) return tools;
  const best = Math.max(...tools.map(tool => tool.relevance ?? 0));
  const scores = best > 0 ? tools.map(tool => tool.relevance ?? best) : sharedWords(tools, request);
  const places = tools.map((_, place) => place);
  const kept = new Set(places.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, shortlisted));
  return tools.filter((_, place) => kept.has(place));
}

/** For each tool, the rarity of the request's words that it has, summed. */
function sharedWords(tools: readonly ToolSpec[], request: string): readonly number[] {
  const wanted = wordsIn(request);
  const texts = tools.map(({ name, description, parameters }) =>
    wordsIn(`${name} ${description} ${Object.keys(parameters['properties'] ?? {}).join(' ')}`),
  );
  const rarity = new Map(
    [...wanted].map(word => [word, Math.log(1 + tools.length / (1 + texts.filter(text => text.has(word)).length))]),
  );
  return texts.map(text => [...rarity].reduce((sum, [word, weight]) => sum + (text.has(word) ? weight : 0), 0));
}

/** Words of at least two letters without endings, names taken apart. */
function wordsIn(text: string): ReadonlySet<string> {
  const words =
    text
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  return new Set(words.map(word => word.replace(/(?:ies|es|s|ing|ed|y|e)$/, '')).filter(word => word.length > 1));
}
