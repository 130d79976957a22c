import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CapuchinError, messageOf, sha256 } from '../../base/index.js';
import { readWhole } from '../whole-file.js';
import { hashBytes } from './embedding-text.js';
import type { VectorSet } from './vector-set.js';
import { hashKey, type KeptRow } from './vector-table.js';

/** Of which vectors a log is. */
export type VectorLogKind = Pick<VectorSet, 'embedder' | 'textVersion' | 'dimensions'>;

export interface TextRow extends KeptRow {
  readonly hash: Uint8Array;
}

/**
 * Where vectors are written as they are made, so that what was made outlives an interruption. A record is a hash, a scale
 * and a row; one that was cut off ends the log.
 */
export interface VectorLog {
  /** What earlier runs left, by `hashKey`. */
  readonly kept: ReadonlyMap<string, KeptRow>;
  append(rows: readonly TextRow[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens the log of that kind, or begins it anew when there is none or it is of another kind. Throws `index-not-written`. */
export async function openVectorLog(path: string, kind: VectorLogKind): Promise<VectorLog> {
  const prefix = prefixOf(kind);
  const recordBytes = hashBytes + 4 + kind.dimensions;
  const found = await readWhole(path);
  const bytes = found === undefined ? Buffer.alloc(0) : Buffer.from(found);
  const isOurs = bytes.subarray(0, prefix.length).equals(prefix);
  const records = isOurs ? Math.floor((bytes.length - prefix.length) / recordBytes) : 0;
  const kept = new Map<string, KeptRow>();
  for (let record = 0; record < records; record++) {
    const start = prefix.length + record * recordBytes;
    const scale = bytes.readFloatLE(start + hashBytes);
    const row = new Int8Array(bytes.buffer, bytes.byteOffset + start + hashBytes + 4, kind.dimensions);
    kept.set(hashKey(bytes.subarray(start, start + hashBytes)), { row, scale });
  }

  const file = await opened(path);
  const end = isOurs ? prefix.length + records * recordBytes : 0;
  await file.truncate(end); // a record that was cut off, or a log of another kind
  let place = end;
  const write = async (part: Uint8Array) => {
    await file.write(part, 0, part.length, place);
    place += part.length;
  };
  if (!isOurs) await write(prefix);
  return {
    kept,
    append: rows => write(Buffer.concat(rows.map(recordOf))),
    close: () => file.close(),
  };
}

function prefixOf({ embedder, textVersion, dimensions }: VectorLogKind): Buffer {
  return Buffer.from(`capuVLOG1 ${sha256(JSON.stringify([embedder, textVersion, dimensions]))}\n`);
}

function recordOf({ hash, row, scale }: TextRow): Uint8Array {
  const scaleBytes = Buffer.alloc(4);
  scaleBytes.writeFloatLE(scale);
  return Buffer.concat([hash, scaleBytes, new Uint8Array(row.buffer, row.byteOffset, row.length)]);
}

async function opened(path: string): Promise<FileHandle> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await open(path, constants.O_RDWR | constants.O_CREAT);
  } catch (thrown) {
    throw new CapuchinError('index-not-written', `cannot write ${path}: ${messageOf(thrown)}`, { cause: thrown });
  }
}
