// The documents of the corpus, one at a time, each with the APIs that our importer makes of it.
import { createReadStream } from 'node:fs';
import { Parser, type ReadEntry } from 'tar';
import { type Api, collectApis, type JsonObject, openapi } from '../src/index.js';

export interface CorpusDocument {
  /** Path within the package. */
  readonly name: string;
  /** As it was written. */
  readonly root: JsonObject;
  readonly apis: readonly Api[];
}

/** The documents of the package as npm publishes it; of every `each` documents one, the first. */
export async function* corpusDocuments(path: string, each = 1): AsyncGenerator<CorpusDocument> {
  let index = 0;
  for await (const entry of entriesOf(path)) {
    const isWanted = /^package\/api\/.*\.json$/.test(entry.path) && index++ % each === 0;
    if (!isWanted) entry.resume();
    else yield await corpusDocument(entry.path.slice('package/api/'.length), await entry.concat());
  }
}

async function corpusDocument(name: string, bytes: Buffer): Promise<CorpusDocument> {
  const stdin = (async function* () {
    yield bytes;
  })();
  const apis = await collectApis(name, openapi().read('-', { stdin }));
  return { name, root: JSON.parse(bytes.toString()) as JsonObject, apis };
}

/** An entry waits until it is read, so that only one is held at a time. */
async function* entriesOf(path: string): AsyncGenerator<ReadEntry> {
  const waiting: ReadEntry[] = [];
  let wake = () => {};
  let ended = false;
  const parser = new Parser({
    onReadEntry: entry => {
      waiting.push(entry);
      wake();
    },
  });
  parser.on('end', () => {
    ended = true;
    wake();
  });
  createReadStream(path).pipe(parser as unknown as NodeJS.WritableStream);
  for (;;) {
    const entry = waiting.shift();
    if (entry !== undefined) yield entry;
    else if (ended) return;
    else {
      await new Promise<void>(resolve => {
        wake = resolve;
      });
    }
  }
}
