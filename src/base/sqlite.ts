import { createRequire } from 'node:module';
import type LibSql from 'libsql';
import { CapuchinError, messageOf } from './errors.js';

export type SqlValue = string | number | bigint | boolean | null | Uint8Array;
export type SqlRow = Readonly<Record<string, string | number | null | ArrayBuffer>>;

export interface Sqlite {
  /** Runs one statement; gives the number of rows it changed. */
  run(sql: string, ...values: readonly SqlValue[]): number;
  get(sql: string, ...values: readonly SqlValue[]): SqlRow | undefined;
  all(sql: string, ...values: readonly SqlValue[]): SqlRow[];
  each(sql: string, ...values: readonly SqlValue[]): IterableIterator<SqlRow>;
  /** Runs `work` in one transaction that takes the write lock at once; rolls back when it throws. Not nestable. */
  transaction<T>(work: () => T): T;
  close(): void;
}

export interface SqliteOptions {
  /** Refuses every write; the file must exist. */
  readonly readOnly?: boolean;
  /** How long to wait for another process's lock. */
  readonly busyTimeoutMs?: number;
  /** SQL scripts; the file's `user_version` says how many have run already. Append, never edit. */
  readonly migrations?: readonly string[];
}

/**
 * The only way to a SQLite file. `libsql` aborts the process on a boolean bind, ignores wrong parameter counts and its
 * own `readonly` option, and adds a member to `get` rows; none of that passes through here.
 *
 * @throws CapuchinError `database-failed`; `database-newer` when the file was migrated by a newer version.
 */
export function openSqlite(path: string, options: SqliteOptions = {}): Sqlite {
  const { readOnly = false, busyTimeoutMs = 10_000, migrations = [] } = options;
  // Loaded here and not above: a native library costs every start of the process, and most never open a file.
  const Database = createRequire(import.meta.url)('libsql') as typeof LibSql;
  const database = attempt(`open ${path}`, () => new Database(path));
  const statements = new Map<string, { readonly statement: LibSql.Statement; readonly count: number }>();

  function statementFor(sql: string, count: number): LibSql.Statement {
    let known = statements.get(sql);
    if (known === undefined) {
      known = { statement: attempt(sql, () => database.prepare(sql)), count: countPlaceholders(sql) };
      statements.set(sql, known);
    }
    if (known.count !== count) {
      throw new CapuchinError('database-failed', `${known.count} values expected, ${count} given for: ${sql}`);
    }
    return known.statement;
  }

  const sqlite: Sqlite = {
    run: (sql, ...values) => attempt(sql, () => statementFor(sql, values.length).run(values.map(bindable)).changes),
    get(sql, ...values) {
      return sqlite.all(sql, ...values)[0];
    },
    all: (sql, ...values) => attempt(sql, () => statementFor(sql, values.length).all(values.map(bindable)) as SqlRow[]),
    each: (sql, ...values) =>
      // A statement of its own: a cached one that is still being read must not be restarted.
      attempt(sql, () => database.prepare(sql).iterate(values.map(bindable))) as IterableIterator<SqlRow>,
    transaction(work) {
      attempt('begin', () => database.exec('BEGIN IMMEDIATE'));
      try {
        const result = work();
        attempt('commit', () => database.exec('COMMIT'));
        return result;
      } catch (thrown) {
        // A failed statement may have ended the transaction already; the first error is the one to report.
        if (database.inTransaction) database.exec('ROLLBACK');
        throw thrown;
      }
    },
    close() {
      statements.clear();
      if (database.open) database.close();
    },
  };

  try {
    attempt('configure', () => database.exec(`PRAGMA busy_timeout = ${Math.trunc(busyTimeoutMs)}`));
    if (readOnly) attempt('configure', () => database.exec('PRAGMA query_only = 1'));
    else attempt('configure', () => database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL'));
    migrate(sqlite, path, migrations, readOnly, sql => attempt(sql, () => database.exec(sql)));
  } catch (thrown) {
    sqlite.close();
    throw thrown;
  }
  return sqlite;
}

function migrate(
  sqlite: Sqlite,
  path: string,
  migrations: readonly string[],
  readOnly: boolean,
  execute: (script: string) => void,
): void {
  const done = () => Number(sqlite.get('PRAGMA user_version')?.['user_version'] ?? 0);
  if (done() > migrations.length) {
    throw new CapuchinError(
      'database-newer',
      `${path} has layout ${done()}, this version knows ${migrations.length}; use a newer Capuchin or another home`,
    );
  }
  if (done() === migrations.length) return;
  if (readOnly) throw new CapuchinError('database-failed', `${path} must be migrated before it can be read`);
  sqlite.transaction(() => {
    // Read again under the lock: another process may have migrated in between.
    for (const script of migrations.slice(done())) execute(script);
    execute(`PRAGMA user_version = ${migrations.length}`);
  });
}

function bindable(value: SqlValue): string | number | bigint | null | Buffer {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value === null || typeof value === 'string' || typeof value === 'bigint') return value;
  if (typeof value === 'number') return value;
  throw new CapuchinError('database-failed', `cannot bind a value of type ${typeof value}`);
}

/** Question marks outside quotes and comments: the statements' only kind of placeholder. */
function countPlaceholders(sql: string): number {
  const outside = sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*/g, '');
  return outside.split('?').length - 1;
}

function attempt<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (thrown) {
    if (thrown instanceof CapuchinError) throw thrown;
    throw new CapuchinError('database-failed', `${messageOf(thrown)} (${what.slice(0, 200)})`, { cause: thrown });
  }
}
