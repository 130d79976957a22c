// The model in this process: start-up, reading, writing, grammar, prefix reuse, adapter and the setting of threads.
// `--lora FILE` measures an adapter; without one the line is left out and said to be absent.
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { createArtifactCache, embeddedModel, folders, llamaArtifacts, measureLlama } from 'capuchin';
import { report } from './machine.js';

const { cache } = folders({ env: process.env, platform: process.platform, homeDir: homedir() });
const artifacts = createArtifactCache({ folder: join(cache, 'artifacts'), env: process.env });
// A folder above all projects, so that the pinned runtime is measured and not one that stands beside the project.
const needed = llamaArtifacts(embeddedModel.slice('llama:'.length), '/');
const [runtime, modelPath] = await Promise.all(needed.map(artifact => artifacts.pull(artifact)));
if (runtime === undefined || modelPath === undefined) throw new Error('the runtime and the model are two artifacts');

const cores = availableParallelism();
const lora = process.argv.includes('--lora') ? process.argv[process.argv.indexOf('--lora') + 1] : undefined;
const measured = await measureLlama({
  runtime,
  modelPath,
  threads: cores,
  // What the runtime takes by itself on few cores.
  otherThreads: Math.max(cores, 4),
  ...(lora === undefined ? {} : { loraPath: lora }),
});
const { importMs, runtimeMs, modelMs, contextMs, loraMs, otherThreads } = measured;
report(`llama (node-llama-cpp ${measured.runtimeVersion}, ${measured.threads} threads)`, [
  { what: 'import', value: importMs, unit: 'ms' },
  { what: 'runtime', value: runtimeMs, unit: 'ms' },
  { what: 'model', value: modelMs, unit: 'ms' },
  { what: 'context', value: contextMs, unit: 'ms' },
  { what: 'all of start-up', value: importMs + runtimeMs + modelMs + contextMs, unit: 'ms', target: '<= 2000' },
  ...(loraMs === undefined ? [] : [{ what: 'adapter at load', value: loraMs, unit: 'ms', target: '<= 200' }]),
  {
    what: `prefill, ${measured.promptTokens} tokens`,
    value: measured.prefillPerSecond,
    unit: 'tok/s',
    target: '>= 200',
  },
  { what: 'the same prompt again, first token', value: measured.reusedPromptMs, unit: 'ms', target: '<= 100' },
  { what: 'decode', value: measured.decodePerSecond, unit: 'tok/s', target: '>= 25' },
  { what: 'decode under a grammar', value: measured.constrainedPerSecond, unit: 'tok/s', target: '>= 20' },
  ...(otherThreads === undefined
    ? []
    : [
        {
          what: `decode with ${otherThreads.threads} threads, as set by the runtime`,
          value: otherThreads.decodePerSecond,
          unit: 'tok/s',
        },
      ]),
]);
if (lora === undefined && !process.argv.includes('--json'))
  console.log('  adapter: absent (give one with --lora FILE)');
