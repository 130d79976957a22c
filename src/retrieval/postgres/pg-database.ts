import type { Pool, PoolClient } from 'pg';
import { CapuchinError, messageOf, UsageError } from '../../base/index.js';
import type { Database, Query } from './database.js';
import { loadPg } from './load-pg.js';

export interface PgOptions {
  readonly connectTimeoutMs?: number;
  /** Longest that one statement may take. */
  readonly statementTimeoutMs?: number;
}

/**
 * A server by its address. Connections are made when they are needed and keep no process alive. Nothing that is thrown
 * holds the address, since it may hold a password.
 *
 * @throws UsageError when it is no such address; `MissingDependency` without the package `pg`.
 */
export async function pgDatabase(url: string, options: PgOptions = {}): Promise<Database> {
  const { connectTimeoutMs = 10_000, statementTimeoutMs = 120_000 } = options;
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new UsageError('the address of a Postgres server must look like postgres://user@host:5432/database');
  }
  const { Client, Pool } = await loadPg();
  const server = { connectionString: url, connectionTimeoutMillis: connectTimeoutMs, application_name: 'capuchin' };
  const pool = new Pool({ ...server, allowExitOnIdle: true });
  pool.on('error', () => undefined); // an idle connection that the server closed is replaced by the next
  pool.on('connect', client => {
    // Compiling a statement takes longer than it runs; a search groups some ten thousand rows, which then stay in memory.
    const session = `set statement_timeout = ${Math.floor(statementTimeoutMs)}; set jit = off; set work_mem = '32MB'`;
    void client.query(session).catch(() => undefined); // the connection is broken, and what is asked next says so
  });

  /** Over a connection of its own: all others may be waiting for what is to be cancelled. */
  async function cancelStatement(of: PoolClient & { readonly processID?: number }): Promise<void> {
    const client = new Client(server);
    try {
      await client.connect();
      await client.query('select pg_cancel_backend($1)', [of.processID]);
    } finally {
      await client.end();
    }
  }

  return {
    async transaction(work, signal) {
      signal?.throwIfAborted();
      const client = await connected(pool);
      let broken: Error | undefined;
      let cancelled: Promise<unknown> = Promise.resolve();
      const cancel = () => {
        cancelled = cancelStatement(client).catch(() => undefined); // then the statement ends by itself or its timeout
      };
      signal?.addEventListener('abort', cancel, { once: true });
      const query: Query = async (sql, values = []) => {
        signal?.throwIfAborted();
        return (await client.query(sql, [...values])).rows;
      };
      try {
        await client.query('begin');
        const done = await work(query);
        signal?.throwIfAborted();
        await client.query('commit');
        return done;
      } catch (thrown) {
        await cancelled; // late, it would cancel what the connection runs next
        await client.query('rollback').catch((failed: Error) => {
          broken = failed;
        });
        signal?.throwIfAborted();
        throw statementFailed(thrown);
      } finally {
        signal?.removeEventListener('abort', cancel);
        await cancelled;
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}

async function connected(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (thrown) {
    throw new CapuchinError(
      'database-unreachable',
      `cannot connect to Postgres: ${causeOf(thrown)}; is the server running, and is its address right?`,
      { cause: thrown },
    );
  }
}

/** Trying several addresses of a host gives an error without a message of its own. */
function causeOf(thrown: unknown): string {
  return thrown instanceof AggregateError ? thrown.errors.map(messageOf).join('; ') : messageOf(thrown);
}

/** The server's and the connection's errors have a code; errors of what ran in the transaction pass unchanged. */
function statementFailed(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown instanceof CapuchinError || !('code' in thrown)) return thrown;
  return new CapuchinError('database-failed', `Postgres: ${thrown.message}`, { cause: thrown });
}
