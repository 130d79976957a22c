import { crc32 } from 'node:zlib';
import { isJsonObject, type JsonValue, messageOf } from '../../base/index.js';
import { damagedFile, readWhole, writeWhole } from '../whole-file.js';

export type PackedArray = Uint8Array | Int8Array | Uint32Array | Float32Array;

/** What kind of file it is: 8 characters, and the version of its content. */
export interface PackedKind {
  readonly magic: string;
  readonly version: number;
}

/** What a file says of itself, and its arrays in the order they were written. Everything is checked when it is asked for. */
export interface PackedFile {
  number(key: string): number;
  text(key: string): string;
  /** A view of the file's own buffer. */
  take<T extends PackedArray>(Kind: ArrayKind<T>, length: number): T;
}

interface ArrayKind<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, offset: number, length: number): T;
}

const byteOrder = 0x01020304;
const prefixBytes = 24;

/**
 * Writes arrays so that they can be used as they lie in memory:
 *
 *     magic (8 bytes) | version | checksum | header length | 0x01020304 | header, JSON | arrays
 *
 * Numbers are 32 bits in the byte order of the machine, and the constant tells which that was. Arrays start at multiples
 * of 8 bytes. The checksum is the CRC-32 of all that follows it. Throws `index-not-written`.
 */
export function writePacked(
  path: string,
  { magic, version }: PackedKind,
  header: Readonly<Record<string, string | number>>,
  arrays: readonly PackedArray[],
): Promise<void> {
  const text = Buffer.from(JSON.stringify(header));
  const head = Buffer.concat([text, Buffer.alloc(roundedUp(text.length) - text.length, ' ')]); // JSON may end in spaces
  const tail = bytesOf(Uint32Array.of(head.length, byteOrder));
  const body = [tail, head, ...arrays.flatMap(array => [bytesOf(array), padding(array.byteLength)])].filter(
    part => part.length > 0, // crc32 of nothing would start anew
  );
  const checksum = body.reduce((sum, part) => crc32(part, sum), 0);
  return writeWhole(path, [Buffer.from(magic), bytesOf(Uint32Array.of(version, checksum)), ...body]);
}

/**
 * Reads a file with one read into one buffer and has `read` take it apart. `undefined` when there is no file or it was
 * written by another version or kind of machine, so that it must be made anew.
 *
 * @throws CapuchinError `index-damaged` when the content is not what was written, or not what `read` asks for.
 */
export async function readPacked<T>(
  path: string,
  { magic, version }: PackedKind,
  read: (file: PackedFile) => T,
): Promise<T | undefined> {
  const buffer = await readWhole(path);
  if (buffer === undefined) return undefined;
  const damaged = damagedFile(path);
  const bytes = new Uint8Array(buffer);
  if (bytes.length < prefixBytes) throw damaged('cut off');
  if (utf8.decode(bytes.subarray(0, 8)) !== magic) throw damaged('another kind of file');
  const [fileVersion, checksum, headerBytes = 0, order] = new Uint32Array(buffer, 8, 4);
  if (order !== byteOrder || fileVersion !== version) return undefined;
  if (crc32(bytes.subarray(16)) !== checksum) throw damaged('cut off or changed');
  try {
    return read(unpacked(buffer, headerBytes));
  } catch (thrown) {
    throw damaged(messageOf(thrown), thrown);
  }
}

const utf8 = new TextDecoder();

function unpacked(buffer: ArrayBuffer, headerBytes: number): PackedFile {
  const header = JSON.parse(utf8.decode(new Uint8Array(buffer, prefixBytes, headerBytes))) as JsonValue;
  if (!isJsonObject(header)) throw new Error('header');
  let end = prefixBytes + headerBytes;
  return {
    number(key) {
      const value = header[key];
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new Error(`header ${key}`);
      return value;
    },
    text(key) {
      const value = header[key];
      if (typeof value !== 'string') throw new Error(`header ${key}`);
      return value;
    },
    take(Kind, length) {
      const array = new Kind(buffer, end, length); // throws where it would reach beyond the file
      end = roundedUp(end + length * Kind.BYTES_PER_ELEMENT);
      return array;
    },
  };
}

function bytesOf(array: PackedArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function padding(byteLength: number): Uint8Array {
  return new Uint8Array(roundedUp(byteLength) - byteLength);
}

function roundedUp(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
