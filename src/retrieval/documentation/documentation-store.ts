import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fingerprint, openSqlite, type Sqlite, type SqlRow } from '../../base/index.js';
import type { About, Passage } from './passage.js';
import type { DocumentationText } from './read-documentation.js';

/** A text of documentation that was added. */
export interface DocumentationEntry {
  /** Absolute path of its file. */
  readonly path: string;
  readonly title: string;
  readonly about: About;
  readonly passageCount: number;
  readonly addedAt: string;
}

export interface NewDocumentation extends DocumentationText {
  readonly path: string;
  /** Of the file's bytes. */
  readonly hash: string;
  readonly about: About;
  /** The API that each passage describes, where it describes another than `about` says. */
  readonly apis?: readonly (string | undefined)[];
}

/** Documentation in passages, in one SQLite file. */
export interface DocumentationStore {
  /** In path order. */
  entries(): DocumentationEntry[];
  /** Whether a file of this content is there already, about the same. */
  holds(text: Pick<NewDocumentation, 'path' | 'hash' | 'about'>): boolean;
  /** Puts a text in place of what was added of the same path before, at once. */
  put(text: NewDocumentation): 'added' | 'changed';
  /** How many texts went: those of a path, or of the files in a folder. */
  remove(path: string): number;
  passages(): IterableIterator<StoredPassage>;
  passage(id: string): StoredPassage | undefined;
  /** Equal exactly when the passages are. */
  fingerprint(): string;
  close(): void;
}

export interface StoredPassage extends Passage {
  readonly id: string;
  readonly path: string;
}

/** Raised when the same file is divided otherwise, so that files are read again when they are added again. */
const readerVersion = 1;

const migrations = [
  `CREATE TABLE text (
     -- Never given twice, so that the id of a passage never leads to another text.
     number INTEGER PRIMARY KEY AUTOINCREMENT,
     path TEXT NOT NULL UNIQUE,
     hash TEXT NOT NULL,
     reader INTEGER NOT NULL,
     title TEXT NOT NULL,
     -- JSON.
     about TEXT NOT NULL,
     added_at TEXT NOT NULL
   ) STRICT;
   CREATE TABLE passage (
     text INTEGER NOT NULL,
     place INTEGER NOT NULL,
     -- JSON.
     headings TEXT NOT NULL,
     content TEXT NOT NULL,
     -- Id of an API, where the passage is about another than its text.
     api TEXT,
     PRIMARY KEY (text, place)
   ) STRICT, WITHOUT ROWID;`,
];

export interface DocumentationStoreOptions {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** The store in a file, when there is one: asking about documentation makes none. */
export function documentationStoreAt(path: string): DocumentationStore | undefined {
  return existsSync(path) ? openDocumentationStore(path) : undefined;
}

/** Throws `database-failed`, `database-newer`. */
export function openDocumentationStore(path: string, options: DocumentationStoreOptions = {}): DocumentationStore {
  const { now = Date.now } = options;
  mkdirSync(dirname(path), { recursive: true });
  const database = openSqlite(path, { migrations });
  return {
    entries: () => database.all(selectEntries).map(entryOf),
    holds({ path: file, hash, about }) {
      const row = database.get('SELECT hash, reader, about FROM text WHERE path = ?', file);
      return row?.['hash'] === hash && row['reader'] === readerVersion && row['about'] === aboutText(about);
    },
    put: text => database.transaction(() => putText(database, text, new Date(now()).toISOString())),
    remove: file => database.transaction(() => removeTexts(database, file)),
    *passages() {
      for (const row of database.each(`${selectPassages} ORDER BY text.number, place`)) yield passageOf(row);
    },
    passage(id) {
      const found = /^\/(\d+)#(\d+)$/.exec(id);
      const where = `${selectPassages} WHERE text.number = ? AND place = ?`;
      const row = found === null ? undefined : database.get(where, Number(found[1]), Number(found[2]));
      return row && passageOf(row);
    },
    fingerprint: () => fingerprint(database.all('SELECT number, path, hash, reader, about FROM text ORDER BY number')),
    close: () => database.close(),
  };
}

const selectEntries = `SELECT path, title, about, added_at,
  (SELECT count(*) FROM passage WHERE passage.text = text.number) AS passages FROM text ORDER BY path`;
const selectPassages = `SELECT text.number AS number, place, headings, content, api, path, about
  FROM passage JOIN text ON text.number = passage.text`;

function putText(database: Sqlite, text: NewDocumentation, addedAt: string): 'added' | 'changed' {
  const before = removeTexts(database, text.path);
  database.run(
    'INSERT INTO text (path, hash, reader, title, about, added_at) VALUES (?, ?, ?, ?, ?, ?)',
    text.path,
    text.hash,
    readerVersion,
    text.title,
    aboutText(text.about),
    addedAt,
  );
  const number = Number(database.get('SELECT number FROM text WHERE path = ?', text.path)?.['number']);
  for (const [place, { headings, text: content }] of text.passages.entries()) {
    const api = text.apis?.[place] ?? null;
    const insert = 'INSERT INTO passage (text, place, headings, content, api) VALUES (?, ?, ?, ?, ?)';
    database.run(insert, number, place, JSON.stringify(headings), content, api);
  }
  return before > 0 ? 'changed' : 'added';
}

function removeTexts(database: Sqlite, path: string): number {
  const inside = `${path.replace(/[/\\]+$/, '')}/`;
  const rows = database.all('SELECT number, path FROM text').filter(row => {
    const each = String(row['path']);
    return each === path || each.replaceAll('\\', '/').startsWith(inside.replaceAll('\\', '/'));
  });
  for (const { number = null } of rows) {
    database.run('DELETE FROM passage WHERE text = ?', Number(number));
    database.run('DELETE FROM text WHERE number = ?', Number(number));
  }
  return rows.length;
}

/** Equal texts for what is about the same. */
function aboutText({ collection, tool, api }: About): string {
  return JSON.stringify({ collection, tool, api });
}

function entryOf(row: SqlRow): DocumentationEntry {
  return {
    path: String(row['path']),
    title: String(row['title']),
    about: JSON.parse(String(row['about'])) as About,
    passageCount: Number(row['passages']),
    addedAt: String(row['added_at']),
  };
}

function passageOf(row: SqlRow): StoredPassage {
  const about = JSON.parse(String(row['about'])) as About;
  const { api } = row;
  return {
    id: `/${row['number']}#${row['place']}`,
    path: String(row['path']),
    headings: JSON.parse(String(row['headings'])) as string[],
    text: String(row['content']),
    about: typeof api === 'string' ? { ...about, api } : about,
  };
}
