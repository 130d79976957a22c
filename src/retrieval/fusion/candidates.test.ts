import { describe, expect, it } from 'vitest';
import { lexicalIndexOver } from '../lexical/lexical-retriever.js';
import { sampleApi } from '../retriever.contract.js';
import { candidatesOf, wholeDepth } from './candidates.js';
import { featureCount, featureNames, featurePlace } from './feature-names.js';
import { fusionFeatures } from './features.js';

const letters = 'bcdfghjklm';
/** 120 words that have nothing in common. */
const names = Array.from(
  { length: 120 },
  (_, i) => `q${letters[i % 10]}x${letters[Math.floor(i / 10) % 10]}${i > 99 ? 'z' : 'v'}`,
);
const many = names.map((name, i) => sampleApi(`shop/${i}`, { title: name, provider: i % 2 === 0 ? 'even' : 'odd' }));
const refund = sampleApi('shop/refund', {
  provider: 'odd',
  description: `Gives money back, a refund, ${'and says at length what else it does '.repeat(5)}`,
});
const index = await lexicalIndexOver([...many, refund]);
const idsOf = (documents: Uint32Array) => Array.from(documents, document => index.id(document));
/** Names a hundred and twenty things, and says one word of a refund. */
const request = `${names.join(' ')}. ${names.join(' ')}. refund`;

describe('candidates', () => {
  it('are the best of the whole request', () => {
    const { documents, features, query } = candidatesOf(index, { request, clauses: [] });
    const found = index.search(index.query(request), wholeDepth).map(({ document }) => document);
    expect([...documents]).toEqual(found);
    expect(features).toEqual(
      fusionFeatures({ whole: query, clauses: [] }, index.evidence(query, found), index.documentCount),
    );
    expect(idsOf(documents)).not.toContain('shop/refund');
  });

  it('are those of each wish besides, once each', () => {
    const { documents, features } = candidatesOf(index, { request, clauses: ['refund', names[0]!] });
    expect(documents.length).toBe(wholeDepth + 1);
    expect(idsOf(documents)).toContain('shop/refund');
    expect(new Set(documents).size).toBe(documents.length);
    const row = idsOf(documents).indexOf('shop/refund');
    expect(features[row * featureCount + featurePlace.clauseRank]).toBe(1);
    expect(features.length).toBe(documents.length * featureNames.length);
  });

  it('pass the mask, from wherever they come', () => {
    const mask = index.mask({ providers: ['even'] })!;
    const near = [index.documentOf('shop/refund')!, index.documentOf('shop/2')!];
    const dense = {
      nearest: near,
      evidence: (documents: Uint32Array) => ({ whole: new Float32Array(documents.length), clauses: [] }),
    };
    const { documents } = candidatesOf(index, { request, clauses: ['refund', names[1]!], mask }, dense);
    expect(idsOf(documents).sort()).toEqual(
      many
        .filter(api => api.provider === 'even')
        .map(api => api.id)
        .sort(),
    );
  });

  it('are what a dense arm finds, too', () => {
    const document = index.documentOf('shop/refund')!;
    const dense = {
      nearest: [document],
      evidence: (documents: Uint32Array) => ({
        whole: Float32Array.from(documents, each => (each === document ? 0.75 : 0.25)),
        clauses: [],
      }),
    };
    const { documents, features } = candidatesOf(index, { request: names[0]!, clauses: [] }, dense);
    expect(idsOf(documents)).toEqual(['shop/0', 'shop/refund']);
    expect([0, 1].map(row => features[row * featureCount + featurePlace.dense])).toEqual([0.25, 0.75]);
  });

  it('are none where nothing is found', () => {
    const { documents, features, query } = candidatesOf(index, { request: '¿…?', clauses: [] });
    expect({ documents, features, terms: query.terms }).toEqual({
      documents: new Uint32Array(0),
      features: new Float32Array(0),
      terms: [],
    });
  });
});
