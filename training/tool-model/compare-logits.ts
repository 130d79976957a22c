// Logits of the llama.cpp runtime against those of transformers + peft (write_logits.py), with an adapter and without.
// npx jiti training/tool-model/compare-logits.ts --runtime ENTRY --model GGUF --adapter GGUF --logits FILE
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readJsonl } from '../../src/index.js';
import { type BoundModel, type ControlledInput, loadBinding } from '../../src/models/providers/llama/binding.js';

interface Expected {
  readonly text: string;
  readonly tokens: readonly number[];
  readonly chosen: readonly number[];
  readonly adapted: readonly number[];
  readonly plain: readonly number[];
}

const { values } = parseArgs({
  options: {
    runtime: { type: 'string' },
    model: { type: 'string' },
    adapter: { type: 'string' },
    logits: { type: 'string', default: 'work/logits.jsonl' },
    threads: { type: 'string', default: '2' },
  },
});
const { runtime, model: modelPath, adapter } = values;
if (runtime === undefined || modelPath === undefined || adapter === undefined) {
  console.error('usage: compare-logits.ts --runtime ENTRY --model GGUF --adapter GGUF [--logits FILE] [--threads N]');
  process.exit(2);
}
const threads = Number(values.threads);

const expected: Expected[] = [];
for await (const { value } of readJsonl(values.logits)) expected.push(value as unknown as Expected);

const { getLlama } = await loadBinding(resolve(runtime));
const llama = await getLlama({
  gpu: false,
  build: 'never',
  skipDownload: true,
  progressLogs: false,
  maxThreads: threads,
  logLevel: 'error',
  logger: (_level, message) => console.error(message.trim()),
});
const model = await llama.loadModel({ modelPath: resolve(modelPath), gpuLayers: 0 });
const otherTokens = expected.filter(({ text, tokens }) => model.tokenize(text, true).join() !== tokens.join());
const adapted = await logitsOf(model, resolve(adapter));
const plain = await logitsOf(model);
await llama.dispose();

const wantedChanges = changes(
  expected.map(each => each.adapted),
  expected.map(each => each.plain),
);
const report = {
  prompts: expected.length,
  promptsTokenisedOtherwise: otherTokens.length,
  withAdapter: compared(
    adapted,
    expected.map(each => each.adapted),
  ),
  withoutAdapter: compared(
    plain,
    expected.map(each => each.plain),
  ),
  whatTheAdapterChanges: {
    ...compared(adapted, plain),
    correlation: correlation(changes(adapted, plain), wantedChanges),
  },
};
console.log(JSON.stringify(report, null, 2));

/** Logits of the chosen tokens after each prompt. [prompts × chosen] */
async function logitsOf(model: BoundModel, filePath?: string): Promise<number[][]> {
  const lora = filePath === undefined ? {} : { lora: { adapters: [{ filePath }] } };
  const context = await model.createContext({ contextSize: 1024, threads, sequences: 1, batchSize: 512, ...lora });
  const sequence = context.getSequence();
  const found: number[][] = [];
  for (const { tokens, chosen } of expected) {
    await sequence.eraseContextTokenRanges([{ start: 0, end: sequence.nextTokenIndex }]);
    const last = tokens[tokens.length - 1]!;
    const filter: { tokens: number[]; includeMax: true } = { tokens: [...chosen], includeMax: true };
    const input: ControlledInput[] = [...tokens.slice(0, -1), [last, { generateNext: { logits: { filter } } }]];
    const output = (await sequence.controlledEvaluate(input)).at(-1);
    found.push(chosen.map(token => output!.next.logits!.get(token)!));
  }
  await context.dispose();
  return found;
}

function compared(found: readonly (readonly number[])[], wanted: readonly (readonly number[])[]) {
  const differences = found.flatMap((row, i) => row.map((logit, j) => Math.abs(logit - wanted[i]![j]!)));
  const sameLikeliest = found.filter((row, i) => likeliest(row) === likeliest(wanted[i]!)).length;
  const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length;
  return {
    logits: differences.length,
    largest: Number(Math.max(...differences).toFixed(3)),
    mean: Number(mean.toFixed(4)),
    sameLikeliest,
  };
}

function changes(adapted: readonly (readonly number[])[], plain: readonly (readonly number[])[]): number[] {
  return adapted.flatMap((row, i) => row.map((logit, j) => logit - plain[i]![j]!));
}

/** Pearson's, of lists that are equally long. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = mean(a.map((each, i) => (each - meanA) * (b[i]! - meanB)));
  const spread = Math.sqrt(mean(a.map(each => (each - meanA) ** 2)) * mean(b.map(each => (each - meanB) ** 2)));
  return Number((product / spread).toFixed(4));
}

function likeliest(row: readonly number[]): number {
  return row.indexOf(Math.max(...row));
}
