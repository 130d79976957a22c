export * from './metrics/coverage.js';
export * from './metrics/ndcg.js';
export * from './metrics/recall.js';
export * from './metrics/reciprocal-rank.js';
export * from './retrieval/evaluate-retrieval.js';
export * from './retrieval/retrieval-queries.js';
