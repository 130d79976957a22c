import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { JsonValue } from '../../base/index.js';
import { type FusionWeights, readFusionWeights } from './fusion-weights.js';

/** The weights that come with the package, without and with a dense arm, made by `training/fusion/make-weights.ts`. */
export async function packagedWeights(of: 'fused' | 'hybrid' = 'fused'): Promise<FusionWeights> {
  const path = fileURLToPath(new URL(of === 'fused' ? './weights.json' : './hybrid-weights.json', import.meta.url));
  return readFusionWeights(JSON.parse(await readFile(path, 'utf8')) as JsonValue, path);
}
