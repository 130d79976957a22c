import { availableParallelism } from 'node:os';
import { type LlamaMeasurement, llamaRuntime, localModels, measureLlama } from '../models/index.js';
import { type Io, note } from './io.js';
import type { Workbench } from './workbench.js';

/** Measures the embedded model when it and its runtime are in the cache; undefined when they are not. */
export async function measureModel(io: Io, { artifacts }: Workbench): Promise<LlamaMeasurement | undefined> {
  const runtime = llamaRuntime();
  const entry = runtime === undefined ? undefined : artifacts.locate(runtime);
  const [model] = localModels();
  const modelPath = model === undefined ? undefined : artifacts.locate(model.file);
  if (entry === undefined || modelPath === undefined) return undefined;
  note(io, 'capuchin: measuring the embedded model …');
  const lora = model?.adapterPath === undefined ? {} : { loraPath: model.adapterPath };
  return measureLlama({ runtime: entry, modelPath, ...lora, threads: availableParallelism(), signal: io.signal });
}

export function measurementLines(measured: LlamaMeasurement): string[] {
  const { importMs, runtimeMs, modelMs, contextMs, threads } = measured;
  const rate = (perSecond: number) => `${perSecond.toFixed(0)} tokens/s`;
  return [
    `embedded model, measured now with ${threads} threads:`,
    `    start-up ${((importMs + runtimeMs + modelMs + contextMs) / 1_000).toFixed(2)} s`,
    `    reads ${rate(measured.prefillPerSecond)}, a prompt read before in ${measured.reusedPromptMs.toFixed(0)} ms`,
    `    writes ${rate(measured.decodePerSecond)}, ${rate(measured.constrainedPerSecond)} under a grammar`,
  ];
}
