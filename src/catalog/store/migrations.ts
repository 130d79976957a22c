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
   CREATE TABLE document (
     number INTEGER PRIMARY KEY,
     collection TEXT NOT NULL,
     name TEXT NOT NULL,
     hash TEXT NOT NULL,
     -- Of the definitions, and what most of its APIs have in common, as JSON.
     definitions_hash TEXT NOT NULL,
     common TEXT NOT NULL,
     -- What was refused and warned of, as JSON.
     notes TEXT NOT NULL,
     UNIQUE (collection, name)
   ) STRICT;
   CREATE TABLE api (
     id TEXT PRIMARY KEY,
     document INTEGER NOT NULL,
     base_name TEXT NOT NULL,
     -- Null from when the API comes until names are given.
     name TEXT COLLATE NOCASE UNIQUE,
     -- Equal for APIs that may be variants of one another; empty for those that cannot.
     likeness TEXT NOT NULL,
     -- Equal for APIs whose descriptions are the same.
     said TEXT NOT NULL,
     -- Id of the first of its variants, itself included; null for an API without any.
     variant_of TEXT,
     content_hash TEXT NOT NULL,
     -- Its content: apart from it, so that names can be given without touching what is long.
     content INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE content (
     number INTEGER PRIMARY KEY,
     -- The ApiDraft, packed.
     packed BLOB NOT NULL,
     -- Where it stands in its source; uri is null where the document's APIs have it in common.
     uri TEXT,
     pointer TEXT
   ) STRICT;
   CREATE INDEX api_by_document ON api (document);
   CREATE INDEX api_by_likeness ON api (likeness) WHERE likeness <> '';
   CREATE INDEX api_by_variant ON api (variant_of) WHERE variant_of IS NOT NULL;
   CREATE TABLE definition (
     document INTEGER NOT NULL,
     name TEXT NOT NULL,
     arguments TEXT,
     -- Null where it is the same as that of the arguments.
     returns TEXT,
     PRIMARY KEY (document, name)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE effect_rule (
     collection TEXT NOT NULL,
     place INTEGER NOT NULL,
     pattern TEXT NOT NULL,
     effect TEXT NOT NULL,
     PRIMARY KEY (collection, place)
   ) STRICT, WITHOUT ROWID;`,
];
