import { PGlite, type Transaction } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite/vector';
import type { Database, Query } from '../src/retrieval/postgres/database.js';

/** Postgres inside this process, with pgvector. One transaction at a time; statements cannot be cancelled. */
export async function pgliteDatabase(): Promise<Database> {
  const server = await PGlite.create({ extensions: { vector } });
  return {
    transaction: async (work, signal) => {
      signal?.throwIfAborted();
      return server.transaction(transaction => work(queryOf(transaction)));
    },
    close: () => server.close(),
  };
}

function queryOf(transaction: Transaction): Query {
  return async (sql, values = []) => (await transaction.query<Record<string, unknown>>(sql, [...values])).rows;
}
