import type { Embedder } from '../src/models/index.js';

/** One dimension for each group of words that mean the same; other words are unknown. */
export function wordEmbedder(...groups: readonly string[]): Embedder & { readonly embedded: string[] } {
  const meanings = groups.map(group => new Set(group.split(' ')));
  const embedded: string[] = [];
  return {
    name: `words:${groups.join('|')}`,
    dimensions: groups.length,
    embedded,
    async embed(texts, purpose) {
      if (purpose === 'document') embedded.push(...texts);
      return texts.map(text => {
        const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
        const counts = Float32Array.from(meanings, meaning => words.filter(word => meaning.has(word)).length);
        const length = Math.hypot(...counts);
        return length === 0 ? counts : counts.map(count => count / length);
      });
    },
  };
}
