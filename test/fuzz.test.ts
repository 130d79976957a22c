import { describe, expect, it } from 'vitest';
import { fuzzProperties } from '../bench/fuzz/fuzz-properties.js';

describe('of 1,000 hostile cases, always the same, none shows otherwise than', () => {
  it.each(fuzzProperties.map(property => ({ ...property })))('$name: $law', { timeout: 120_000 }, async property => {
    const { counts } = await property.run({ cases: 1_000, seed: 4 });
    // Cases that are all refused would show nothing.
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(1_000);
  });
});
