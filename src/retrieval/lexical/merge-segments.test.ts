import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toolKey } from './lexical-segment.js';
import { lexicalWeights } from './lexical-weights.js';
import { mergeSegments } from './merge-segments.js';
import { apisOf, partOfApis } from './random-apis.contract.js';
import { segmentArrays } from './segment-arrays.js';

it('gives the segment that indexing what lives together gives', async () => {
  await fc.assert(
    fc.asyncProperty(apisOf('x'), fc.func(fc.nat({ max: 2 })), async (apis, partOf) => {
      const isDead = (api: { readonly id: string }) => partOf(api.id) === 2;
      const ofPart = (part: number) => apis.filter(api => partOf(toolKey(api)) % 2 === part);
      const parts = [await partOfApis(ofPart(0), isDead), await partOfApis(ofPart(1), isDead)];
      const together = await partOfApis(apis.filter(api => !isDead(api)));
      expect(bytesOf(mergeSegments(parts, lexicalWeights))).toEqual(bytesOf(together.segment));
    }),
  );
});

const bytesOf = (segment: Parameters<typeof segmentArrays>[0]) =>
  [...segmentArrays(segment)].map(([name, array]) => [name, [...array]]);
