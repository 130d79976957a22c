// Engines that find APIs by the words of a request: ours, and others over the same terms of the same texts.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openSqlite } from 'capuchin/base';
import type { Api } from 'capuchin/catalog';
import { embedderNamed } from 'capuchin/models';
import { apiAnalyzer, type Hit, type MakeRetriever, type Retriever, retrieverNamed, termsOf } from 'capuchin/retrieval';
import MiniSearch from 'minisearch';
import { findLanceDb, lanceModule } from '../test/lancedb.js';

export interface Engine {
  readonly name: string;
  /** Why it cannot run here; absent where it can. */
  readonly absent?: string;
  /** Makes an index of the APIs in a folder that is empty or holds the index of just these APIs already. */
  open(apis: readonly Api[], folder: string): Promise<OpenedEngine>;
}

export interface OpenedEngine {
  readonly retriever: Retriever;
  /** Of the index's files; absent where it is in memory alone. */
  readonly bytes?: number;
  /** What another process holds in memory; absent where the index is in this one. */
  readonly otherMemoryBytes?: number;
  close?(): void;
}

export async function searchEngines(python: string): Promise<readonly Engine[]> {
  return [
    ours('lexical'),
    ours('fused'),
    ours('hybrid'),
    ours('bm25'),
    await lancedb(),
    { name: 'SQLite FTS5', open: fullTextOfSqlite },
    { name: 'minisearch 7', open: miniSearch },
    bm25s(python),
  ];
}

function ours(name: string): Engine {
  return {
    name,
    async open(apis, folder) {
      const retriever = await openOver(retrieverNamed(name), apis, folder);
      return { retriever, bytes: sizeOf(folder) };
    },
  };
}

/** Loaded from where it is built, since it is no part of what the package exports. */
async function lancedb(): Promise<Engine> {
  const name = 'LanceDB';
  const path = findLanceDb();
  if (path === undefined) return absent(name, 'the package @lancedb/lancedb is not installed');
  const built = new URL('../dist/retrieval/lancedb/lancedb-retriever.js', import.meta.url).href;
  const { lancedbRetriever } = (await import(built)) as typeof import('../src/retrieval/lancedb/lancedb-retriever.js');
  const lance = await lanceModule(path);
  return {
    name,
    async open(apis, folder) {
      const retriever = await openOver(source => lancedbRetriever(source, lance), apis, folder);
      return { retriever, bytes: sizeOf(folder) };
    },
  };
}

function absent(name: string, reason: string): Engine {
  return { name, absent: reason, open: () => Promise.reject(new Error(reason)) };
}

/** Hits have ids alone: what reading whole APIs takes is nobody's search. */
async function openOver(make: MakeRetriever, apis: readonly Api[], folder: string): Promise<Retriever> {
  const names = [...new Set(apis.map(api => api.collection))];
  return make({
    folder,
    collections: names.map(name => ({ name, fingerprint: '1' })),
    load: ids => ids.map(id => ({ id }) as Api),
    rebuild: collection => apis.filter(api => api.collection === collection),
    embedder: () => embedderNamed('static'),
  });
}

/** An index without the texts, in a file; without positions as well, its `bm25()` would find every score to be 0. */
async function fullTextOfSqlite(apis: readonly Api[], folder: string): Promise<OpenedEngine> {
  const path = join(folder, 'fts5.db');
  const database = openSqlite(path, {
    migrations: ["create virtual table api using fts5(terms, content='', tokenize='unicode61 remove_diacritics 0')"],
  });
  database.transaction(() => {
    for (const [row, api] of apis.entries()) {
      database.run('insert into api (rowid, terms) values (?, ?)', row, weightedTerms(api).join(' '));
    }
  });
  database.run("insert into api (api) values ('optimize')");
  const sql = 'select rowid as row, rank from api where api match ? order by rank limit ?';
  return {
    retriever: {
      async search(request, k) {
        // What its tokenizer would take apart again is no word of its.
        const words = [...new Set(termsOf(apiAnalyzer, request))].filter(term => /^[\p{L}\p{N}]+$/u.test(term));
        if (words.length === 0) return [];
        const rows = database.all(sql, words.map(word => `"${word}"`).join(' OR '), k);
        return rows.map(({ row, rank }) => hit(apis[Number(row)]?.id ?? '', -Number(rank)));
      },
    },
    bytes: sizeOf(folder),
    close: () => database.close(),
  };
}

async function miniSearch(apis: readonly Api[]): Promise<OpenedEngine> {
  const index = new MiniSearch<{ id: string; terms: string }>({
    fields: ['terms'],
    tokenize: text => text.split(' '),
    processTerm: term => term,
    searchOptions: { tokenize: text => termsOf(apiAnalyzer, text) },
  });
  for (const api of apis) index.add({ id: api.id, terms: weightedTerms(api).join(' ') });
  return {
    retriever: {
      search: async (request, k) =>
        index
          .search(request)
          .slice(0, k)
          .map(({ id, score }) => hit(id, score)),
    },
  };
}

/** The Python package, in a process of its own that is asked and answers line by line; the pipe takes some 0.1 ms. */
function bm25s(python: string): Engine {
  const name = 'bm25s (Python)';
  const asked = spawnSync(python, ['-c', 'import bm25s'], { encoding: 'utf8' });
  if (asked.status !== 0) return absent(name, `${python} has no package bm25s`);
  const script = fileURLToPath(new URL('bm25s-process.py', import.meta.url));
  return {
    name,
    async open(apis, folder) {
      const path = join(folder, 'documents.jsonl');
      await writeFile(
        path,
        apis.map(api => `${JSON.stringify(weightedTerms(api))}\n`),
      );
      const child = spawn(python, [script, path], { stdio: ['pipe', 'pipe', 'inherit'] });
      const lines = createInterface({ input: child.stdout });
      const ended = new AbortController();
      child.once('exit', status => ended.abort(new Error(`bm25s ended with ${status}`)));
      const answer = async () => JSON.parse(String((await once(lines, 'line', { signal: ended.signal }))[0]));
      const { memory_bytes: memoryBytes } = (await answer()) as { memory_bytes: number };
      return {
        otherMemoryBytes: memoryBytes,
        retriever: {
          async search(request, k) {
            const answered = answer();
            child.stdin.write(`${JSON.stringify({ terms: termsOf(apiAnalyzer, request), k })}\n`);
            const { rows, scores } = (await answered) as { rows: number[]; scores: number[] };
            return rows.map((row, i) => hit(apis[row]?.id ?? '', scores[i] ?? 0));
          },
        },
        close: () => child.stdin.end(),
      };
    },
  };
}

/** The words that our own index counts, names and tools twice. */
function weightedTerms(api: Api): string[] {
  return apiAnalyzer
    .fields(api)
    .flatMap(({ text, weight }) => Array<string[]>(weight).fill(termsOf(apiAnalyzer, text)).flat());
}

function hit(id: string, score: number): Hit {
  return { api: { id } as Api, score };
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
