// Looks for cases that break what is promised of hostile input: `npm run fuzz -- [name …] [--cases n] [--seed n]`.
import { parseArgs } from 'node:util';
import { fuzzProperties } from './fuzz-properties.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cases: { type: 'string', default: '1000' }, seed: { type: 'string' } },
});
const cases = Number(values.cases);
const seed = values.seed === undefined ? Math.trunc(Date.now() % 2 ** 31) : Number(values.seed);
const known = fuzzProperties.map(({ name }) => name);
const unknown = positionals.filter(name => !known.includes(name));
if (unknown.length > 0 || !Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
  console.error(`usage: npm run fuzz -- [${known.join(' | ')}] [--cases 1000] [--seed 1]`);
  process.exit(2);
}
for (const property of fuzzProperties) {
  if (positionals.length > 0 && !positionals.includes(property.name)) continue;
  console.log(`${property.name}: ${property.law}`);
  try {
    const { seconds, slowestMs, counts } = await property.run({ cases, seed });
    const figures = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
    console.log(`  ${cases} cases in ${seconds.toFixed(1)} s, the slowest ${Math.round(slowestMs)} ms, seed ${seed}`);
    console.log(`  ${figures.join(', ')}`);
  } catch (thrown) {
    process.exitCode = 1;
    console.log(`  broken, seed ${seed}: ${wordsOf(thrown)}`);
  }
}

/** What broke the law, and the smallest case that does. */
function wordsOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause === undefined
    ? (thrown.stack ?? thrown.message).split('\n', 8).join('\n')
    : `${wordsOf(thrown.cause)}\n${thrown.message}`;
}
