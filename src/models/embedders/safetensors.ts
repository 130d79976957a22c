import { CapuchinError, isJsonObject, type JsonValue } from '../../base/index.js';
import { halfToFloat } from './half-float.js';

/** A tensor as it lies in its file, row-major, little-endian. */
export interface StoredTensor {
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** The types that are read here, and the bytes of an element. */
const elementBytes = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, I32: 4, I8: 1, U8: 1 } as const;
export type TensorType = keyof typeof elementBytes;

/**
 * The tensors in the content of a safetensors file, by name, as views of it; tensors of other types than `TensorType`'s
 * are left out. Every size is checked against the content, which may come from anywhere.
 *
 * @throws CapuchinError `bad-safetensors`
 */
export function readSafetensors(content: Uint8Array): ReadonlyMap<string, StoredTensor> {
  if (content.length < 8) throw bad('it is cut off');
  const headerBytes = new DataView(content.buffer, content.byteOffset, 8).getBigUint64(0, true);
  if (headerBytes > BigInt(content.length - 8)) throw bad('it is cut off, or no such file');
  const start = 8 + Number(headerBytes);
  const header = headerOf(content.subarray(8, start));
  const data = content.subarray(start);
  const tensors = new Map<string, StoredTensor>();
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const tensor = tensorOf(name, entry, data);
    if (tensor !== undefined) tensors.set(name, tensor);
  }
  return tensors;
}

function headerOf(bytes: Uint8Array): Readonly<Record<string, JsonValue>> {
  try {
    const header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as JsonValue;
    if (isJsonObject(header)) return header;
  } catch (thrown) {
    throw bad('its header is not JSON', thrown);
  }
  throw bad('its header is no object');
}

function tensorOf(name: string, entry: JsonValue, data: Uint8Array): StoredTensor | undefined {
  if (!isJsonObject(entry)) throw bad(`the entry of ${name} is no object`);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!isCounts(shape) || !isCounts(offsets) || offsets.length !== 2) throw bad(`the entry of ${name} has no place`);
  if (typeof dtype !== 'string' || !Object.hasOwn(elementBytes, dtype)) return undefined;
  const type = dtype as TensorType;
  const [from, to] = offsets as readonly [number, number];
  const size = shape.reduce((product, length) => product * length, elementBytes[type]);
  if (to > data.length || to - from !== size) throw bad(`${name} does not lie where its entry says`);
  return { type, shape, bytes: data.subarray(from, to) };
}

function isCounts(value: JsonValue | undefined): value is readonly number[] & JsonValue {
  return Array.isArray(value) && value.every(each => Number.isSafeInteger(each) && (each as number) >= 0);
}

function bad(why: string, cause?: unknown): CapuchinError {
  return new CapuchinError('bad-safetensors', `the safetensors file cannot be read: ${why}`, { cause });
}

/** The elements as numbers of 32 bits; integers beyond 2^24 lose digits. */
export function toFloats({ type, bytes }: StoredTensor): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = elementBytes[type];
  const read: Readonly<Record<TensorType, (offset: number) => number>> = {
    F64: offset => view.getFloat64(offset, true),
    F32: offset => view.getFloat32(offset, true),
    F16: offset => halfToFloat(view.getUint16(offset, true)),
    BF16: offset => brainToFloat(view.getUint16(offset, true)),
    I64: offset => Number(view.getBigInt64(offset, true)),
    I32: offset => view.getInt32(offset, true),
    I8: offset => view.getInt8(offset),
    U8: offset => view.getUint8(offset),
  };
  const element = read[type];
  return Float32Array.from({ length: bytes.length / width }, (_, i) => element(i * width));
}

const oneFloat = new Float32Array(1);
const itsBits = new Uint32Array(oneFloat.buffer);

/** The upper half of a 32-bit float. */
function brainToFloat(bits: number): number {
  itsBits[0] = bits << 16;
  return oneFloat[0] as number;
}
