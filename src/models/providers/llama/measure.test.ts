import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createArtifactCache, folders } from '../../../base/index.js';
import { llamaArtifacts } from './artifacts-needed.js';
import { measureLlama } from './measure.js';

const { cache } = folders({ env: process.env, platform: process.platform, homeDir: homedir() });
const artifacts = createArtifactCache({ folder: join(cache, 'artifacts'), env: process.env });
const paths = llamaArtifacts('smollm2-135m-instruct').map(artifact => artifacts.locate(artifact));
const [runtime, modelPath] = paths.length === 2 ? paths : [undefined, undefined];
const when = runtime && modelPath ? '' : ' (skipped: embedded model not pulled)';

it.skipIf(when !== '')(`measures every part and reuses a prompt read before${when}`, { timeout: 120_000 }, async () => {
  const measured = await measureLlama({ runtime: runtime ?? '', modelPath: modelPath ?? '', threads: 1 });
  const { runtimeVersion, promptTokens, reusedPromptMs, prefillPerSecond, ...others } = measured;
  expect({ runtimeVersion, promptTokens }).toEqual({ runtimeVersion: '3.22.1', promptTokens: 512 });
  expect(reusedPromptMs).toBeLessThan((1_000 * promptTokens) / prefillPerSecond);
  expect(Object.values(others).every(value => typeof value === 'number' && value > 0)).toBe(true);
});
