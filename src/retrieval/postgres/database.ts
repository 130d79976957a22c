export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement; `values` stand for `$1`, `$2` … in it. */
export type Query = (sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** A Postgres server, wherever it runs. */
export interface Database {
  /** Undone as a whole when `work` or `signal` fails it; a statement that is running when `signal` aborts is cancelled. */
  transaction<T>(work: (query: Query) => Promise<T>, signal?: AbortSignal): Promise<T>;
  close(): Promise<void>;
}
