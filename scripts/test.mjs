// Every check of the project, each run even when an earlier one failed; the last line counts them together with the tests.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = name => join(root, 'node_modules', ...name.split('/'));
const checks = [
  ['types', [bin('typescript/bin/tsc'), '-p', 'tsconfig.json']],
  ['lint and format', [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']],
  ['import order', [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', 'src']],
];

let passed = 0;
const failed = [];
for (const [name, args] of checks) {
  process.stdout.write(`\n── ${name}\n`);
  if (node(args) === 0) passed += 1;
  else failed.push(name);
}

process.stdout.write('\n── tests\n');
const folder = mkdtempSync(join(tmpdir(), 'capuchin-test-'));
const report = join(folder, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const status = node([bin('vitest/vitest.mjs'), 'run', ...reporters, ...process.argv.slice(2)]);
const tests = readReport(report);
rmSync(folder, { recursive: true, force: true });
passed += tests.passed;
failed.push(...tests.failed);
// A crash outside any test (a broken setup, an unhandled rejection) fails no test, yet must not pass.
if (status !== 0 && tests.failed.length === 0) failed.push('the test run itself');

if (tests.skipped.length > 0) process.stdout.write(`\nskipped:\n${tests.skipped.map(name => `  ${name}\n`).join('')}`);
if (failed.length > 0) process.stdout.write(`\nfailed:\n${failed.map(name => `  ${name}\n`).join('')}`);
process.stdout.write(`\n${passed} passed, ${failed.length} failed\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

function node(args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 1, 2] }).status ?? 1;
}

function readReport(path) {
  try {
    const files = JSON.parse(readFileSync(path, 'utf8')).testResults;
    const results = files.flatMap(file => file.assertionResults);
    const named = status => results.filter(test => test.status === status).map(test => test.fullName);
    // A file that cannot be loaded has no tests to fail.
    const broken = files.filter(file => file.status === 'failed' && file.assertionResults.length === 0);
    return {
      passed: named('passed').length,
      failed: [...named('failed'), ...broken.map(file => file.name.slice(root.length + 1))],
      skipped: [...named('skipped'), ...named('pending'), ...named('todo')],
    };
  } catch {
    return { passed: 0, failed: ['the test report is missing'], skipped: [] };
  }
}
