import { PassThrough } from 'node:stream';
import type { Command } from 'commander';
import { exitCodes } from './exit-codes.js';
import type { Io } from './io.js';
import { program } from './program.js';
import { settingTable } from './settings.js';

const meanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  done: 'done',
  failed: 'failed: the reason is on stderr',
  usage: 'wrong usage: an unknown command, option, name or value',
  nothingFits: 'no API fits, or nothing was found',
  budget: 'the budget is spent',
  askedBack: 'an argument is known to nobody: the question for it is on stdout',
  interrupted: 'interrupted; everything that had finished is kept',
};

/** The reference page of the command line: every command's help as it is printed, settings and exit codes. */
export function describeCommands(): string {
  const root = program(silentIo(), '', () => {});
  return [
    '# Command line',
    '',
    'In a clone, `npm run -s capuchin -- <args>` is `capuchin <args>`. Results go to stdout, everything else to stderr.',
    'This page is made from the program: `node scripts/cli-docs.mjs`.',
    ...[...walk(root)].flatMap(command => ['', `## ${pathOf(command)}`, '', '```', helpOf(command), '```']),
    '',
    '## Settings',
    '',
    'A flag goes before the environment, that before `capuchin.config.{json,ts,mts,js,mjs}` in the folder or one above,',
    "that before the same file in the user's configuration folder, that before the default. `capuchin config` shows each",
    'value and where it comes from. `CAPUCHIN_HOME` puts all folders under one; credentials of HTTP APIs are read from',
    '`CAPUCHIN_KEY_<PROVIDER>_<SCHEME>`, then from those added by `capuchin auth add`.',
    '',
    '| setting | variable | default | |',
    '|---|---|---|---|',
    ...Object.entries(settingTable).map(([name, setting]) => {
      const usual = 'default' in setting ? setting.default : undefined;
      const shown =
        usual === undefined || usual === '' || (Array.isArray(usual) && usual.length === 0) ? '' : `\`${usual}\``;
      return `| \`${name}\` | \`${setting.environment}\` | ${shown} | ${setting.description} |`;
    }),
    '',
    '## Exit codes',
    '',
    '| code | |',
    '|---|---|',
    ...Object.entries(exitCodes).map(([name, code]) => `| ${code} | ${meanings[name as keyof typeof exitCodes]} |`),
    '',
  ].join('\n');
}

function* walk(command: Command): Generator<Command> {
  yield command;
  for (const child of command.commands) yield* walk(child);
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: piece => {
      text += piece;
    },
    getOutHelpWidth: () => 100,
  });
  command.outputHelp();
  return text.trim();
}

function silentIo(): Io {
  const stream = new PassThrough();
  const signal = new AbortController().signal;
  const folder = '/';
  const clock = { now: () => 0, random: () => 0 };
  return {
    stdout: stream,
    stderr: stream,
    stdin: stream,
    env: {},
    cwd: folder,
    homeDir: folder,
    platform: 'linux',
    signal,
    ...clock,
  };
}
