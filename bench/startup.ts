// What a person waits for: whole processes, from start to end, median of several after one that is not counted.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Figure, report, secondsOf } from './machine.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = join(root, 'dist/cli/main.js');
const pack = join(root, '../shared/data/toolbench/apis.jsonl');
const home = mkdtempSync(join(tmpdir(), 'capuchin-bench-'));
// Collections are kept apart; the cache, with the model, is the user's.
const env = { ...process.env, XDG_DATA_HOME: home };

function run(script: string, ...args: string[]): void {
  const done = spawnSync(process.execPath, [script, ...args], { cwd: root, env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
}

const ms = async (runs: number, work: () => void) => (await secondsOf(runs, work)) * 1_000;
const figures: Figure[] = [
  { what: 'node alone', value: await ms(9, () => run('-e', '0')), unit: 'ms' },
  {
    what: 'scripts/ready.mjs with nothing to do',
    value: await ms(9, () => run('scripts/ready.mjs')),
    unit: 'ms',
    target: '<= 100',
  },
  { what: 'capuchin --help', value: await ms(9, () => run(main, '--help')), unit: 'ms', target: '<= 150' },
];
if (existsSync(pack)) {
  run(main, 'import', 'toolbench', pack, '--collection', 'toolbench');
  const search = () => run(main, 'search', 'current weather in a city', '--collection', 'toolbench');
  figures.push({
    what: 'search over the 2,490 APIs of ToolBench',
    value: await ms(9, search),
    unit: 'ms',
    target: '<= 400',
  });
} else console.error('search over ToolBench: pack absent');

const artifacts = spawnSync(process.execPath, [main, 'artifacts', 'list', '--json'], { env, encoding: 'utf8' });
const present = JSON.parse(artifacts.stdout).artifacts.every((each: { state: string }) => each.state === 'present');
if (present) {
  rmSync(home, { recursive: true });
  const ask = () => run(main, 'ask', 'Draw the word capuchin as ASCII art');
  const startedAt = performance.now();
  ask();
  const first = (performance.now() - startedAt) / 1_000;
  figures.push(
    { what: 'first ask, artifacts present, no collection yet', value: first, unit: 's', target: '<= 10' },
    { what: 'ask again', value: await secondsOf(3, ask), unit: 's', target: '<= 6' },
  );
} else console.error('ask: the embedded model is not in the cache (capuchin artifacts pull)');
rmSync(home, { recursive: true, force: true });
report('startup', figures);
