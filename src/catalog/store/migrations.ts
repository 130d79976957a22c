/** The store's layout, one script a version. Append; never edit one that has been released. */
export const migrations: readonly string[] = [
  `CREATE TABLE collection (
     name TEXT PRIMARY KEY,
     importer TEXT NOT NULL,
     source TEXT NOT NULL,
     imported_at TEXT NOT NULL,
     api_count INTEGER NOT NULL,
     fingerprint TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE api (
     id TEXT PRIMARY KEY,
     collection TEXT NOT NULL,
     base_name TEXT NOT NULL,
     -- Null only inside the transaction that gives names.
     name TEXT COLLATE NOCASE UNIQUE,
     content_hash TEXT NOT NULL,
     -- The ApiDraft as JSON.
     content TEXT NOT NULL
   ) STRICT;
   CREATE INDEX api_by_collection ON api (collection, id);`,
];
