import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, systemClock } from '../clock.js';
import { CapuchinError, messageOf } from '../errors.js';
import { withFileLock } from '../file-lock.js';
import { type RunProgram, runProgram } from '../program.js';
import { type Random, unseededRandom } from '../random.js';
import { type Artifact, artifactFolderName } from './artifact.js';
import type { ArtifactCache, ArtifactState } from './artifact-cache.js';
import type { Keeper } from './keeper.js';
import { keptFiles } from './kept-files.js';
import { keptPackages } from './kept-packages.js';
import { folderBytes } from './watch-folder.js';

export interface ArtifactCacheOptions {
  readonly folder: string;
  /** For npm and pip: the environment of this process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Only `file` sources are used then. */
  readonly offline?: boolean;
  /** Node's own ignores the proxy variables; pass one that does not where they are set. */
  readonly fetch?: typeof fetch;
  readonly run?: RunProgram;
  readonly clock?: Clock;
  readonly random?: Random;
}

export function createArtifactCache(options: ArtifactCacheOptions): ArtifactCache {
  const { folder: cacheFolder, env, offline = false, run = runProgram, clock = systemClock } = options;
  const tools = { env, fetch: options.fetch ?? fetch, run, clock, random: options.random ?? unseededRandom() };
  const keepers = { file: keptFiles({ offline, tools }), packages: keptPackages({ offline, tools }) };
  const keeperOf = (artifact: Artifact) => keepers[artifact.kind] as Keeper<Artifact>;
  const folderOf = (artifact: Artifact) => join(cacheFolder, artifactFolderName(artifact));
  const lockOf = (artifact: Artifact) => `${folderOf(artifact)}.lock`;

  const cache: ArtifactCache = {
    locate: artifact => keeperOf(artifact).locate(artifact, folderOf(artifact)),

    async pull(artifact, pullOptions = {}) {
      const located = cache.locate(artifact);
      if (located !== undefined) return located;
      const { signal, onProgress } = pullOptions;
      const onWait = () => onProgress?.({ stage: 'wait', source: '', done: 0, total: artifact.bytes });
      const work = async () => {
        // Another process may have brought it while this one waited.
        return cache.locate(artifact) ?? keeperOf(artifact).pull(artifact, folderOf(artifact), pullOptions);
      };
      await mkdir(cacheFolder, { recursive: true }).catch((thrown: unknown) => {
        throw new CapuchinError('unwritable-cache', `cannot keep artifacts in ${cacheFolder}: ${messageOf(thrown)}`);
      });
      return withFileLock(lockOf(artifact), work, { clock, signal, onWait });
    },

    verify: (artifact, { signal } = {}) => keeperOf(artifact).verify(artifact, folderOf(artifact), { signal }),

    async remove(artifact) {
      const found = [folderOf(artifact), `${folderOf(artifact)}.partial`].filter(folder => existsSync(folder));
      if (found.length === 0) return false;
      const work = () => Promise.all(found.map(folder => rm(folder, { recursive: true, force: true })));
      await withFileLock(lockOf(artifact), work, { clock });
      return true;
    },

    list: artifacts =>
      Promise.all(
        artifacts.map(async artifact => {
          const folder = folderOf(artifact);
          const path = cache.locate(artifact);
          const damaged = path === undefined && keeperOf(artifact).isThere(artifact, folder);
          const state: ArtifactState = path !== undefined ? 'present' : damaged ? 'damaged' : 'missing';
          return { artifact, state, bytes: await folderBytes(folder), path };
        }),
      ),
  };
  return cache;
}
