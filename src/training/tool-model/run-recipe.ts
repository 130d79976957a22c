import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CapuchinError } from '../../base/index.js';

export interface RecipeRun {
  readonly python: string;
  /** Folder of the recipe, and one of its scripts. */
  readonly recipe: string;
  readonly script: string;
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Each line that it writes to its standard output. */
  readonly onLine?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** Time to end the step at hand and to save it. */
const killAfterMs = 180_000;
const keptWords = 4_000;

/**
 * Runs a script of a recipe to its end. When aborted it is asked to stop, which lets it save a checkpoint, and waited for.
 *
 * @throws CapuchinError `training-failed` with its last words; the signal's reason when aborted.
 */
export function runRecipe(run: RecipeRun): Promise<void> {
  const { python, recipe, script, signal } = run;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(python, ['-u', join(recipe, script), ...run.arguments], {
      // Nothing is written beside the recipe, and nothing is asked of a model hub: the base is a file.
      env: { ...run.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONIOENCODING: 'utf-8', HF_HUB_OFFLINE: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let killTimer: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill('SIGTERM');
      killTimer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    };
    signal?.addEventListener('abort', stop, { once: true });
    createInterface({ input: child.stdout }).on('line', line => run.onLine?.(line));
    let lastWords = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-keptWords);
    });
    const ended = () => {
      clearTimeout(killTimer);
      signal?.removeEventListener('abort', stop);
    };
    child.once('error', error => {
      ended();
      reject(new CapuchinError('training-failed', `${python} cannot be run: ${error.message}`, { cause: error }));
    });
    child.once('close', (exitCode, signalName) => {
      ended();
      if (signal?.aborted === true) return reject(signal.reason);
      if (exitCode === 0) return resolve();
      const how = exitCode === null ? `was ended by ${signalName}` : `ended with status ${exitCode}`;
      reject(new CapuchinError('training-failed', `${script} ${how}: ${lastWords.trim() || 'it said nothing'}`));
    });
  });
}
