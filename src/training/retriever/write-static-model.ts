import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StaticModel } from '../../models/index.js';

interface Tensor {
  readonly type: 'I8' | 'F32';
  readonly shape: readonly number[];
  readonly values: Int8Array | Float32Array;
}

/**
 * Writes a model that was made from the one in the folder `source` as a folder that `readStaticModel` reads: its vectors
 * and weights, and the tokenizer and configuration as they are. Ten megabytes for 35,000 tokens of 256 dimensions.
 */
export async function writeStaticModel(folder: string, model: StaticModel, source: string): Promise<void> {
  const { rows, dimensions, scales, weights } = model;
  const tensors: Record<string, Tensor> = {
    embeddings: tensorOf(rows, [rows.length / dimensions, dimensions]),
    ...(scales === undefined ? {} : { scales: tensorOf(scales, [scales.length]) }),
    ...(weights === undefined ? {} : { weights: tensorOf(weights, [weights.length]) }),
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'model.safetensors'), safetensors(tensors));
  for (const name of ['tokenizer.json', 'config.json']) await copyFile(join(source, name), join(folder, name));
}

function tensorOf(values: Int8Array | Float32Array, shape: readonly number[]): Tensor {
  return { type: values instanceof Int8Array ? 'I8' : 'F32', shape, values };
}

/** A header that says where each tensor lies, its length before it, the tensors after it; all little-endian. */
function safetensors(tensors: Readonly<Record<string, Tensor>>): Buffer {
  // Tensors of wide elements first: then each begins where its elements may.
  const entries = Object.entries(tensors).sort(([, a], [, b]) => (a.type < b.type ? -1 : a.type > b.type ? 1 : 0));
  const header: Record<string, unknown> = {};
  let end = 0;
  for (const [name, { type, shape, values }] of entries) {
    header[name] = { dtype: type, shape, data_offsets: [end, end + values.byteLength] };
    end += values.byteLength;
  }
  const text = JSON.stringify(header);
  const padded = text.padEnd(Math.ceil(text.length / 8) * 8);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  const data = entries.map(([, { values }]) => Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  return Buffer.concat([length, Buffer.from(padded), ...data]);
}
