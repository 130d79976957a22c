import type { Embedder } from '../../models/index.js';

const dimensions = 512;

/** An embedder for tests: every word an axis of its own (nearly always), so that the cosine counts words in common. */
export function wordEmbedder(name = 'words'): Embedder & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    name,
    dimensions,
    asked,
    async embed(texts, _purpose, signal) {
      signal?.throwIfAborted();
      asked.push(...texts);
      return texts.map(vectorOf);
    },
  };
}

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
    let axis = 0;
    for (const letter of word) axis = (axis * 31 + letter.charCodeAt(0)) % dimensions;
    vector[axis] = (vector[axis] as number) + 1;
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map(component => component / length);
}
