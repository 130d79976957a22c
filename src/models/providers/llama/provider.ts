import { existsSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { type Artifact, type ArtifactCache, CapuchinError, MissingDependency, messageOf } from '../../../base/index.js';
import { ModelFailed } from '../../model-failed.js';
import type { ModelContext, OpenModel } from '../model-provider.js';
import { localModelNamed, platformRuntime } from './artifacts-needed.js';
import { loadBinding } from './binding.js';
import { Engine } from './engine.js';
import { findRuntime } from './find-runtime.js';
import { llama } from './llama.js';
import { type LlamaSelection, parseSelection } from './selection.js';

/** Opens `llama:<name or path>`. What is missing is fetched through the context's artifact cache. */
export const openModel: OpenModel = async (rest, context) => {
  const selection = parseSelection(rest);
  const local = localModelNamed(selection.model);
  const runtime = await runtimeEntry(context);
  const modelPath = local === undefined ? resolve(selection.model) : await fetched(local.file, context);
  const engine = await openEngine(runtime, modelPath, selection, context);
  const choose = selection.choose ?? local?.choose;
  return llama(engine, {
    id: `llama:${rest}`,
    ...(choose === undefined ? {} : { choose }),
    ...(local === undefined ? {} : { grounding: local.grounding }),
  });
};

/**
 * The number of threads to run with: what is wanted, or the cores that nothing else is using, and never more than the
 * cores there are. The runtime's threads wait for each other by spinning: one that has no core to itself makes a token
 * take a second instead of 20 ms, while one thread too few costs a third of the reading speed and none of the writing.
 * `load` is the number of processes running on average over the last minute.
 */
export function threadsFor(
  wanted: number | undefined,
  cores: number = availableParallelism(),
  load: number = loadavg()[0] ?? 0,
): number {
  return Math.max(1, Math.min(wanted ?? cores - Math.round(load), cores));
}

async function runtimeEntry(context: ModelContext): Promise<string> {
  return findRuntime(process.cwd()) ?? fetched(platformRuntime(), context);
}

async function fetched(artifact: Artifact, { artifacts, onNotice, signal }: ModelContext): Promise<string> {
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
): Promise<Engine> {
  const { lora, threads } = selection;
  for (const path of lora === undefined ? [modelPath] : [modelPath, resolve(lora)]) {
    if (!existsSync(path)) throw new CapuchinError('not-found', `there is no file ${path}`);
  }
  try {
    return await Engine.open(await loadBinding(runtime), {
      modelPath,
      contextTokens: selection.context,
      threads: threadsFor(threads),
      ...(lora === undefined ? {} : { loraPath: resolve(lora) }),
      ...(context.onNotice === undefined ? {} : { onLog: context.onNotice }),
      ...(context.signal === undefined ? {} : { signal: context.signal }),
    });
  } catch (thrown) {
    context.signal?.throwIfAborted();
    throw new ModelFailed(`${selection.model} could not be loaded: ${messageOf(thrown)}`, { cause: thrown });
  }
}
