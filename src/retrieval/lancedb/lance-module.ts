import { MissingDependency } from '../../base/index.js';

/** What is used of LanceDB, whose package is installed only where it is wanted: with its engine it takes some 200 MB. */
export interface LanceModule {
  connect(
    uri: string,
    options: { readonly storageOptions: Readonly<Record<string, string>> },
  ): Promise<LanceConnection>;
  readonly Index: {
    fts(options: Readonly<Record<string, unknown>>): unknown;
    bitmap(): unknown;
    hnswSq(options: { readonly distanceType: 'cosine' }): unknown;
  };
}

export interface LanceConnection {
  tableNames(): Promise<string[]>;
  openTable(name: string): Promise<LanceTable>;
  createTable(name: string, rows: readonly LanceRow[]): Promise<LanceTable>;
}

export type LanceRow = Readonly<Record<string, string | readonly number[]>>;

/** Sees its content as it was when it was opened, but for its own changes. */
export interface LanceTable {
  add(rows: readonly LanceRow[]): Promise<unknown>;
  delete(predicate: string): Promise<unknown>;
  countRows(filter?: string): Promise<number>;
  createIndex(column: string, options: { readonly config: unknown }): Promise<void>;
  indexStats(name: string): Promise<{ readonly numUnindexedRows: number } | undefined>;
  /** Joins small files, and removes those that nothing has used for seven days. */
  optimize(): Promise<unknown>;
  mergeInsert(on: string): LanceMerge;
  query(): LanceQuery & { fullTextSearch(query: string, options: { readonly columns: string }): LanceQuery };
  vectorSearch(vector: readonly number[]): LanceVectorQuery;
}

interface LanceMerge {
  whenMatchedUpdateAll(): LanceMerge;
  whenNotMatchedInsertAll(): LanceMerge;
  execute(rows: readonly LanceRow[]): Promise<unknown>;
}

interface LanceQuery {
  where(predicate: string): LanceQuery;
  select(columns: readonly string[]): LanceQuery;
  limit(limit: number): LanceQuery;
  toArray(): Promise<Readonly<Record<string, unknown>>[]>;
}

interface LanceVectorQuery extends LanceQuery {
  distanceType(type: 'cosine'): LanceVectorQuery;
  ef(ef: number): LanceVectorQuery;
  refineFactor(factor: number): LanceVectorQuery;
}

/** Throws `MissingDependency` where the package is not installed. */
export async function loadLanceModule(): Promise<LanceModule> {
  const name: string = '@lancedb/lancedb'; // not a literal type: the compiler would look for the package
  try {
    return (await import(name)) as LanceModule;
  } catch (thrown) {
    // The one code for the package, the other for the engine, which is a package for each platform.
    const codes: readonly unknown[] = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];
    if (!(thrown instanceof Error && 'code' in thrown && codes.includes(thrown.code))) throw thrown;
    throw new MissingDependency(name, `npm install ${name}@0.37.1`, { cause: thrown });
  }
}
