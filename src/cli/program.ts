import { Command } from 'commander';
import { artifactsCommand } from './commands/artifacts.js';
import { askCommand } from './commands/ask.js';
import { authCommand } from './commands/auth.js';
import { callCommand } from './commands/call.js';
import { collectionsCommand } from './commands/collections.js';
import { completionCommand } from './commands/completion.js';
import { configCommand } from './commands/config.js';
import { dataCommand } from './commands/data.js';
import { docsCommand } from './commands/docs.js';
import { doctorCommand } from './commands/doctor.js';
import { effectsCommand } from './commands/effects.js';
import { evalCommand } from './commands/eval.js';
import { importCommand } from './commands/import.js';
import { indexCommand } from './commands/indexes.js';
import { lintCommand } from './commands/lint.js';
import { modelsCommand } from './commands/models.js';
import { recordingsCommand } from './commands/recordings.js';
import { replayCommand } from './commands/replay.js';
import { runsCommand } from './commands/runs.js';
import { searchCommand } from './commands/search.js';
import { showCommand } from './commands/show.js';
import { toolbenchCommand } from './commands/toolbench.js';
import { trainCommand } from './commands/train.js';
import { undoCommand } from './commands/undo.js';
import type { Finish } from './exit-codes.js';
import type { Io } from './io.js';

/** The whole command line. Making it reads nothing but `version`; commands load what they need when they run. */
export function program(io: Io, version: string, finish: Finish): Command {
  const root = new Command('capuchin')
    .description('Connects language models to massive API collections.')
    .version(version, '-V, --version')
    .option('--debug', 'show the stack of errors')
    .configureOutput({
      writeOut: text => void io.stdout.write(text),
      writeErr: text => void io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
    })
    .showHelpAfterError('(capuchin --help lists commands, capuchin <command> --help explains one)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  capuchin ask "Draw the word capuchin as ASCII art"
  capuchin import openapi ./petstore.yaml
  capuchin search "refund a charge" -k 5

State is kept under CAPUCHIN_HOME (default: the platform's data and cache folders).`,
    );
  const commands = [
    askCommand(io, finish),
    callCommand(io, finish),
    undoCommand(io, finish),
    searchCommand(io, finish),
    showCommand(io),
    importCommand(io, finish),
    collectionsCommand(io),
    docsCommand(io, finish),
    indexCommand(io, finish),
    effectsCommand(io),
    authCommand(io, finish),
    lintCommand(io, finish),
    runsCommand(io, finish),
    recordingsCommand(io),
    replayCommand(io, finish),
    evalCommand(io),
    toolbenchCommand(io, finish),
    dataCommand(io, finish),
    trainCommand(io),
    modelsCommand(io),
    artifactsCommand(io, finish),
    configCommand(io),
    doctorCommand(io, finish),
    completionCommand(io, root),
  ];
  for (const command of commands) root.addCommand(inherit(command, root));
  return root;
}

/** Settings of the root hold for commands at every depth; commander copies them only to commands it makes itself. */
function inherit(command: Command, root: Command): Command {
  command.copyInheritedSettings(root);
  for (const child of command.commands) inherit(child, root);
  return command;
}
