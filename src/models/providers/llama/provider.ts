import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { type Artifact, type ArtifactCache, CapuchinError, MissingDependency, messageOf } from '../../../base/index.js';
import { ModelFailed } from '../../model-failed.js';
import type { ModelContext, OpenModel } from '../model-provider.js';
import type { LocalModel } from './artifacts.js';
import { localModelNamed, platformRuntime } from './artifacts-needed.js';
import { loadBinding } from './binding.js';
import { watchBusyCores } from './busy-cores.js';
import { Engine } from './engine.js';
import { findRuntime, runtimeVersion } from './find-runtime.js';
import { type KeptStates, keptStates } from './kept-states.js';
import { llama } from './llama.js';
import { type LlamaSelection, parseSelection } from './selection.js';

/** Opens `llama:<name or path>`. What is missing is fetched through the context's artifact cache. */
export const openModel: OpenModel = async (rest, context) => {
  const given = parseSelection(rest);
  const local = localModelNamed(given.model, context.adapterPath);
  const selection = withAdapter(given, local);
  const runtime = await runtimeEntry(context);
  const modelPath = local === undefined ? resolve(selection.model) : await fetched(local.file, context);
  const states = statesOf(local, selection, runtime, context);
  const engine = await openEngine(runtime, modelPath, selection, context, states);
  const choose = selection.choose ?? local?.choose;
  return llama(engine, {
    id: `llama:${rest}`,
    ...(choose === undefined ? {} : { choose }),
    ...(local === undefined ? {} : { grounding: local.grounding }),
  });
};

/** An adapter that is named goes before the one that a model comes with. */
function withAdapter(selection: LlamaSelection, local: LocalModel | undefined): LlamaSelection {
  const lora = selection.lora ?? local?.adapterPath;
  return lora === undefined ? selection : { ...selection, lora };
}

/**
 * The number of threads to run with: what is wanted, or the cores that nothing else is using, and never more than the
 * cores there are. The runtime's threads wait for each other by spinning: one that has no core to itself makes a token
 * take a second instead of 20 ms, while one thread too few costs a third of the reading speed and none of the writing.
 */
export function threadsFor(
  wanted: number | undefined,
  cores: number = availableParallelism(),
  busyCores: number = 0,
): number {
  return Math.max(1, Math.min(wanted ?? cores - Math.round(busyCores), cores));
}

/** States are kept for models whose content is pinned, as they are: of a file that may change a state could be wrong. */
function statesOf(
  local: LocalModel | undefined,
  { lora }: LlamaSelection,
  runtime: string,
  { stateFolder }: ModelContext,
): KeptStates | undefined {
  const version = runtimeVersion(runtime);
  if (local === undefined || lora !== undefined || stateFolder === undefined || version === undefined) return undefined;
  const { name, sha256 } = local.file;
  return keptStates(join(stateFolder, `${name}-${sha256.slice(0, 12)}-${version}-${process.arch}`));
}

/** Entry file of the runtime: the one installed beside the project, or else the cached one, fetched when it is missing. */
export async function runtimeEntry(context: ModelContext): Promise<string> {
  return findRuntime(process.cwd()) ?? fetched(platformRuntime(), context);
}

/** Where an artifact lies, fetched first when it is missing. */
export async function fetched(artifact: Artifact, { artifacts, onNotice, signal }: ModelContext): Promise<string> {
  const there = artifacts?.locate(artifact);
  if (there !== undefined) return there;
  if (artifacts === undefined) throw new MissingDependency(artifact.name, pullCommand(artifact));
  return pulled(artifact, artifacts, onNotice, signal);
}

async function pulled(
  artifact: Artifact,
  artifacts: ArtifactCache,
  onNotice: ModelContext['onNotice'],
  signal: AbortSignal | undefined,
): Promise<string> {
  onNotice?.(`fetching ${artifact.name} (${Math.round(artifact.bytes / 1e6)} MB), once`);
  return artifacts.pull(artifact, signal === undefined ? {} : { signal });
}

function pullCommand(artifact: Artifact): string {
  return `capuchin artifacts pull ${artifact.name}`;
}

async function openEngine(
  runtime: string,
  modelPath: string,
  selection: LlamaSelection,
  context: ModelContext,
  states: KeptStates | undefined,
): Promise<Engine> {
  const { lora, threads } = selection;
  for (const path of lora === undefined ? [modelPath] : [modelPath, resolve(lora)]) {
    if (!existsSync(path)) throw new CapuchinError('not-found', `there is no file ${path}`);
  }
  try {
    const busyCores = watchBusyCores();
    const binding = await loadBinding(runtime);
    return await Engine.open(binding, {
      modelPath,
      contextTokens: selection.context,
      threads: threadsFor(threads, availableParallelism(), busyCores()),
      ...(states === undefined ? {} : { states }),
      ...(lora === undefined ? {} : { loraPath: resolve(lora) }),
      ...(context.onNotice === undefined ? {} : { onLog: context.onNotice }),
      ...(context.signal === undefined ? {} : { signal: context.signal }),
    });
  } catch (thrown) {
    context.signal?.throwIfAborted();
    throw new ModelFailed(`${selection.model} could not be loaded: ${messageOf(thrown)}`, { cause: thrown });
  }
}
