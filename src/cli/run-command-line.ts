import { CommanderError } from 'commander';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { type Io, note } from './io.js';
import { program } from './program.js';
import { readVersion } from './version.js';

/** Runs one command line to its end; gives the exit status and never throws. */
export async function runCommandLine(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const root = program(io, readVersion(), finished => {
    code = finished;
  });
  try {
    if (args.length === 0) {
      root.outputHelp();
      return exitCodes.done;
    }
    await root.parseAsync(args, { from: 'user' });
    return code;
  } catch (thrown) {
    return await report(thrown, io, args.includes('--debug'));
  }
}

async function report(thrown: unknown, io: Io, debug: boolean): Promise<ExitCode> {
  // Commander has said what was wrong; help and --version are no errors.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const { CapuchinError, messageOf } = await import('../base/index.js');
  if (io.signal.aborted) {
    note(io, `capuchin: ${messageOf(io.signal.reason)}`);
    return exitCodes.interrupted;
  }
  note(io, `capuchin: ${messageOf(thrown)}`);
  if (debug && thrown instanceof Error) note(io, thrown.stack ?? '');
  return thrown instanceof CapuchinError ? exitCodeOfError(thrown.code) : exitCodes.failed;
}

function exitCodeOfError(code: string): ExitCode {
  switch (code) {
    case 'usage':
    case 'unknown-name':
    case 'bad-collection-name':
    case 'bad-config':
      return exitCodes.usage;
    case 'not-found':
      return exitCodes.nothingFits;
    case 'budget-spent':
      return exitCodes.budget;
    default:
      return exitCodes.failed;
  }
}
