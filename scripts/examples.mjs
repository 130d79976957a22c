// Runs the examples: each examples/*.ts, then the requests of examples/requests.jsonl through the command line, and says
// how many called the API that was expected, beside the baseline "always the first that was retrieved".
//   node scripts/examples.mjs [--limit N] [--with toolbench=PATH …] [--model …] [--json]
// --with adds collections of other APIs to search, in a home of their own.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    limit: { type: 'string', default: '1000' },
    with: { type: 'string', multiple: true, default: [] },
    model: { type: 'string' },
    json: { type: 'boolean', default: false },
    'requests-only': { type: 'boolean', default: false },
  },
});
const cli = [join(root, 'dist/cli/main.js')];

let broken = 0;
if (!values['requests-only']) {
  for (const name of readdirSync(join(root, 'examples'))
    .filter(file => file.endsWith('.ts'))
    .sort()) {
    const done = spawnSync(process.execPath, ['--import', 'jiti/register', join('examples', name)], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    process.stderr.write(`examples/${name}: ${done.status === 0 ? 'ok' : 'failed'}\n`);
    if (done.status !== 0) broken += 1;
  }
}

const env = { ...process.env };
const home = values.with.length === 0 ? undefined : mkdtempSync(join(tmpdir(), 'capuchin-examples-'));
if (home !== undefined) {
  // Collections go to a home of their own; the cache with the model stays the user's.
  env.XDG_DATA_HOME = home;
  for (const each of values.with) {
    const [kind, source] = each.split('=');
    const done = spawnSync(process.execPath, [...cli, 'import', kind, source], {
      cwd: root,
      env,
      stdio: ['ignore', 2, 2],
    });
    if (done.status !== 0) process.exit(1);
  }
}

const rows = readFileSync(join(root, 'examples/requests.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .slice(0, Number(values.limit))
  .map(line => JSON.parse(line));
const results = [];
for (const { request, expect } of rows) {
  const started = performance.now();
  const events = await ask(request);
  const called = events.filter(event => event.type === 'call-start').map(event => event.name);
  const hits = events.find(event => event.type === 'retrieve-end')?.hits.map(hit => hit.name) ?? [];
  const observation = events.findLast(event => event.type === 'call-end')?.observation;
  const result = {
    request,
    expect,
    called: called[0] ?? null,
    right: called.length > 0 && called[0] === expect,
    firstHitRight: hits[0] === expect,
    retrieved: hits.includes(expect),
    observation: observation?.status ?? null,
    seconds: (performance.now() - started) / 1000,
  };
  results.push(result);
  process.stderr.write(
    `${result.right ? '✓' : '✗'} ${expect} ← ${called[0] ?? 'nothing'} (${result.observation ?? 'no call'}, ${result.seconds.toFixed(1)} s)  ${request}\n`,
  );
}
if (home !== undefined) rmSync(home, { recursive: true, force: true });

const count = key => results.filter(result => result[key]).length;
const summary = {
  requests: results.length,
  calledExpected: count('right'),
  baselineFirstHit: count('firstHitRight'),
  expectedAmongRetrieved: count('retrieved'),
  callSucceeded: results.filter(result => result.right && result.observation === 'ok').length,
};
if (values.json) console.log(JSON.stringify({ ...summary, results }, null, 2));
else {
  console.log(`called the expected API: ${summary.calledExpected} of ${summary.requests}`);
  console.log(`  of these, the call gave a result: ${summary.callSucceeded}`);
  console.log(`baseline, always the first retrieved: ${summary.baselineFirstHit} of ${summary.requests}`);
  console.log(`expected API among those retrieved: ${summary.expectedAmongRetrieved} of ${summary.requests}`);
}
process.exitCode = broken === 0 ? 0 : 1;

/** The events of one run; a process of its own, as a user would start it. */
function ask(request) {
  const args = [...cli, 'ask', '--json', ...(values.model === undefined ? [] : ['--model', values.model]), request];
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.on('data', chunk => (text += chunk));
    child.on('close', () =>
      resolve(
        text.trim() === ''
          ? []
          : text
              .trim()
              .split('\n')
              .map(line => JSON.parse(line)),
      ),
    );
  });
}
