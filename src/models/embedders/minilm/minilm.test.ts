import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createArtifactCache, folders, manualClock, seededRandom } from '../../../base/index.js';
import { llamaRuntime } from '../../providers/llama/artifacts.js';
import { minilmArtifacts, minilmVocabulary } from './artifacts.js';
import { minilmTokenizer, openMinilm } from './minilm.js';

const { cache } = folders({ env: process.env, platform: process.platform, homeDir: homedir() });
const artifacts = createArtifactCache({ folder: join(cache, 'artifacts'), env: process.env });
const pulled =
  llamaRuntime() !== undefined && minilmArtifacts().every(artifact => artifacts.locate(artifact) !== undefined);
const when = pulled ? '' : ' (skipped: all-minilm-l6-v2 not pulled)';

interface Made {
  readonly text: string;
  readonly tokens: readonly number[] | null;
  /** 384 numbers of 8 bits. */
  readonly vector: string;
}
const made = JSON.parse(
  readFileSync(new URL('./fixtures/sentence-transformers.json', import.meta.url), 'utf8'),
) as Made[];

describe.skipIf(!pulled)(`openMinilm${when}`, { timeout: 120_000 }, () => {
  it('has the tokens that the Python package transformers has', () => {
    const vocabulary = readFileSync(artifacts.locate(minilmVocabulary) as string, 'utf8')
      .trimEnd()
      .split('\n');
    const tokenizer = minilmTokenizer(vocabulary);
    for (const { text, tokens } of made) {
      if (tokens !== null) expect([101, ...tokenizer.encode(text), 102]).toEqual(tokens);
    }
  });

  it('gives the vectors that the Python package sentence-transformers gives, on 50 texts', async () => {
    const embedder = await openMinilm({
      secret: () => undefined,
      clock: manualClock(0),
      random: seededRandom(1),
      artifacts,
    });
    try {
      expect(embedder.dimensions).toBe(384);
      const vectors = await embedder.embed(
        made.map(({ text }) => text),
        'document',
      );
      const cosines = vectors.map((vector, i) => {
        const theirs = new Int8Array(Buffer.from(made[i]!.vector, 'base64'));
        const length = Math.sqrt(theirs.reduce((sum, each) => sum + each * each, 0));
        return vector.reduce((sum, component, k) => sum + component * theirs[k]!, 0) / length;
      });
      expect(Math.min(...cosines)).toBeGreaterThan(0.998);
    } finally {
      await embedder.close?.();
    }
  });
});
