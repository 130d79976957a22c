import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  CapuchinError,
  createProgress,
  didYouMean,
  isJsonObject,
  openJsonlWriter,
  readJsonl,
  systemClock,
} from '../base/index.js';
import type { Api, Store } from '../catalog/index.js';
import { type ApiPlace, generateRequests, type RequestRow } from '../datasets/index.js';
import type { Io } from './io.js';

export interface RequestsWanted {
  readonly collection: string;
  readonly out: string;
  readonly count: number;
  readonly seed: number;
  readonly multi?: boolean;
}

export interface RequestsWritten {
  readonly rows: number;
  readonly added: number;
  /** How many different APIs the file's requests are for. */
  readonly apis: number;
  readonly splits: Readonly<Record<string, number>>;
  readonly styles: Readonly<Record<string, number>>;
}

/** Fills a file up to as many rows as are wanted; a file that has some already keeps them. */
export async function writeRequests(io: Io, store: Store, wanted: RequestsWanted): Promise<RequestsWritten> {
  const { collection, count, seed, multi = false } = wanted;
  const path = resolve(io.cwd, wanted.out);
  if (store.collection(collection) === undefined) {
    const known = store.collections().map(each => each.name);
    throw new CapuchinError('not-found', `no collection named "${collection}"${didYouMean(collection, known)}`);
  }
  const tally = new Tally();
  const made: string[] = [];
  for (const row of await rowsOf(path, io.signal)) {
    made.push(row.query);
    tally.add(row);
  }
  const before = made.length;
  if (before < count) {
    const task = createProgress(io.stderr, { clock: systemClock }).start({
      label: `writing requests for ${collection}`,
      unit: 'requests',
      total: count,
    });
    const writer = openJsonlWriter(path, { append: true });
    try {
      const places = Array.from(store.outlines(collection), placeOf);
      const generation = { collection, places, load: (ids: readonly string[]) => store.get(ids), seed, multi };
      if (before > 0 && firstOf(generateRequests(generation))?.query !== made[0]) {
        throw new CapuchinError(
          'not-requests',
          `${path} was made with another seed or of other APIs; name another file with --out`,
        );
      }
      for (const row of generateRequests({ ...generation, made })) {
        io.signal.throwIfAborted();
        writer.write(row);
        tally.add(row);
        task.update(tally.rows);
        if (tally.rows === count) break;
        // Lets Ctrl-C be heard: the loop itself never waits.
        if (tally.rows % 100 === 0) await new Promise(resume => setImmediate(resume));
      }
      task.end();
    } catch (thrown) {
      task.fail();
      throw thrown;
    } finally {
      writer.close();
    }
  }
  return tally.summary(tally.rows - before);
}

function placeOf({ id, provider, tool, category }: Api): ApiPlace {
  return { id, provider, tool, category };
}

function firstOf<T>(values: Iterable<T>): T | undefined {
  for (const value of values) return value;
  return undefined;
}

async function rowsOf(path: string, signal: AbortSignal): Promise<RequestRow[]> {
  if (!existsSync(path)) return [];
  const rows: RequestRow[] = [];
  for await (const { line, value } of readJsonl(path, { signal, onTornEnd: () => {} })) {
    if (!isJsonObject(value) || typeof value['query'] !== 'string' || !Array.isArray(value['relevant_apis'])) {
      throw new CapuchinError('not-requests', `${path}:${line} is no row of requests; name another file with --out`);
    }
    rows.push(value as unknown as RequestRow);
  }
  return rows;
}

class Tally {
  rows = 0;
  readonly #apis = new Set<string>();
  readonly #splits = new Map<string, number>();
  readonly #styles = new Map<string, number>();

  add({ relevant_apis: apis, split, style }: RequestRow): void {
    this.rows += 1;
    for (const key of apis) this.#apis.add(key);
    this.#splits.set(split, (this.#splits.get(split) ?? 0) + 1);
    this.#styles.set(style, (this.#styles.get(style) ?? 0) + 1);
  }

  summary(added: number): RequestsWritten {
    const sorted = (counts: Map<string, number>) =>
      Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
    return {
      rows: this.rows,
      added,
      apis: this.#apis.size,
      splits: sorted(this.#splits),
      styles: sorted(this.#styles),
    };
  }
}
