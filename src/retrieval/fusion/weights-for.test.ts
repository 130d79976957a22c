import { describe, expect, it } from 'vitest';
import { packagedWeights } from './packaged-weights.js';
import { kindOfWeights, weightsFor } from './weights-for.js';

describe('weightsFor', async () => {
  const [fused, hybrid] = await Promise.all([packagedWeights('fused'), packagedWeights('hybrid')]);
  const own = { fused: { ...fused, made: 'by me' }, hybrid: { ...hybrid, made: 'by me' } };

  it('gives those of its own retriever, and those of the package where there are none', async () => {
    expect(await weightsFor('fused', own)).toBe(own.fused);
    expect(await weightsFor('hybrid', own)).toBe(own.hybrid);
    expect(await weightsFor('hybrid', { fused: own.fused })).toEqual(hybrid);
    expect(await weightsFor('fused')).toEqual(fused);
  });

  it.each([
    ['hybrid', 'fused', 'without vectors'],
    ['fused', 'hybrid', 'with vectors, which fused has not'],
  ] as const)('refuses for %s what was learned for %s', async (kind, other, why) => {
    const asked = weightsFor(kind, { [kind]: own[other] });
    await expect(asked).rejects.toMatchObject({ code: 'unusable-weights', message: expect.stringContaining(why) });
    await expect(asked).rejects.toThrow(`(by me); \`capuchin train retriever --retriever ${kind}\``);
  });

  it('knows which are which', () => {
    expect([fused, hybrid].map(kindOfWeights)).toEqual(['fused', 'hybrid']);
  });
});
