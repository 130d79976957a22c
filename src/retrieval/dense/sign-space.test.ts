import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { SignSpace, signWords } from './sign-space.js';

const random = seededRandom(9);
const vector = (dimensions: number) => Float32Array.from({ length: dimensions }, () => random.next() - 0.5);
const differing = (a: Uint32Array, b: Uint32Array) =>
  a.reduce((sum, word, i) => sum + ((word ^ (b[i] as number)) >>> 0).toString(2).replaceAll('0', '').length, 0);

describe('SignSpace', () => {
  it('takes whole blocks of 128 bits', () => {
    expect([1, 128, 129, 256, 384].map(signWords)).toEqual([4, 4, 8, 8, 12]);
    expect(new SignSpace(100).signs(vector(100), 1, new Float32Array(100))).toHaveLength(4);
  });

  it('has opposite signs for opposite vectors, and the same at any length', () => {
    const space = new SignSpace(256);
    const [one, centre] = [vector(256), new Float32Array(256)];
    const signs = space.signs(one, 1, centre);
    expect(space.signs(one, 3, centre)).toEqual(signs);
    expect(differing(signs, space.signs(one, -1, centre))).toBe(256);
    expect(new SignSpace(256).signs(one, 1, centre)).toEqual(signs);
  });

  it('differs in as many signs as the angle says, wherever a vector has its components', () => {
    const space = new SignSpace(256);
    const centre = new Float32Array(256);
    // Nearly all of both vectors is in 32 of 256 components: their own signs would hardly tell.
    const few = () => vector(256).map((component, i) => (i < 32 ? component : component / 100));
    let off = 0;
    for (let i = 0; i < 50; i++) {
      const [a, b] = [few(), few()];
      const cosine = a.reduce((sum, each, k) => sum + each * b[k]!, 0) / (Math.hypot(...a) * Math.hypot(...b));
      off += Math.abs(
        differing(space.signs(a, 1, centre), space.signs(b, 1, centre)) / 256 - Math.acos(cosine) / Math.PI,
      );
    }
    expect(off / 50).toBeLessThan(0.06);
  });

  it('takes the centre away first', () => {
    const space = new SignSpace(128);
    const [one, centre] = [vector(128), vector(128)];
    const shifted = one.map((component, i) => component + centre[i]!);
    expect(differing(space.signs(shifted, 1, centre), space.signs(one, 1, new Float32Array(128)))).toBeLessThan(3);
  });
});
