import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readSafetensors } from '../safetensors.js';
import { type BertMeasures, bertMetadata, bertTensors } from './bert-gguf.js';
import { writeGguf } from './write-gguf.js';

/** From the `config.json` of all-MiniLM-L6-v2. */
export const minilmMeasures: BertMeasures = {
  name: 'all-MiniLM-L6-v2',
  layers: 6,
  heads: 12,
  dimensions: 384,
  innerDimensions: 1_536,
  positions: 512,
  normEpsilon: 1e-12,
};

/** Of what is made here; a file of another version is not used. */
const conversion = 1;

/**
 * The weights as the runtime reads them: made once, beside the file they are made from, so that both are removed
 * together.
 */
export async function convertedWeights(weightsPath: string, vocabulary: readonly string[]): Promise<string> {
  const path = join(dirname(weightsPath), `all-MiniLM-L6-v2.Q8_0.${conversion}.gguf`);
  if (existsSync(path)) return path;
  const stored = readSafetensors(await readFile(weightsPath));
  await writeGguf(path, bertMetadata(minilmMeasures, vocabulary), bertTensors(minilmMeasures, stored));
  return path;
}
