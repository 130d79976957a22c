import { dirname, join } from 'node:path';
import { CapuchinError } from '../../errors.js';
import { ProgramNotFound } from '../../program.js';
import type { SourceTools } from './delivery.js';

/**
 * Runs npm with the user's own npm configuration (registry, proxy, credentials). The npm that runs this program is
 * preferred to the one on the PATH.
 *
 * @throws CapuchinError `npm-failed` with npm's own last words.
 */
export async function runNpm(
  npmArguments: readonly string[],
  options: { readonly cwd: string; readonly signal: AbortSignal | undefined },
  tools: Pick<SourceTools, 'env' | 'run'>,
): Promise<void> {
  const [command, ...first] = npmCommand(tools.env);
  const env = { ...tools.env, npm_config_update_notifier: 'false' };
  try {
    const result = await tools.run(command, [...first, ...npmArguments], { ...options, env });
    if (result.exitCode !== 0) {
      throw new CapuchinError('npm-failed', `npm ${npmArguments[0]}: ${lastWords(result.stderr)}`);
    }
  } catch (thrown) {
    if (!(thrown instanceof ProgramNotFound)) throw thrown;
    throw new CapuchinError('npm-missing', 'npm is what is missing: it comes with Node.js; put it on the PATH', {
      cause: thrown,
    });
  }
}

function npmCommand(env: Readonly<Record<string, string | undefined>>): [string, ...string[]] {
  const running = env['npm_execpath'];
  if (running?.endsWith('npm-cli.js') === true) return [process.execPath, running];
  if (process.platform !== 'win32') return ['npm'];
  // There `npm` is a batch file, which only a shell could run.
  return [process.execPath, join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js')];
}

/** The lines of a client's output that say what went wrong. */
export function lastWords(output: string): string {
  const lines = output.split(/\r?\n/).map(line => line.replace(/^(npm (error|ERR!)|ERROR:)\s*/, '').trim());
  const telling = lines.filter(line => line !== '' && !/^(npm warn|WARNING:|A complete log|\d{3}$)/.test(line));
  return telling.slice(-4).join(' / ') || 'it failed without saying why';
}
