// A request for every operation of the corpus, from arguments sampled from its schema, read again by a parser that
// knows only the document: method, path, every parameter in its place, body, server.
// npm run bench -- requests [--corpus <package.tgz>] [--each <n>] [--json]
import { appendFileSync, writeFileSync } from 'node:fs';
import { argumentChecker, seededRandom } from '../src/index.js';
import { corpusDocuments, corpusOptions } from './corpus.js';
import { type Figure, report } from './machine.js';
import { roundTrip } from './requests/round-trip.js';

const started = performance.now();
const { path, each, failures } = await corpusOptions();
if (failures !== undefined) writeFileSync(failures, '');
const passes = { required: new Set<string>(), all: new Set<string>() };
const reasons = new Map<string, string[]>();
let operations = 0;

for await (const { root, apis } of corpusDocuments(path, each)) {
  // Schemas of other documents do not come again.
  const checker = argumentChecker({ maxCompiled: 4 });
  for (const api of apis) {
    operations += 1;
    for (const which of ['required', 'all'] as const) {
      const trip = await roundTrip(root, api, { checker, optional: which === 'all' });
      if (trip.outcome === 'same') passes[which].add(api.id);
      else tell(api.id, which, trip.outcome, trip.reasons);
    }
  }
}

function tell(id: string, which: string, outcome: string, why: readonly string[]): void {
  if (failures !== undefined) appendFileSync(failures, `${JSON.stringify({ id, which, outcome, why })}\n`);
  for (const reason of new Set(why.map(general))) {
    const key = `${outcome.padEnd(9)} ${reason}`;
    const places = reasons.get(key);
    if (places === undefined) reasons.set(key, [`${id} (${which})`]);
    else places.push(`${id} (${which})`);
  }
}

/** A reason without the names in it. */
function general(reason: string): string {
  return reason
    .replace(/"[^"]*"/g, '"…"')
    .replace(/ not (?:[[{\d"-]|true|false|null).*$/s, '')
    .replace(/one of .*$/s, 'one of …')
    .slice(0, 140);
}

const share = (passed: ReadonlySet<string>) => (100 * passed.size) / operations;
const both = new Set([...passes.required].filter(id => passes.all.has(id)));
const figures: Figure[] = [
  { what: 'operations', value: operations, unit: '' },
  { what: 'round trip, required arguments only', value: share(passes.required), unit: '%', target: '>= 99.5' },
  { what: 'round trip, all arguments', value: share(passes.all), unit: '%', target: '>= 99.5' },
  { what: 'both', value: share(both), unit: '%', target: '>= 99.5' },
  { what: 'time', value: (performance.now() - started) / 1_000, unit: 's' },
];
report('requests', figures);
const random = seededRandom(1);
for (const [reason, ids] of [...reasons].sort((a, b) => b[1].length - a[1].length).slice(0, 60)) {
  console.error(`${String(ids.length).padStart(6)}  ${reason}  ${random.shuffle(ids).slice(0, 2).join('  ')}`);
}
