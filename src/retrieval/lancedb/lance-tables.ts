import { CapuchinError, messageOf, shortHash } from '../../base/index.js';
import type { Embedder } from '../../models/index.js';
import type { Analyzer } from '../analysis/analyzer.js';
import type { IndexedCollection } from '../retriever-source.js';
import { quoted } from './lance-filter.js';
import type { LanceConnection, LanceModule, LanceRow, LanceTable } from './lance-module.js';

/**
 * Where the index lies. The APIs of all collections stand in one table, because scores can be compared only within one:
 * how rare a word is must be counted over everything that is searched. Each time a collection is indexed its rows get a
 * new revision, and another table says which revision counts. So a change is there as a whole or not at all, a half-made
 * revision is never seen, and two programs that index at once leave rows too many, not wrong ones.
 */
export class LanceTables {
  readonly #connection: LanceConnection;
  readonly #names: { readonly apis: string; readonly collections: string };

  private constructor(connection: LanceConnection, embedder: Embedder | undefined) {
    this.#connection = connection;
    // Rows with vectors of another embedder have another shape.
    const suffix = embedder === undefined ? '' : `_${Buffer.from(shortHash(embedder.name)).toString('hex')}`;
    this.#names = { apis: `capuchin_apis${suffix}`, collections: `capuchin_collections${suffix}` };
  }

  /** @throws CapuchinError `index-unreachable`. */
  static async open(
    lance: LanceModule,
    uri: string,
    storageOptions: Readonly<Record<string, string>>,
    embedder: Embedder | undefined,
  ): Promise<LanceTables> {
    try {
      const connection = await lance.connect(uri, { storageOptions });
      await connection.tableNames();
      return new LanceTables(connection, embedder);
    } catch (thrown) {
      const where = `cannot open the LanceDB index at ${uri}`;
      throw new CapuchinError('index-unreachable', `${where}: ${messageOf(thrown)}`, { cause: thrown });
    }
  }

  /** As they are now; `undefined` as long as nothing was indexed. */
  async apis(): Promise<LanceTable | undefined> {
    return this.#existing(this.#names.apis);
  }

  async addApis(rows: readonly LanceRow[]): Promise<void> {
    await this.#add(this.#names.apis, rows);
  }

  /** The revision that counts for a collection, and whether it holds what the collection holds. */
  async revision(
    { name, fingerprint }: IndexedCollection,
    analyzer: Analyzer,
  ): Promise<{ readonly revision: string; readonly isCurrent: boolean } | undefined> {
    const table = await this.#existing(this.#names.collections);
    const [row] =
      (await table
        ?.query()
        .where(`collection = ${quoted(name)}`)
        .limit(1)
        .toArray()) ?? [];
    if (row === undefined) return undefined;
    const isCurrent = row['fingerprint'] === fingerprint && row['analyzer'] === versionOf(analyzer);
    return { revision: String(row['revision']), isCurrent };
  }

  /** From now on this revision of the collection counts. */
  async setRevision({ name, fingerprint }: IndexedCollection, analyzer: Analyzer, revision: string): Promise<void> {
    const row = { collection: name, fingerprint, analyzer: versionOf(analyzer), revision };
    const table = await this.#existing(this.#names.collections);
    if (table === undefined) await this.#add(this.#names.collections, [row]);
    else await table.mergeInsert('collection').whenMatchedUpdateAll().whenNotMatchedInsertAll().execute([row]);
  }

  async #existing(name: string): Promise<LanceTable | undefined> {
    const names = await this.#connection.tableNames();
    return names.includes(name) ? this.#connection.openTable(name) : undefined;
  }

  async #add(name: string, rows: readonly LanceRow[]): Promise<void> {
    const table = await this.#existing(name);
    if (table === undefined) await this.#connection.createTable(name, rows);
    else await table.add(rows);
  }
}

function versionOf({ name, version }: Analyzer): string {
  return `${name}:${version}`;
}
