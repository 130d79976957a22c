import type { Analyzer } from './analyzer.js';
import { documentText } from './document-text.js';

/**
 * Runs of `[a-z0-9]` of the lower-cased text, nothing dropped and nothing stemmed, over the document text: the
 * tokenisation of published BM25 baselines (ToolBench's figures are made with it).
 */
export const plainAnalyzer: Analyzer = {
  name: 'plain',
  version: 1,
  fields: api => [{ text: documentText(api), weight: 1 }],
  words: text => text.toLowerCase().match(/[a-z0-9]+/g) ?? [],
  term: word => word,
};
