import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { type Artifact, MissingDependency, UnknownName } from '../../../base/index.js';
import { type LocalModel, llamaRuntime, localModels } from './artifacts.js';
import { findRuntime } from './find-runtime.js';
import { parseSelection } from './selection.js';

/**
 * What must be in the artifact cache before the model of a selection can be opened, for callers that fetch it with
 * progress beforehand. Empty when a runtime stands beside the project in `folder` and the model is a file.
 *
 * @throws UsageError, UnknownName for selections; MissingDependency where there is no runtime for this platform.
 */
export function llamaArtifacts(rest: string, folder: string = process.cwd()): readonly Artifact[] {
  const local = localModelNamed(parseSelection(rest).model);
  const runtime = findRuntime(folder) === undefined ? [platformRuntime()] : [];
  return local === undefined ? runtime : [...runtime, local.file];
}

/** The model of that exact name; `undefined` for the path of a file; names are exact. `adapterPath` as in `localModels`. */
export function localModelNamed(wanted: string, adapterPath?: string): LocalModel | undefined {
  const models = localModels(adapterPath);
  const local = models.find(({ name }) => name === wanted);
  if (local !== undefined || extname(wanted) === '.gguf' || existsSync(wanted)) return local;
  throw new UnknownName(
    'local model (or .gguf file)',
    wanted,
    models.map(({ name }) => name),
  );
}

/** @throws MissingDependency where there is none. */
export function platformRuntime(): Artifact {
  const runtime = llamaRuntime();
  if (runtime !== undefined) return runtime;
  const platform = `${process.platform} ${process.arch}`;
  throw new MissingDependency(`node-llama-cpp for ${platform}`, 'npm install node-llama-cpp@3 (it may compile)');
}
