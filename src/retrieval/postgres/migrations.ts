import type { Query } from './database.js';

/**
 * Each is run once, in order, and never changed after it was released.
 *
 * Texts are compared by bytes, so that ids sort as they do elsewhere whatever the server's locale. Postings stand in
 * blocks: a row holds those of one term in up to some ten thousand documents, as arrays of equal length. That takes a
 * seventh of the space of a row for each and is written in half the time, and reading it is as fast.
 */
const migrations: readonly string[] = [
  `create table capuchin_collection (
     number integer generated always as identity primary key,
     name text collate "C" not null unique,
     fingerprint text not null,
     analyzer text not null,
     api_count integer not null,
     word_count double precision not null
   );
   create table capuchin_api (
     number integer generated always as identity primary key,
     collection integer not null references capuchin_collection on delete cascade,
     id text collate "C" not null,
     provider text collate "C" not null,
     category text collate "C" not null,
     effect text collate "C" not null,
     text_hash text collate "C" not null,
     unique (collection, id)
   );
   create index capuchin_api_text on capuchin_api (text_hash);
   create table capuchin_posting (
     collection integer not null references capuchin_collection on delete cascade,
     term text collate "C" not null,
     document_count integer not null,
     apis integer[] not null,
     frequencies integer[] not null,
     lengths integer[] not null
   );
   create index capuchin_posting_term on capuchin_posting (collection, term);
   create table capuchin_embedder (
     number integer generated always as identity primary key,
     name text collate "C" not null unique,
     dimensions integer not null
   );
   create table capuchin_embedded (
     collection integer not null references capuchin_collection on delete cascade,
     embedder integer not null references capuchin_embedder on delete cascade,
     primary key (collection, embedder)
   )`,
];

/** Makes or completes our tables. Programs that do it at once wait for one another. */
export async function migrate(query: Query): Promise<void> {
  await query(`select pg_advisory_xact_lock(hashtextextended('capuchin_migration', 0))`);
  await query('create table if not exists capuchin_migration (version integer primary key)');
  const [done] = await query('select coalesce(max(version), 0) as version from capuchin_migration');
  const version = Number(done?.['version']);
  for (const [i, sql] of migrations.entries()) {
    if (i < version) continue;
    for (const statement of sql.split(';')) await query(statement);
    await query('insert into capuchin_migration values ($1)', [i + 1]);
  }
}
