import { CapuchinError } from '../../base/index.js';
import { type FeatureName, featurePlace } from './feature-names.js';
import type { FusionWeights } from './fusion-weights.js';
import { packagedWeights } from './packaged-weights.js';

/** The retrievers with a learned second stage. */
export type FusionKind = 'fused' | 'hybrid';

/** What was learned elsewhere for each of them. */
export type WeightsByKind = { readonly [Kind in FusionKind]?: FusionWeights };

const denseFeatures: readonly FeatureName[] = ['dense', 'denseOfBest', 'denseRank', 'clauseDense'];

/** What the weights were learned for: those of `fused` have seen no dense arm, and its features count nothing in them. */
export function kindOfWeights({ model }: FusionWeights): FusionKind {
  return denseFeatures.some(feature => model.linear[featurePlace[feature]] !== 0) ? 'hybrid' : 'fused';
}

/**
 * The given weights, or else those that come with the package.
 *
 * @throws CapuchinError `unusable-weights` for weights that were learned for the other retriever.
 */
export async function weightsFor(kind: FusionKind, given: WeightsByKind = {}): Promise<FusionWeights> {
  const weights = given[kind];
  if (weights === undefined) return packagedWeights(kind);
  if (kindOfWeights(weights) === kind) return weights;
  const learned =
    kind === 'hybrid' ? 'without vectors, and hybrid orders by them, too' : 'with vectors, which fused has not';
  throw new CapuchinError(
    'unusable-weights',
    `these weights were learned ${learned} (${weights.made}); \`capuchin train retriever --retriever ${kind}\` makes such as are needed, and the setting retrieverWeights=packaged uses those of the package`,
  );
}
