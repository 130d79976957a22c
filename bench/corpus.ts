// The documents of the APIs.guru directory, one at a time, each with the APIs that our importer makes of it.
import { homedir } from 'node:os';
import { parseArgs } from 'node:util';
import {
  type Api,
  collectApis,
  createArtifactCache,
  folders,
  type JsonObject,
  openapi,
  openapiDirectory,
  readTarball,
} from '../src/index.js';

export interface CorpusDocument {
  /** Path within the package. */
  readonly name: string;
  /** As it was written. */
  readonly root: JsonObject;
  readonly apis: readonly Api[];
}

export interface CorpusOptions {
  readonly path: string;
  readonly each: number;
  readonly failures?: string;
}

/**
 * `--corpus <package.tgz>`, by default the artifact; `--each <n>`: every n-th document only; `--failures <file>`: where
 * every failure is written, one line of JSON each.
 */
export async function corpusOptions(): Promise<CorpusOptions> {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string' },
      each: { type: 'string', default: '1' },
      failures: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const common = { each: Number(values.each), ...(values.failures === undefined ? {} : { failures: values.failures }) };
  if (values.corpus !== undefined) return { path: values.corpus, ...common };
  const { env, platform } = process;
  const { cache } = folders({ env, platform, homeDir: homedir() });
  const artifacts = createArtifactCache({ folder: `${cache}/artifacts`, env });
  return { path: await artifacts.pull(openapiDirectory), ...common };
}

export async function* corpusDocuments(path: string, each = 1): AsyncGenerator<CorpusDocument> {
  let index = 0;
  const wanted = (file: string) => file.startsWith('api/') && file.endsWith('.json') && index++ % each === 0;
  for await (const file of readTarball(path, { wanted, maxFileBytes: 100_000_000 })) {
    const name = file.path.slice('api/'.length, -'.json'.length);
    const root = JSON.parse(Buffer.from(file.bytes).toString()) as JsonObject;
    yield { name, root, apis: await apisOf(name, file.bytes) };
  }
}

async function apisOf(name: string, bytes: Uint8Array): Promise<readonly Api[]> {
  const stdin = (async function* () {
    yield bytes;
  })();
  return collectApis(name, openapi().read('-', { stdin }));
}
