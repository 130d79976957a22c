import { expect, it } from 'vitest';
import { apiAnalyzer } from '../analysis/api-analyzer.js';
import { sampleApi } from '../retriever.contract.js';
import { countApiTerms, countTerms, remembering } from './count-terms.js';

it('counts what is left of the words of a request', () => {
  expect([...countTerms(apiAnalyzer, 'Convert the currencies, converting a currency')]).toEqual([
    ['convert', 2],
    ['currenci', 2],
  ]);
  expect([...countTerms(apiAnalyzer, 'of the')]).toEqual([]);
});

it('counts the words of an API by the weight of the field they stand in', () => {
  const api = sampleApi('a/1', { title: 'listRefunds', description: 'Refunds of a customer' });
  const counts = countApiTerms(apiAnalyzer, api);
  expect([counts.get('refund'), counts.get('customer'), counts.get('of')]).toEqual([3, 1, undefined]);
});

it('remembers what words become', () => {
  const asked: string[] = [];
  const analyzer = remembering({ ...apiAnalyzer, term: word => apiAnalyzer.term(asked[asked.push(word) - 1] ?? '') });
  expect([...countTerms(analyzer, 'the cities of the city')]).toEqual([['citi', 2]]);
  expect(asked).toEqual(['the', 'cities', 'of', 'city']);
});
