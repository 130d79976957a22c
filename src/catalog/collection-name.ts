import { CapuchinError } from '../base/index.js';

const legalCollection = /^[a-z0-9][a-z0-9._-]{0,62}$/;

/** Throws unless `name` may name a collection; names are file names too, so they are kept plain. */
export function checkCollectionName(name: string): void {
  if (legalCollection.test(name)) return;
  throw new CapuchinError(
    'bad-collection-name',
    `"${name}" cannot name a collection: use 1 to 63 of a-z, 0-9, ".", "_" and "-", starting with a letter or digit`,
  );
}

/** A legal collection name made from any text, such as a file name or a title. */
export function collectionNameFrom(text: string): string {
  const slug = text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 63);
  return slug === '' ? 'collection' : slug;
}
