import { CapuchinError } from '../../base/index.js';
import type { Embedder } from '../../models/index.js';
import type { Query } from './database.js';
import { storable } from './index-collection.js';

/** Where the vectors of an embedder lie, one for each text. */
export interface VectorTable {
  readonly number: number;
  /** An identifier that is made of the number. */
  readonly name: string;
  /** Whether a search of the index goes on until the filter has let enough through (pgvector 0.8 and later). */
  readonly canIterate: boolean;
}

/** pgvector indexes no more dimensions than these; others are compared one by one. */
const mostIndexedDimensions = 2_000;

/**
 * The table of an embedder, made when it is not there. Vectors are kept by the hash of their text: they outlive a
 * collection's index, and APIs of the same text share one.
 *
 * @throws CapuchinError `vector-extension-missing`, or `embedder-changed` when its vectors have another length than before.
 */
export async function openVectorTable(query: Query, embedder: Embedder): Promise<VectorTable> {
  const version = await vectorExtension(query);
  await query(`select pg_advisory_xact_lock(hashtextextended('capuchin_embedder', 0))`);
  const number = await embedderNumber(query, embedder);
  const name = `capuchin_vector_${number}`;
  const dimensions = Math.floor(embedder.dimensions);
  await query(
    `create table if not exists ${name} (text_hash text collate "C" primary key, embedding vector(${dimensions}) not null)`,
  );
  if (dimensions <= mostIndexedDimensions) {
    await query(`create index if not exists ${name}_near on ${name} using hnsw (embedding vector_cosine_ops)`);
  }
  return { number, name, canIterate: isAtLeast(version, 0, 8) };
}

async function embedderNumber(query: Query, { name, dimensions }: Embedder): Promise<number> {
  const known = 'select number, dimensions from capuchin_embedder where name = $1';
  const add = 'insert into capuchin_embedder (name, dimensions) values ($1, $2) returning number, dimensions';
  const row = (await query(known, [storable(name)]))[0] ?? (await query(add, [storable(name), dimensions]))[0];
  if (Number(row?.['dimensions']) !== dimensions) {
    throw new CapuchinError(
      'embedder-changed',
      `the embedder ${name} gave ${row?.['dimensions']} dimensions before and gives ${dimensions} now; vectors that differ need another name`,
    );
  }
  return Number(row?.['number']);
}

/** Its version; it is made when the server has it and we may. */
async function vectorExtension(query: Query): Promise<string> {
  const installed = `select extversion from pg_extension where extname = 'vector'`;
  const [there] = await query(installed);
  if (there !== undefined) return String(there['extversion']);
  const [offered] = await query(`select 1 from pg_available_extensions where name = 'vector'`);
  if (offered === undefined) {
    throw new CapuchinError(
      'vector-extension-missing',
      'vectors need the extension pgvector on the Postgres server; install it there, or search without an embedder',
    );
  }
  await query('create extension if not exists vector');
  const [made] = await query(installed);
  return String(made?.['extversion']);
}

function isAtLeast(version: string, major: number, minor: number): boolean {
  const [ours = 0, oursMinor = 0] = version.split('.').map(Number);
  return ours > major || (ours === major && oursMinor >= minor);
}

/** As pgvector reads it. */
export function vectorText(vector: Float32Array): string {
  return `[${vector.join(',')}]`;
}
