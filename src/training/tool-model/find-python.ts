import { join } from 'node:path';
import {
  CapuchinError,
  isJsonObject,
  MissingDependency,
  ProgramNotFound,
  type RunProgram,
  runProgram,
} from '../../base/index.js';

export interface PythonSearch {
  /** Folder of a recipe: its `requirements.txt`, and `check_packages.py` that compares. */
  readonly recipe: string;
  /** The one to use; otherwise the active virtual environment's, `python3` and `python` are tried. */
  readonly wanted?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly run?: RunProgram;
  readonly signal?: AbortSignal;
}

export interface FoundPython {
  readonly command: string;
  readonly version: string;
  /** Packages in another version than the recipe was written with, as `torch 2.14.0 instead of 2.15.0`. */
  readonly otherVersions: readonly string[];
}

interface Checked extends FoundPython {
  readonly missing: readonly string[];
}

/**
 * The first Python that has the packages of a recipe, in any version.
 *
 * @throws MissingDependency that says which are missing of the best one, and the commands that install them.
 */
export async function findPython(search: PythonSearch): Promise<FoundPython> {
  const { wanted, recipe, platform } = search;
  const commands = wanted === undefined ? usualPythons(search) : [wanted];
  let nearest: Checked | undefined;
  for (const command of commands) {
    const checked = await check(command, search);
    if (checked === undefined) continue;
    if (checked.missing.length === 0) {
      const { command, version, otherVersions } = checked;
      return { command, version, otherVersions };
    }
    if (nearest === undefined || checked.missing.length < nearest.missing.length) nearest = checked;
  }
  if (wanted !== undefined && nearest === undefined)
    throw new CapuchinError('not-found', `${wanted} cannot be run as Python 3`);
  const lacking =
    nearest === undefined
      ? 'Python 3.11 or newer'
      : `of the packages of ${nearest.command} (Python ${nearest.version}), ${nearest.missing.join(', ')}`;
  throw new MissingDependency(lacking, installation(recipe, platform));
}

function installation(recipe: string, platform: NodeJS.Platform): string {
  const [python, inside] = platform === 'win32' ? ['py', 'Scripts\\python.exe'] : ['python3', 'bin/python'];
  const made = join('recipe-python', inside);
  const requirements = JSON.stringify(join(recipe, 'requirements.txt'));
  return `${python} -m venv recipe-python && ${made} -m pip install -r ${requirements}, then name it with --python ${made}`;
}

function usualPythons({ env, platform }: PythonSearch): string[] {
  const active = env['VIRTUAL_ENV'];
  const [folder, name] = platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  const others = platform === 'win32' ? ['python', 'py'] : ['python3', 'python'];
  return active ? [join(active, folder, name), ...others] : others;
}

/** `undefined` for what is not there or no Python 3. */
async function check(
  command: string,
  { recipe, env, run = runProgram, signal }: PythonSearch,
): Promise<Checked | undefined> {
  const script = join(recipe, 'check_packages.py');
  const result = await run(command, [script], { env, signal }).catch((thrown: unknown) => {
    if (thrown instanceof ProgramNotFound) return undefined;
    throw thrown;
  });
  if (result === undefined || result.exitCode !== 0) return undefined;
  return { command, ...comparison(result.stdout) };
}

function comparison(text: string): Omit<Checked, 'command'> {
  const { python, wanted, installed } = JSON.parse(text) as Record<string, unknown>;
  const [asked, there] = [isJsonObject(wanted) ? wanted : {}, isJsonObject(installed) ? installed : {}];
  const names = Object.keys(asked);
  return {
    version: String(python),
    missing: names.filter(name => (there[name] ?? null) === null).map(name => `${name}==${String(asked[name])}`),
    otherVersions: names
      .filter(name => (there[name] ?? asked[name]) !== asked[name])
      .map(name => `${name} ${String(there[name])} instead of ${String(asked[name])}`),
  };
}
