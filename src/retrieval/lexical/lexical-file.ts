import { crc32 } from 'node:zlib';
import { isJsonObject, type JsonValue, messageOf } from '../../base/index.js';
import { damagedFile, readWhole, writeWhole } from '../whole-file.js';
import type { Bitset } from './bitset.js';
import type { LexicalCollection, LexicalPart } from './lexical-collection.js';
import { type FileArray, segmentArrays, segmentOfArrays } from './segment-arrays.js';

/**
 * The file of a collection's index, made to be used as it lies in memory:
 *
 *     magic (8 bytes) | version | 0x01020304 | header length | checksum of the header | header, JSON | blocks
 *
 * Numbers are 32 bits in the byte order of the machine that wrote it, and the constant tells which that was. A block is a
 * segment or the documents of it that are dead; the arrays in it start at multiples of 8 bytes. Checksums are CRC-32.
 */
const magic = 'capuLEXI';
const version = 1;
const byteOrder = 0x01020304;
const prefixBytes = 24;

interface Header {
  readonly collection: string;
  readonly fingerprint: string;
  readonly maker: string;
  readonly sources: readonly (readonly [string, string])[];
  readonly parts: readonly { readonly segment: Block; readonly dead: Block }[];
}

interface Block {
  /** From the end of the header, in bytes. */
  readonly offset: number;
  readonly length: number;
  readonly checksum: number;
  readonly arrays: readonly ArrayPlace[];
}

interface ArrayPlace {
  readonly name: string;
  /** From the start of the block, in bytes. */
  readonly offset: number;
  readonly length: number; // in elements
  readonly elementBytes: number;
}

/** The older segments' bytes are written as they were read. Throws `index-not-written`. */
export async function writeLexicalFile(path: string, index: LexicalCollection): Promise<void> {
  const bodies: Uint8Array[] = [];
  let offset = 0;
  const place = (arrays: ReadonlyMap<string, FileArray>): Block => {
    const { places, parts, length, checksum } = laidOut(arrays);
    const block = { offset, length, checksum, arrays: places };
    bodies.push(...parts);
    offset += length;
    return block;
  };
  const { collection, fingerprint, maker, sources } = index;
  const parts = index.parts.map(({ segment, dead }) => ({
    segment: place(segmentArrays(segment)),
    dead: place(new Map([['dead', dead]])),
  }));
  const header = paddedHeader({ collection, fingerprint, maker, sources: [...sources], parts });
  const numbers = new Uint32Array([version, byteOrder, header.length, crc32(header)]);
  await writeWhole(path, [Buffer.from(magic), bytesOf(numbers), header, ...bodies]);
}

/**
 * Reads an index with one read into one buffer; its arrays are views of that buffer. `undefined` when there is no file or
 * it was written by another version or kind of machine, so that it must be made anew.
 *
 * @throws CapuchinError `index-damaged` when the file is no index, is cut off, or its content does not have the checksums
 * written in it.
 */
export async function readLexicalFile(path: string): Promise<LexicalCollection | undefined> {
  const buffer = await readWhole(path);
  if (buffer === undefined) return undefined;
  const damaged = damagedFile(`the search index ${path}`);
  if (buffer.byteLength < prefixBytes) throw damaged('cut off');
  if (utf8.decode(new Uint8Array(buffer, 0, 8)) !== magic) throw damaged('not an index file');
  const [fileVersion, order, headerBytes = 0, checksum] = new Uint32Array(buffer, 8, 4);
  if (order !== byteOrder || fileVersion !== version) return undefined;
  if (prefixBytes + headerBytes > buffer.byteLength) throw damaged('cut off');
  const header = new Uint8Array(buffer, prefixBytes, headerBytes);
  if (crc32(header) !== checksum) throw damaged('its header was changed');
  try {
    return decode(buffer, headerOf(JSON.parse(utf8.decode(header)) as JsonValue), prefixBytes + headerBytes);
  } catch (thrown) {
    throw damaged(messageOf(thrown), thrown);
  }
}

const utf8 = new TextDecoder();

function laidOut(arrays: ReadonlyMap<string, FileArray>) {
  const places: ArrayPlace[] = [];
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const [name, array] of arrays) {
    places.push({ name, offset: length, length: array.length, elementBytes: array.BYTES_PER_ELEMENT });
    const bytes = bytesOf(array);
    const padding = new Uint8Array(roundedUp(bytes.length) - bytes.length);
    length += bytes.length + padding.length;
    parts.push(...[bytes, padding].filter(part => part.length > 0)); // crc32 of nothing would start anew
  }
  return { places, parts, length, checksum: parts.reduce((sum, part) => crc32(part, sum), 0) };
}

function paddedHeader(header: Header): Uint8Array {
  const text = JSON.stringify(header);
  const length = Buffer.byteLength(text);
  return Buffer.from(text + ' '.repeat(roundedUp(length) - length)); // JSON may end in spaces
}

/** What has the right checksum was written by `writeLexicalFile`; it is looked at no closer. */
function headerOf(value: JsonValue): Header {
  if (!isJsonObject(value) || !Array.isArray(value['parts'])) throw new Error('its header is not one');
  return value as unknown as Header;
}

function decode(buffer: ArrayBuffer, header: Header, start: number): LexicalCollection {
  const { collection, fingerprint, maker, sources } = header;
  const end = header.parts.reduce((sum, { segment, dead }) => sum + segment.length + dead.length, start);
  if (end !== buffer.byteLength) throw new Error('cut off or longer than it was');
  const parts = header.parts.map(
    (part): LexicalPart => ({
      segment: segmentOfArrays(arraysOf(buffer, part.segment, start)),
      dead: arraysOf(buffer, part.dead, start).get('dead') as Bitset,
    }),
  );
  return { collection, fingerprint, maker, sources: new Map(sources), parts };
}

function arraysOf(buffer: ArrayBuffer, block: Block, start: number): ReadonlyMap<string, FileArray> {
  const bytes = new Uint8Array(buffer, start + block.offset, block.length);
  if (block.length > 0 && crc32(bytes) !== block.checksum) throw new Error('cut off or changed');
  return new Map(
    block.arrays.map(({ name, offset, length, elementBytes }) => {
      const Kind = elementBytes === 1 ? Uint8Array : Uint32Array;
      return [name, new Kind(buffer, bytes.byteOffset + offset, length)];
    }),
  );
}

function bytesOf(array: FileArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function roundedUp(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
