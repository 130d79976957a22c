// Fits src/planning/reply-fit.json: how what the retriever and the model say of a request makes one probability that what
// was found serves it. Every request is asked twice: with the function that answers it among those that can be found, and
// without it. Sheets are those of functions that neither training nor evaluation shows:
//   capuchin data tool-calls --format sheets --out DIR
//   npx jiti training/tool-model/fit-reply.ts --sheets DIR/sheets.dev.jsonl [--model llama:…] [--limit 300]
import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createArtifactCache, folders, readJsonl, systemClock, unseededRandom } from '../../src/base/index.js';
import type { Api, Callable } from '../../src/catalog/index.js';
import { embeddedModel, modelNamed, reply } from '../../src/models/index.js';
import { logOdds } from '../../src/planning/reply-fit.js';
import { filtered, fusedOver, searchWithFit } from '../../src/retrieval/index.js';

const { values } = parseArgs({
  options: {
    sheets: { type: 'string' },
    model: { type: 'string', default: embeddedModel },
    limit: { type: 'string', default: '300' },
    out: { type: 'string' },
  },
});
if (values.sheets === undefined) {
  console.error('usage: fit-reply.ts --sheets FILE [--model NAME] [--limit N] [--out FILE]');
  process.exit(2);
}

interface Sheet {
  readonly id: string;
  readonly functions?: readonly Callable[];
  readonly examples?: readonly { readonly kind: string; readonly turns: readonly Turn[] }[];
}
type Turn =
  | { readonly role: 'request'; readonly text: string }
  | { readonly role: 'calls'; readonly calls: readonly { readonly name: string }[] };

interface Asked {
  readonly text: string;
  readonly answeredBy: string;
}
/** Log odds of the retriever and of the model, and whether the function was there. */
type Row = readonly [retriever: number, model: number, serves: boolean];

const apis = new Map<string, Api>();
const asked: Asked[] = [];
for await (const { value } of readJsonl(values.sheets)) {
  const { functions = [], examples = [] } = value as unknown as Sheet;
  for (const each of functions) if (!apis.has(each.name)) apis.set(each.name, apiOf(each));
  for (const { kind, turns } of examples) {
    const [request, calls] = turns;
    const [call] = calls?.role === 'calls' ? calls.calls : [];
    if (kind === 'call' && request?.role === 'request' && call !== undefined)
      asked.push({ text: request.text, answeredBy: call.name });
  }
}

const { cache } = folders({ env: process.env, platform: process.platform, homeDir: homedir() });
const model = await modelNamed(values.model, {
  artifacts: createArtifactCache({ folder: join(cache, 'artifacts'), env: process.env }),
  clock: systemClock,
  random: unseededRandom(),
});
const retriever = await fusedOver([...apis.values()]);
const rows: Row[] = [];
for (const { text, answeredBy } of asked.slice(0, Number(values.limit))) {
  for (const serves of [true, false]) {
    const among = serves ? retriever : filtered(retriever, { accepts: api => api.name !== answeredBy });
    const { hits, fit } = await searchWithFit(among, text, 5);
    if (fit === undefined || hits.length === 0 || serves !== hits.some(({ api }) => api.name === answeredBy)) continue;
    const tools = hits.map(({ api, score }) => ({ ...api, relevance: score }));
    const { confidence } = await reply(model, { messages: [{ role: 'user', content: text }], tools, maxTokens: 96 });
    if (confidence !== undefined) rows.push([logOdds(fit.probability), logOdds(1 - confidence.none), serves]);
  }
}
await model.close?.();

const weights = fitted(rows);
const right = (threshold: number) => rows.filter(row => chance(row, weights) >= threshold === row[2]).length;
const thresholds = Array.from({ length: 17 }, (_, i) => 0.1 + 0.05 * i);
const threshold = thresholds.reduce((best, each) => (right(each) > right(best) ? each : best));
const kept = { ...rounded(weights), threshold: Number(threshold.toFixed(2)) };
console.log(JSON.stringify({ ...kept, n: rows.length, right: right(threshold) / rows.length }));
if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(kept)}\n`);

interface Weights {
  readonly bias: number;
  readonly retriever: number;
  readonly model: number;
}

function chance([retriever, model]: Row, weights: Weights): number {
  return 1 / (1 + Math.exp(-(weights.bias + weights.retriever * retriever + weights.model * model)));
}

/** Logistic regression by gradient descent, with a little of a ridge: three numbers need no more. */
function fitted(rows: readonly Row[]): Weights {
  let weights: Weights = { bias: 0, retriever: 0, model: 0 };
  for (let step = 0; step < 5_000; step += 1) {
    const slope = { bias: 0, retriever: 0, model: 0 };
    for (const row of rows) {
      const error = (row[2] ? 1 : 0) - chance(row, weights);
      slope.bias += error;
      slope.retriever += error * row[0];
      slope.model += error * row[1];
    }
    const rate = 0.3 / rows.length;
    weights = {
      bias: weights.bias + rate * slope.bias,
      retriever: weights.retriever + rate * (slope.retriever - weights.retriever),
      model: weights.model + rate * (slope.model - weights.model),
    };
  }
  return weights;
}

function rounded({ bias, retriever, model }: Weights): Weights {
  const short = (value: number) => Number(value.toFixed(3));
  return { bias: short(bias), retriever: short(retriever), model: short(model) };
}

function apiOf({ name, description, parameters }: Callable): Api {
  return {
    id: `sheets/${name}`,
    name,
    collection: 'sheets',
    provider: 'sheets',
    tool: 'sheets',
    category: '',
    title: name,
    description,
    parameters,
    effect: 'read',
    examples: [],
    source: { uri: 'sheets:' },
    invocation: { kind: 'function', module: 'sheets:', function: name },
  };
}
