import type { Embedder } from '../../embedder.js';
import { splitIdentifiers } from '../split-identifiers.js';
import { unit } from '../unit.js';
import type { StaticModel } from './read-static-model.js';

/** Texts between two looks at the signal. */
const batch = 256;

/**
 * Vectors without a network to run: the weighted mean of the vectors of a text's tokens, made to length 1. Unknown tokens
 * do not count. Queries and documents are treated alike.
 *
 * Source: model2vec; Arora et al. 2017, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", section 3.
 */
export function staticEmbedder(model: StaticModel): Embedder {
  return {
    name: `static-${model.version}`,
    dimensions: model.dimensions,
    async embed(texts, _purpose, signal) {
      const vectors: Float32Array[] = [];
      for (const [place, text] of texts.entries()) {
        if (place % batch === 0) signal?.throwIfAborted();
        vectors.push(meanOf(staticTokens(text, model), model));
      }
      return vectors;
    },
  };
}

/** The tokens that count for a text, repetitions included. */
export function staticTokens(text: string, { tokenizer, limit, splitsIdentifiers }: StaticModel): readonly number[] {
  const { unknownId, ids } = tokenizer.options.vocabulary;
  const cut = limit === undefined ? text : firstCharacters(text, limit.characters);
  const tokens = tokenizer.encode(splitsIdentifiers ? splitIdentifiers(cut, ids) : cut);
  return tokens.slice(0, limit?.tokens).filter(token => token !== unknownId);
}

function meanOf(tokens: readonly number[], model: StaticModel): Float32Array {
  const { rows, dimensions, scales, weights, mapping } = model;
  const sum = new Float32Array(dimensions);
  for (const token of tokens) {
    const start = (mapping === undefined ? token : (mapping[token] as number)) * dimensions;
    const weight = weights === undefined ? 1 : (weights[token] as number);
    for (let i = 0; i < dimensions; i++) sum[i] = (sum[i] as number) + weight * (rows[start + i] as number);
  }
  if (scales !== undefined) for (let i = 0; i < dimensions; i++) sum[i] = (sum[i] as number) * (scales[i] as number);
  return unit(sum);
}

function firstCharacters(text: string, count: number): string {
  if (text.length <= count) return text;
  const cut = text.slice(0, 2 * count); // no character takes more than two units
  return Array.from(cut).slice(0, count).join('');
}
