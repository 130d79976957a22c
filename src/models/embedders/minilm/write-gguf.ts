import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** A value of a GGUF file's metadata; numbers are whole and not negative unless said otherwise. */
export type GgufValue =
  | string
  | boolean
  | number
  | { readonly float: number }
  | { readonly strings: readonly string[] }
  | { readonly integers: readonly number[] };

export interface GgufTensor {
  readonly name: string;
  /** Row-major: the last is the length of a row. GGUF itself lists them the other way round. */
  readonly shape: readonly number[];
  readonly type: 'F32' | 'Q8_0';
  readonly bytes: Uint8Array;
}

const version = 3;
const alignment = 32;
const tensorTypes = { F32: 0, Q8_0: 8 } as const;
const valueTypes = { uint32: 4, int32: 5, float32: 6, boolean: 7, string: 8, array: 9 } as const;

/**
 * Writes a file that llama.cpp reads, beside its place first: other readers see it whole or not at all.
 *
 * Source: the GGUF specification of ggml, version 3.
 */
export async function writeGguf(
  path: string,
  metadata: Readonly<Record<string, GgufValue>>,
  tensors: readonly GgufTensor[],
): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(ggufHeader(metadata, tensors));
      for (const { bytes } of tensors) {
        await file.writeFile(bytes);
        await file.writeFile(new Uint8Array(paddingAfter(bytes.length)));
      }
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (thrown) {
    await rm(unfinished, { force: true });
    throw thrown;
  }
}

/** All that stands before the first tensor's data. */
export function ggufHeader(metadata: Readonly<Record<string, GgufValue>>, tensors: readonly GgufTensor[]): Uint8Array {
  const writer = new ByteWriter();
  writer.raw(Buffer.from('GGUF'));
  writer.uint32(version);
  writer.uint64(tensors.length);
  writer.uint64(Object.keys(metadata).length);
  for (const [key, value] of Object.entries(metadata)) {
    writer.text(key);
    writeValue(writer, value);
  }
  let offset = 0;
  for (const { name, shape, type, bytes } of tensors) {
    writer.text(name);
    writer.uint32(shape.length);
    for (const length of shape.toReversed()) writer.uint64(length);
    writer.uint32(tensorTypes[type]);
    writer.uint64(offset);
    offset += bytes.length + paddingAfter(bytes.length);
  }
  const header = writer.bytes();
  return Buffer.concat([header, new Uint8Array(paddingAfter(header.length))]);
}

function writeValue(writer: ByteWriter, value: GgufValue): void {
  if (typeof value === 'string') {
    writer.uint32(valueTypes.string);
    writer.text(value);
  } else if (typeof value === 'boolean') {
    writer.uint32(valueTypes.boolean);
    writer.raw(Uint8Array.of(value ? 1 : 0));
  } else if (typeof value === 'number') {
    writer.uint32(valueTypes.uint32);
    writer.uint32(value);
  } else if ('float' in value) {
    writer.uint32(valueTypes.float32);
    writer.raw(new Uint8Array(Float32Array.of(value.float).buffer));
  } else if ('strings' in value) {
    startArray(writer, valueTypes.string, value.strings.length);
    for (const each of value.strings) writer.text(each);
  } else {
    startArray(writer, valueTypes.int32, value.integers.length);
    writer.raw(new Uint8Array(Int32Array.from(value.integers).buffer));
  }
}

function startArray(writer: ByteWriter, elementType: number, length: number): void {
  writer.uint32(valueTypes.array);
  writer.uint32(elementType);
  writer.uint64(length);
}

function paddingAfter(length: number): number {
  return (alignment - (length % alignment)) % alignment;
}

/** Bytes one after the other, numbers little-endian. */
class ByteWriter {
  readonly #parts: Uint8Array[] = [];

  raw(bytes: Uint8Array): void {
    this.#parts.push(bytes);
  }

  uint32(value: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    this.#parts.push(bytes);
  }

  uint64(value: number): void {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(value));
    this.#parts.push(bytes);
  }

  text(text: string): void {
    const bytes = Buffer.from(text);
    this.uint64(bytes.length);
    this.#parts.push(bytes);
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }
}
