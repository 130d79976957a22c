import { createHash } from 'node:crypto';
import type { Sqlite } from '../../base/index.js';

/**
 * Fingerprint by name of the documents of a collection that have APIs: equal as long as their APIs are. Unlike the hash of
 * the document as it was read, it tells of changes that come from a newer importer.
 */
export function documentFingerprints(database: Sqlite, collection: string): ReadonlyMap<string, string> {
  const rows = database.each(
    `SELECT document.name, api.id, api.content_hash FROM document JOIN api ON api.document = document.number
     WHERE document.collection = ? ORDER BY document.number, api.id`,
    collection,
  );
  const contents = new Map<string, string[]>();
  for (const { name, id, content_hash: hash } of rows) {
    const lines = contents.get(String(name));
    const line = `${id} ${hash}\n`;
    if (lines === undefined) contents.set(String(name), [line]);
    else lines.push(line);
  }
  return new Map([...contents].map(([name, lines]) => [name, sha256(lines.join(''))]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
