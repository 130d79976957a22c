import { Command } from 'commander';
import type { Artifact } from '../../base/index.js';
import { exitCodes, type Finish } from '../exit-codes.js';
import { type Io, note, print, printJson, widthOf } from '../io.js';

export function artifactsCommand(io: Io, finish: Finish): Command {
  const command = new Command('artifacts')
    .description('models, runtimes and data that are fetched on first use and kept in a cache')
    .addHelpText(
      'after',
      `
Each is pinned: by the SHA-256 of its content, or by a lock file. CAPUCHIN_OFFLINE=1 fetches nothing.

Examples:
  capuchin artifacts
  capuchin artifacts pull smollm2-135m-instruct llama-runtime
  capuchin artifacts verify`,
    );
  command
    .command('list', { isDefault: true })
    .description('what there is and what is here')
    .option('--json', 'print one JSON object')
    .action(async (flags: { json?: boolean }) => {
      const { artifacts, known } = await open(io);
      const states = await artifacts.list(known);
      const rows = states.map(({ artifact, state, bytes, path }) => ({
        name: artifact.name,
        state,
        bytes,
        expectedBytes: artifact.bytes,
        licence: artifact.licence,
        path: path ?? null,
        description: artifact.description,
      }));
      if (flags.json) return printJson(io, { artifacts: rows });
      const { table } = await import('../layout.js');
      const columns = [
        { title: 'artifact' },
        { title: 'state' },
        { title: 'size', align: 'right' as const },
        { title: 'description' },
      ];
      const cells = rows.map(row => [
        row.name,
        row.state,
        megabytes(row.bytes || row.expectedBytes),
        `${row.description} (${row.licence})`,
      ]);
      for (const line of table(columns, cells, widthOf(io, 'stdout'))) print(io, line);
    });
  command
    .command('pull')
    .description('fetch artifacts now')
    .argument('[names...]', 'which; all when none are named')
    .action(async (names: string[]) => {
      const { pullWithProgress } = await import('../pull-with-progress.js');
      const { artifacts, known } = await open(io);
      const { createProgress, systemClock } = await import('../../base/index.js');
      const progress = createProgress(io.stderr, { clock: systemClock });
      for (const artifact of await choose(names, known)) {
        print(io, await pullWithProgress(artifact, artifacts, progress, io.signal));
      }
    });
  command
    .command('verify')
    .description('hash everything on disk again')
    .argument('[names...]', 'which; all that are here when none are named')
    .action(async (names: string[]) => {
      const { artifacts, known } = await open(io);
      for (const artifact of await choose(names, known)) {
        const state = await artifacts.verify(artifact, { signal: io.signal });
        print(io, `${artifact.name}: ${state}`);
        if (state === 'damaged') note(io, `capuchin: mend it with: capuchin artifacts pull ${artifact.name}`);
        if (state === 'damaged' || (state === 'missing' && names.length > 0)) finish(exitCodes.failed);
      }
    });
  command
    .command('remove')
    .description('delete artifacts from the cache')
    .argument('<names...>')
    .action(async (names: string[]) => {
      const { artifacts, known } = await open(io);
      for (const artifact of await choose(names, known)) {
        const was = await artifacts.remove(artifact);
        note(io, `capuchin: ${artifact.name} ${was ? 'is removed' : 'was not here'}`);
      }
    });
  return command;
}

async function open(io: Io) {
  const { openWorkbench } = await import('../workbench.js');
  const { knownArtifacts } = await import('../known-artifacts.js');
  const { artifacts } = await openWorkbench(io, {});
  return { artifacts, known: knownArtifacts(io.platform) };
}

async function choose(names: readonly string[], known: readonly Artifact[]): Promise<readonly Artifact[]> {
  if (names.length === 0) return known;
  const { UnknownName } = await import('../../base/index.js');
  return names.map(name => {
    const found = known.find(artifact => artifact.name === name);
    if (found === undefined)
      throw new UnknownName(
        'artifact',
        name,
        known.map(artifact => artifact.name),
      );
    return found;
  });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
