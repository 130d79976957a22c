import { crc32 } from 'node:zlib';
import { isJsonObject, type JsonObject, type JsonValue, messageOf } from '../../base/index.js';
import { damagedFile, readWhole, writeWhole } from '../whole-file.js';
import type { Segment } from './segment.js';

/**
 * The file of a segment, made to be used as it lies in memory:
 *
 *     magic (8 bytes) | version | checksum | header length | 0x01020304 | header, JSON | sections
 *
 * Numbers are 32 bits in the byte order of the machine that wrote it, and the constant tells which that was. Sections
 * are the segment's arrays, each starting at a multiple of 8 bytes. The checksum is the CRC-32 of all that follows it.
 */
const magic = 'capuBM25';
const version = 1;
const byteOrder = 0x01020304;
const prefixBytes = 24;

type ArrayName = Exclude<keyof Segment, 'collection' | 'fingerprint' | 'analyzer' | 'analyzerVersion' | 'wordCount'>;
type NumberArray = Uint8Array | Uint16Array | Uint32Array;

const arrayNames: readonly ArrayName[] = [
  'idBytes',
  'idStarts',
  'lengths',
  'termBytes',
  'termStarts',
  'postingStarts',
  'postingDocuments',
  'postingCounts',
];

interface Section {
  readonly name: string;
  /** From the end of the header. */
  readonly offset: number;
  readonly length: number; // in elements
  readonly elementBytes: number;
}

/** Writes beside the file and renames: readers see the old file or the new one, whole. Throws `index-not-written`. */
export async function writeSegment(path: string, segment: Segment): Promise<void> {
  await writeWhole(path, encode(segment));
}

/**
 * Reads a segment with one read into one buffer; its arrays are views of that buffer. `undefined` when there is no file
 * or it was written by another version or kind of machine, so that it must be made anew.
 *
 * @throws CapuchinError `index-damaged` when the file is cut off or its content does not have the checksum written in it.
 */
export async function readSegment(path: string): Promise<Segment | undefined> {
  const buffer = await readWhole(path);
  if (buffer === undefined) return undefined;
  const damaged = damagedFile(`the search index ${path}`);
  if (buffer.byteLength < prefixBytes) throw damaged('cut off');
  const bytes = new Uint8Array(buffer);
  if (utf8.decode(bytes.subarray(0, 8)) !== magic) throw damaged('not an index file');
  const [fileVersion, checksum, headerBytes, order] = new Uint32Array(buffer, 8, 4);
  if (order !== byteOrder || fileVersion !== version) return undefined;
  if (crc32(bytes.subarray(16)) !== checksum) throw damaged('cut off or changed');
  try {
    return decode(buffer, headerBytes ?? 0);
  } catch (thrown) {
    throw damaged(messageOf(thrown), thrown);
  }
}

const utf8 = new TextDecoder();

function encode(segment: Segment): Uint8Array[] {
  const arrays = arrayNames.map(name => [name, segment[name]] as const);
  const sections: Section[] = [];
  let end = 0;
  for (const [name, array] of arrays) {
    sections.push({ name, offset: end, length: array.length, elementBytes: array.BYTES_PER_ELEMENT });
    end = roundedUp(end + array.byteLength);
  }
  const { collection, fingerprint, analyzer, analyzerVersion, wordCount } = segment;
  const header = paddedHeader({ collection, fingerprint, analyzer, analyzerVersion, wordCount, sections });

  const body = [header, ...arrays.flatMap(([, array]) => [bytesOf(array), padding(array.byteLength)])].filter(
    part => part.length > 0, // crc32 of nothing would start anew
  );
  const tail = bytesOf(new Uint32Array([header.length, byteOrder]));
  const checksum = [tail, ...body].reduce((sum, part) => crc32(part, sum), 0);
  return [Buffer.from(magic), bytesOf(new Uint32Array([version, checksum])), tail, ...body];
}

function paddedHeader(header: unknown): Uint8Array {
  const text = JSON.stringify(header);
  const length = Buffer.byteLength(text);
  return Buffer.from(text + ' '.repeat(roundedUp(length) - length)); // JSON may end in spaces
}

function decode(buffer: ArrayBuffer, headerBytes: number): Segment {
  const header = JSON.parse(utf8.decode(new Uint8Array(buffer, prefixBytes, headerBytes))) as JsonValue;
  if (!isJsonObject(header) || !Array.isArray(header['sections'])) throw new Error('header');
  const sections = new Map((header['sections'] as readonly Section[]).map(section => [section.name, section]));
  const view = <T extends NumberArray>(name: ArrayName, ...kinds: readonly ViewKind<T>[]): T => {
    const section = sections.get(name);
    const Kind = kinds.find(kind => kind.BYTES_PER_ELEMENT === section?.elementBytes);
    if (section === undefined || Kind === undefined) throw new Error(`section ${name}`);
    return new Kind(buffer, prefixBytes + headerBytes + section.offset, section.length);
  };
  return {
    collection: text(header, 'collection'),
    fingerprint: text(header, 'fingerprint'),
    analyzer: text(header, 'analyzer'),
    analyzerVersion: number(header, 'analyzerVersion'),
    wordCount: number(header, 'wordCount'),
    idBytes: view('idBytes', Uint8Array),
    idStarts: view('idStarts', Uint32Array),
    lengths: view('lengths', Uint32Array),
    termBytes: view('termBytes', Uint8Array),
    termStarts: view('termStarts', Uint32Array),
    postingStarts: view('postingStarts', Uint32Array),
    postingDocuments: view('postingDocuments', Uint32Array),
    postingCounts: view<Uint8Array | Uint16Array>('postingCounts', Uint8Array, Uint16Array),
  };
}

interface ViewKind<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, offset: number, length: number): T;
}

function text(header: JsonObject, key: string): string {
  const value = header[key];
  if (typeof value !== 'string') throw new Error(`header ${key}`);
  return value;
}

function number(header: JsonObject, key: string): number {
  const value = header[key];
  if (typeof value !== 'number') throw new Error(`header ${key}`);
  return value;
}

function bytesOf(array: NumberArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function padding(byteLength: number): Uint8Array {
  return new Uint8Array(roundedUp(byteLength) - byteLength);
}

function roundedUp(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
