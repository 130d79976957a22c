import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { CapuchinError } from '../errors.js';
import { isJsonObject, type JsonObject } from '../json.js';
import { mapPool } from '../pool.js';
import type { PackageArtifact } from './artifact.js';
import { ArtifactUnavailable, reasonOf } from './artifact-unavailable.js';
import { hashFile } from './hash-file.js';
import type { Keeper, KeeperOptions } from './keeper.js';
import { runNpm } from './sources/npm-client.js';
import { watchFolder } from './watch-folder.js';

/** One line of the manifest: a file as it was right after the installation. */
interface InstalledFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

const manifestName = 'capuchin-manifest.json';
const manifestVersion = 1;

/**
 * Keeps npm packages. They are installed in `<folder>.partial`, which gets its name only when everything is there, so
 * the manifest in the folder says that it is whole.
 */
export function keptPackages({ offline, tools }: KeeperOptions): Keeper<PackageArtifact> {
  return {
    locate(artifact, folder) {
      const entry = join(folder, artifact.entry);
      return existsSync(join(folder, manifestName)) && existsSync(entry) ? entry : undefined;
    },

    isThere: (_artifact, folder) => existsSync(folder),

    async verify(_artifact, folder, { signal }) {
      if (!existsSync(folder)) return 'missing';
      const files = await readManifest(folder);
      const whole =
        files !== undefined && (await mapPool(files, 4, file => isUnchanged(folder, file, signal))).every(Boolean);
      if (!whole) await rm(join(folder, manifestName), { force: true }); // so that `locate` knows from now on
      return whole ? 'present' : 'damaged';
    },

    async pull(artifact, folder, { signal, onProgress }) {
      const entry = join(folder, artifact.entry);
      const source = 'npm';
      try {
        checkPinned(artifact.packageLock);
        if (offline) throw new CapuchinError('offline', 'CAPUCHIN_OFFLINE is set');
        const partial = `${folder}.partial`;
        await rm(partial, { recursive: true, force: true }); // left by a pull that was killed
        await watchFolder(
          partial,
          done => onProgress?.({ stage: 'install', source, done, total: artifact.bytes }),
          () => install(artifact, partial, signal),
        );
        if (!existsSync(join(partial, artifact.entry))) {
          throw new CapuchinError('no-member', `the packages have no file ${artifact.entry}`);
        }
        await writeManifest(partial, signal);
        await rm(folder, { recursive: true, force: true }); // damaged, or it would have been located
        await rename(partial, folder);
        return entry;
      } catch (thrown) {
        signal?.throwIfAborted();
        const advice = offline
          ? 'Unset CAPUCHIN_OFFLINE and try again.'
          : 'Try again when the npm registry can be reached; npm ping shows whether it can.';
        const tried = [{ source: `npm ci of ${artifact.name}`, reason: reasonOf(thrown) }];
        throw new ArtifactUnavailable(artifact.name, tried, advice, { cause: thrown });
      } finally {
        await rm(`${folder}.partial`, { recursive: true, force: true });
      }
    },
  };

  async function install(artifact: PackageArtifact, folder: string, signal: AbortSignal | undefined): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify(artifact.packageJson));
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify(artifact.packageLock));
    const omit = artifact.omitOptional === true ? ['--omit=dev', '--omit=optional'] : ['--omit=dev'];
    await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', ...omit], { cwd: folder, signal }, tools);
  }
}

/** @throws CapuchinError `bad-artifact` when npm could not check what it installs. */
function checkPinned(packageLock: JsonObject): void {
  const packages = packageLock['packages'];
  if (!isJsonObject(packages)) throw new CapuchinError('bad-artifact', 'the lock file lists no packages');
  for (const [path, entry] of Object.entries(packages)) {
    const pinned = isJsonObject(entry) && typeof entry['integrity'] === 'string';
    if (path !== '' && !pinned)
      throw new CapuchinError('bad-artifact', `the lock file has no integrity hash of ${path}`);
  }
}

async function writeManifest(folder: string, signal: AbortSignal | undefined): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  const files = await mapPool(paths.sort(), 4, async (path): Promise<InstalledFile> => {
    const { size } = await stat(path);
    const relative = path
      .slice(folder.length + 1)
      .split(sep)
      .join('/');
    return { path: relative, bytes: size, sha256: await hashFile(path, { signal }) };
  });
  const manifest = { format: 'capuchin installed packages', version: manifestVersion, files };
  await writeFile(join(folder, manifestName), JSON.stringify(manifest));
}

async function readManifest(folder: string): Promise<readonly InstalledFile[] | undefined> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, manifestName), 'utf8'));
    if (!isJsonObject(manifest) || manifest['version'] !== manifestVersion) return undefined;
    return manifest['files'] as unknown as readonly InstalledFile[];
  } catch {
    return undefined; // gone or torn: the folder cannot be called whole
  }
}

async function isUnchanged(folder: string, file: InstalledFile, signal: AbortSignal | undefined): Promise<boolean> {
  const path = join(folder, file.path);
  const found = await stat(path).catch(() => undefined);
  return found?.size === file.bytes && (await hashFile(path, { signal })) === file.sha256;
}
