import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ArtifactSource, describeSource, type FileArtifact } from './artifact.js';
import type { ArtifactState } from './artifact-cache.js';
import { ArtifactUnavailable, reasonOf, type TriedSource } from './artifact-unavailable.js';
import { hashFile } from './hash-file.js';
import type { Keeper, KeeperOptions } from './keeper.js';
import type { Deliver, Delivery } from './sources/delivery.js';
import { deliverFile } from './sources/file-source.js';
import { deliverHttps } from './sources/https-source.js';
import { deliverNpm } from './sources/npm-source.js';
import { deliverPypi } from './sources/pypi-source.js';

const deliverers = {
  file: deliverFile,
  https: deliverHttps,
  npm: deliverNpm,
  pypi: deliverPypi,
} as const satisfies { [Kind in ArtifactSource['kind']]: Deliver<ArtifactSource & { kind: Kind }> };

/**
 * Keeps single files: `<folder>/<fileName>`, beside it a stamp with the size and time it had when its hash was last
 * found right, and `<fileName>.partial` while it is being fetched.
 */
export function keptFiles({ offline, tools }: KeeperOptions): Keeper<FileArtifact> {
  return {
    locate(artifact, folder) {
      const path = join(folder, artifact.fileName);
      return stampFits(path, artifact) ? path : undefined;
    },

    isThere: (artifact, folder) => existsSync(join(folder, artifact.fileName)),

    async verify(artifact, folder, { signal }) {
      const path = join(folder, artifact.fileName);
      if (!existsSync(path)) return 'missing';
      const state: ArtifactState =
        (await contentProblem(path, artifact, { signal })) === undefined ? 'present' : 'damaged';
      if (state === 'present') await writeStamp(path, artifact);
      else await rm(stampPath(path), { force: true });
      return state;
    },

    async pull(artifact, folder, { signal, onProgress }) {
      const path = join(folder, artifact.fileName);
      const report = (source: string): Delivery['onProgress'] => {
        return (stage, done, total = artifact.bytes) => onProgress?.({ stage, source, done, total });
      };
      // Perhaps put there by hand, or touched: good content is good content.
      if ((await this.verify(artifact, folder, { signal })) === 'present') return path;

      const tried: TriedSource[] = [];
      for (const source of artifact.sources) {
        const name = describeSource(source);
        const refused = offline && source.kind !== 'file';
        const reason = refused
          ? 'CAPUCHIN_OFFLINE is set'
          : await attempt(source, artifact, path, report(name), signal);
        if (reason === undefined) return path;
        tried.push({ source: name, reason });
      }
      const byHand = `or put the file at ${path} yourself (${artifact.bytes} bytes, SHA-256 ${artifact.sha256}).`;
      const advice = offline
        ? `Unset CAPUCHIN_OFFLINE, ${byHand}`
        : `Try again when one of these can be reached, ${byHand}`;
      throw new ArtifactUnavailable(artifact.name, tried, advice);
    },
  };

  /** Tries one source; gives the reason when the content did not come or was wrong. */
  async function attempt(
    source: ArtifactSource,
    artifact: FileArtifact,
    path: string,
    onProgress: Delivery['onProgress'],
    signal: AbortSignal | undefined,
  ): Promise<string | undefined> {
    const partialPath = `${path}.partial`;
    const scratchFolder = `${path}.scratch`;
    await rm(scratchFolder, { recursive: true, force: true }); // left by a pull that was killed
    await mkdir(scratchFolder, { recursive: true });
    const delivery: Delivery = { partialPath, bytes: artifact.bytes, scratchFolder, signal, onProgress };
    const onBytes = (done: number) => onProgress('verify', done);
    try {
      for (;;) {
        const deliver = deliverers[source.kind] as Deliver<ArtifactSource>;
        const delivered = await deliver(source, delivery, tools);
        const problem = await contentProblem(delivered.path, artifact, { signal, onBytes });
        if (problem === undefined) {
          await putInPlace(delivered.path, path);
          await rm(partialPath, { force: true }); // what an earlier source had begun
          await writeStamp(path, artifact);
          return undefined;
        }
        await rm(delivered.path);
        if (!delivered.continued) return problem; // else the beginning may have been at fault: again, all of it
      }
    } catch (thrown) {
      signal?.throwIfAborted();
      return reasonOf(thrown);
    } finally {
      await rm(scratchFolder, { recursive: true, force: true });
    }
  }
}

/** What is wrong with a file's content; nothing when it is the pinned one. What counts is what the disk gives back. */
async function contentProblem(
  path: string,
  artifact: FileArtifact,
  options: Parameters<typeof hashFile>[1],
): Promise<string | undefined> {
  const { size } = await stat(path);
  if (size !== artifact.bytes) return `it has ${size} bytes, ${artifact.bytes} are expected`;
  const sha256 = await hashFile(path, options);
  return sha256 === artifact.sha256 ? undefined : `its SHA-256 is ${sha256}, ${artifact.sha256} is expected`;
}

/** What is in place must outlive a power cut: its stamp says that nobody need look again. */
async function putInPlace(from: string, path: string): Promise<void> {
  const file = await open(from, 'r+');
  await file.sync().finally(() => file.close());
  await rename(from, path);
}

const stampPath = (path: string) => `${path}.stamp.json`;

async function writeStamp(path: string, artifact: FileArtifact): Promise<void> {
  const { mtimeMs } = await stat(path);
  await writeFile(stampPath(path), JSON.stringify({ sha256: artifact.sha256, mtimeMs }));
}

function stampFits(path: string, artifact: FileArtifact): boolean {
  try {
    const found = statSync(path);
    const stamp = JSON.parse(readFileSync(stampPath(path), 'utf8')) as Record<string, unknown>;
    const untouched = found.size === artifact.bytes && stamp['mtimeMs'] === found.mtimeMs;
    return untouched && stamp['sha256'] === artifact.sha256;
  } catch {
    return false; // no file, no stamp, or a torn one: the next pull hashes what there is and stamps it again
  }
}
