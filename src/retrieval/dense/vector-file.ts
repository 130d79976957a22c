import { hashBytes } from './embedding-text.js';
import { type PackedFile, readPacked, writePacked } from './packed-file.js';
import { signWords } from './sign-space.js';
import { idsAreInPlace, type VectorSet } from './vector-set.js';
import type { VectorTable } from './vector-table.js';

const setFile = { magic: 'capuVECT', version: 1 };
const tableFile = { magic: 'capuVTAB', version: 1 };

/** Throws `index-not-written`. */
export function writeVectorSet(path: string, set: VectorSet): Promise<void> {
  const { collection, fingerprint, idBytes, idStarts, hashes, rows, scales, centre, signs } = set;
  const header = { ...headerOf(set), collection, fingerprint, idBytes: idBytes.length };
  return writePacked(path, setFile, header, [idBytes, idStarts, hashes, rows, scales, centre, signs]);
}

/** `undefined` when it must be made anew; throws `index-damaged`. */
export function readVectorSet(path: string): Promise<VectorSet | undefined> {
  return readPacked(path, setFile, file => {
    const about = aboutOf(file);
    const documents = file.number('documents');
    const set: VectorSet = {
      ...about,
      collection: file.text('collection'),
      fingerprint: file.text('fingerprint'),
      idBytes: file.take(Uint8Array, file.number('idBytes')),
      idStarts: file.take(Uint32Array, documents + 1),
      ...vectorsOf(file, documents, about.dimensions),
      centre: file.take(Float32Array, about.dimensions),
      signs: file.take(Uint32Array, documents * signWords(about.dimensions)),
    };
    if (!idsAreInPlace(set)) throw new Error('ids');
    return set;
  });
}

/** Throws `index-not-written`. */
export function writeVectorTable(path: string, table: VectorTable): Promise<void> {
  return writePacked(path, tableFile, headerOf(table), [table.hashes, table.rows, table.scales]);
}

/** `undefined` when there is none, or another version wrote it; throws `index-damaged`. */
export function readVectorTable(path: string): Promise<VectorTable | undefined> {
  return readPacked(path, tableFile, file => {
    const about = aboutOf(file);
    return { ...about, ...vectorsOf(file, file.number('documents'), about.dimensions) };
  });
}

function headerOf({ embedder, textVersion, dimensions, scales }: VectorTable) {
  return { embedder, textVersion, dimensions, documents: scales.length };
}

function aboutOf(file: PackedFile) {
  return {
    embedder: file.text('embedder'),
    textVersion: file.number('textVersion'),
    dimensions: file.number('dimensions'),
  };
}

function vectorsOf(file: PackedFile, documents: number, dimensions: number) {
  return {
    hashes: file.take(Uint8Array, documents * hashBytes),
    rows: file.take(Int8Array, documents * dimensions),
    scales: file.take(Float32Array, documents),
  };
}
