import { Command } from 'commander';
import { exitCodeOf, type Finish } from '../exit-codes.js';
import type { Io } from '../io.js';
import { collect, commaSeparated, parseBudget, wholeNumber } from '../options.js';
import type { AgainFlags } from '../run-again.js';

/** The commands that go on with a run: in its file, from one of its steps, or from its beginning. */
export function runsAgainCommands(io: Io, finish: Finish): readonly Command[] {
  const resume = command('resume')
    .description('go on with a run that was stopped, in its own file')
    .addHelpText(
      'after',
      `
What the run has done is not done again. A call that was under way and may have changed something is not made again
either: the model is told that nobody knows what became of it. A budget counts from the run's beginning.

Examples:
  capuchin runs resume last
  capuchin runs resume last --budget 5m,40000`,
    );
  const fork = withChanges(command('fork'))
    .description('try another way from a step of a run, as a run of its own')
    .requiredOption('-n, --node <number>', 'the last step that is taken over; runs show names them', wholeNumber)
    .addHelpText(
      'after',
      `
Examples:
  capuchin runs fork last --node 2 --model openai:gpt-4.1
  capuchin runs fork last --node 0 -O width=3 -O maxDepth=8`,
    );
  const rerun = withChanges(command('rerun'))
    .description('make a run anew, with the same request, planner and collections')
    .addHelpText(
      'after',
      `
Examples:
  capuchin runs rerun last
  capuchin runs rerun last --model openai:gpt-4.1-mini`,
    );
  return [
    resume.action((run: string, _options: unknown, made: Command) => go('resume', run, made)),
    fork.action((run: string, _options: unknown, made: Command) => go('fork', run, made)),
    rerun.action((run: string, _options: unknown, made: Command) => go('rerun', run, made)),
  ];

  async function go(how: 'resume' | 'fork' | 'rerun', run: string, made: Command): Promise<void> {
    const { runAgain } = await import('../run-again.js');
    finish(exitCodeOf((await runAgain(io, how, run, made.optsWithGlobals<AgainFlags>())).outcome));
  }
}

/** Whatever may be called is said anew: a run file permits nothing. */
function command(name: string): Command {
  return new Command(name)
    .argument('<run>', 'its id, a path, or last')
    .option('--budget <limits>', 'stop at these limits, as in ask; those of the run where left out', parseBudget)
    .option('--read-only', 'refuse every call that could change something')
    .option('-y, --yes', 'allow calls that would otherwise be asked about')
    .option('--policy <file>', 'rules for what may run (JSON)')
    .option('--allow-hosts <hosts>', 'private hosts that HTTP calls may reach, with commas in between', commaSeparated)
    .option('--servers <list>', 'where HTTP calls go instead, as collection=URL with commas in between', commaSeparated)
    .option('--workspace <folder>', 'the only folder file functions may touch')
    .option('--json', 'print what happens, one event a line');
}

function withChanges(changed: Command): Command {
  return changed
    .option('-m, --model <model>', 'who thinks from here on')
    .option('-O, --planner-option <name=value>', 'another setting of the planner (repeatable)', collect)
    .option('--seed <number>', 'another seed', wholeNumber)
    .option('--out <file>', 'write the run file here');
}
