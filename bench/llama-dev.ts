// How often the embedded model chooses the right function and fills it rightly, on forty requests of our own over made-up
// functions (bench/llama-dev.jsonl), beside "always the first candidate". The weights of the choice were fitted on these.
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  createArtifactCache,
  embeddedModel,
  folders,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  modelNamed,
  readJsonl,
  reply,
  systemClock,
  type ToolSpec,
  unseededRandom,
} from 'capuchin';
import { median, report } from './machine.js';

interface Task {
  readonly request: string;
  readonly candidates: readonly ToolSpec[];
  /** Accepted values of each argument; `null` when no candidate fits. */
  readonly expected: {
    readonly name: string;
    readonly arguments: Readonly<Record<string, readonly JsonValue[]>>;
  } | null;
}

const { cache } = folders({ env: process.env, platform: process.platform, homeDir: homedir() });
const artifacts = createArtifactCache({ folder: join(cache, 'artifacts'), env: process.env });
const suffix = process.argv.find(argument => argument.startsWith('?')) ?? '';
const model = await modelNamed(`${embeddedModel}${suffix}`, {
  artifacts,
  clock: systemClock,
  random: unseededRandom(),
  secret: () => undefined,
});

const counts = { first: 0, name: 0, call: 0, none: 0, fitting: 0, unfitting: 0 };
const seconds: number[] = [];
const wrong: string[] = [];
for await (const row of readJsonl(new URL('./llama-dev.jsonl', import.meta.url).pathname)) {
  const { request, candidates, expected } = row.value as unknown as Task;
  const started = performance.now();
  const { message } = await reply(model, { messages: [{ role: 'user', content: request }], tools: candidates });
  seconds.push((performance.now() - started) / 1_000);
  const [call] = message.toolCalls;
  if (expected === null) {
    counts.unfitting += 1;
    if (call === undefined) counts.none += 1;
    continue;
  }
  counts.fitting += 1;
  if (candidates[0]?.name === expected.name) counts.first += 1;
  const rightName = call?.name === expected.name;
  const rightCall = rightName && matches(JSON.parse(call.arguments) as JsonValue, expected.arguments);
  if (rightName) counts.name += 1;
  if (rightCall) counts.call += 1;
  else wrong.push(`${request} -> ${call?.name ?? 'none'} ${call?.arguments ?? ''}`);
}
await model.close?.();

const { fitting, unfitting } = counts;
report(`llama-dev (${fitting} requests that one of 5 functions fits, ${unfitting} that none fits)`, [
  { what: 'right function, always the first candidate', value: counts.first / fitting, unit: 'share' },
  { what: 'right function', value: counts.name / fitting, unit: 'share', target: '>= 0.6' },
  { what: 'whole call right', value: counts.call / fitting, unit: 'share', target: '>= 0.4' },
  { what: 'no call where none fits', value: counts.none / unfitting, unit: 'share' },
  { what: 'time a request, median', value: median(seconds), unit: 's', target: '<= 2.5' },
]);
if (process.argv.includes('--wrong')) console.log(wrong.join('\n'));

function matches(given: JsonValue, accepted: Readonly<Record<string, readonly JsonValue[]>>): boolean {
  if (!isJsonObject(given)) return false;
  const values: JsonObject = given;
  return (
    Object.keys(values).every(name => Object.hasOwn(accepted, name)) &&
    Object.entries(accepted).every(([name, options]) => options.some(option => option === values[name]))
  );
}
