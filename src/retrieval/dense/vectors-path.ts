import { join } from 'node:path';
import { sha256 } from '../../base/index.js';
import { checkCollectionName } from '../../catalog/index.js';

/** Where the vectors of a collection lie. */
export function vectorsPath(folder: string, collection: string, embedder: string): string {
  checkCollectionName(collection);
  return join(folder, `${collection}.${fileNameOf(embedder)}.vectors`);
}

/** An embedder's name as a part of a file's: without a dot, which stands between the parts. */
export function fileNameOf(embedder: string): string {
  const plain = embedder
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .slice(0, 60);
  return plain === embedder ? plain : `${plain}-${sha256(embedder).slice(0, 8)}`;
}
