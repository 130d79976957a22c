// The import of the whole APIs.guru directory by the built program, and what using it costs then.
// npm run bench -- import [--corpus <package.tgz>] [--json]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isLegalName, openStore } from '../src/index.js';
import { corpusOptions } from './corpus.js';
import { type Figure, report, secondsOf } from './machine.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = join(root, 'dist/cli/main.js');
const home = mkdtempSync(join(tmpdir(), 'capuchin-bench-'));
const env = { ...process.env, XDG_DATA_HOME: home };
const { path } = await corpusOptions();

function run(...args: string[]): string {
  const done = spawnSync(process.execPath, [main, ...args], { cwd: root, env, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (done.status !== 0) throw new Error(`capuchin ${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
  return done.stdout;
}

try {
  const first = JSON.parse(run('import', 'apis-guru', path, '--json'));
  const again = JSON.parse(run('import', 'apis-guru', path, '--json'));
  const data = join(home, 'capuchin');
  const bytes = readdirSync(data)
    .filter(name => name.startsWith('catalog.db'))
    .reduce((sum, name) => sum + statSync(join(data, name)).size, 0);
  const store = openStore(join(data, 'catalog.db'), { readOnly: true });
  const names = store.names();
  const hashed = names.filter(name => /_[0-9a-f]{6,}$/.test(name)).length;
  let alike = 0;
  for (const { id } of store.outlines('apis-guru')) if (store.variants(id).length > 1) alike += 1;
  store.close();
  const shown = ['stripe_post_refunds', 'graph_me_send_mail', 'github_v3_repos_get'].filter(name =>
    names.includes(name),
  );
  const show = shown[0] ?? (names[0] as string);
  const percent = (part: number, whole: number) => (100 * part) / whole;
  const { operations } = first;
  const figures: Figure[] = [
    { what: 'operations found', value: operations.found, unit: '' },
    {
      what: 'imported',
      value: percent(operations.imported, operations.found),
      unit: '%',
      target: '>= 99.9',
    },
    { what: 'import: fetched, read, compiled, stored, named', value: first.seconds, unit: 's', target: '<= 60' },
    { what: 'index of it', value: first.indexSeconds, unit: 's' },
    { what: 'peak memory', value: first.peakMemoryMB, unit: 'MB', target: '<= 1000' },
    { what: 'import again, nothing changed', value: again.seconds, unit: 's', target: '<= 10' },
    { what: 'store', value: bytes / 1e6, unit: 'MB', target: '<= 400' },
    {
      what: `show ${show}`,
      value: (await secondsOf(5, () => run('show', show))) * 1_000,
      unit: 'ms',
      target: '<= 200',
    },
    {
      what: 'search over all of it',
      value: (await secondsOf(5, () => run('search', 'refund a charge', '-c', 'apis-guru'))) * 1_000,
      unit: 'ms',
    },
    { what: 'names that are legal and unlike all others', value: distinct(names), unit: '%', target: '>= 100' },
    { what: 'names that end in a hash', value: percent(hashed, names.length), unit: '%' },
    { what: 'operations with variants', value: percent(alike, operations.imported), unit: '%' },
  ];
  report('import', figures);
} finally {
  rmSync(home, { recursive: true, force: true });
}

function distinct(names: readonly string[]): number {
  const legal = names.filter(isLegalName);
  return (100 * new Set(legal.map(name => name.toLowerCase())).size) / names.length;
}
