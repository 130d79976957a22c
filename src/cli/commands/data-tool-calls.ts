import { Command, InvalidArgumentError } from 'commander';
import type { SheetFormatName } from '../../datasets/index.js';
import { type Io, print, printJson, widthOf } from '../io.js';
import { collect, wholeNumber } from '../options.js';
import type { ToolCallsWanted } from '../write-tool-calls.js';

interface ToolCallFlags extends ToolCallsWanted {
  readonly json?: boolean;
}

export function dataToolCallsCommand(io: Io): Command {
  return new Command('tool-calls')
    .description('examples of requests, functions on offer and the calls that answer them, to teach a model with')
    .requiredOption('-o, --out <folder>', 'where the files go; those that are there are gone on with')
    .option('-n, --count <number>', 'examples to train on', wholeNumber, 120_000)
    .option(
      '--dev-count <number>',
      'examples with functions that training never shows (default: 3 % of --count)',
      wholeNumber,
    )
    .option('--seed <number>', 'the same seed and inputs give the same files', wholeNumber, 1)
    .option(
      '-c, --collection <name>',
      'a collection to make examples of (repeatable; default: apis-guru, sealtools and toolbox where they are there)',
      collect,
    )
    .option('--packs <folder>', 'folder of data packs: more examples from some, and nothing of those that evaluate')
    .option('--weight <source=number>', 'how often a source is taken (repeatable)', weights)
    .option(
      '--format <name>',
      `what is written of the examples: ${formats.join(', ')} (repeatable; default: rows)`,
      format,
    )
    .option('--model <name>', 'have a model write requests for some of the APIs, and take those that hold up')
    .option('--model-apis <number>', 'for how many APIs, ten requests each', wholeNumber, 100)
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Functions of the dev files never show in the train files. With --packs nothing is written that has the words of an evaluation
request, and no function that an evaluation offers; without it nothing can be compared.

Examples:
  capuchin data tool-calls --out ./examples --count 2000
  capuchin data tool-calls --out ./mine --collection billing --weight families=20 --format trl
  capuchin data tool-calls --out ./all --packs ./data`,
    )
    .action(async (flags: ToolCallFlags) => {
      const [{ openWorkbench }, { writeToolCalls }, { toolCallLines }] = await Promise.all([
        import('../workbench.js'),
        import('../write-tool-calls.js'),
        import('../tool-call-lines.js'),
      ]);
      const bench = await openWorkbench(io, flags);
      try {
        const card = await writeToolCalls(io, bench, flags);
        if (flags.json) return printJson(io, card);
        for (const line of toolCallLines(card, widthOf(io, 'stdout'))) print(io, line);
      } finally {
        await bench.close();
      }
    });
}

function weights(value: string, before: Readonly<Record<string, number>> = {}): Readonly<Record<string, number>> {
  const [, name, number] = /^([^=]+)=(\d+(?:\.\d+)?)$/.exec(value) ?? [];
  if (name === undefined) throw new InvalidArgumentError('source=number was expected, such as families=60.');
  return { ...before, [name]: Number(number) };
}

/** As `sheetFormats` has them; loading those would load all that makes examples. */
const formats = ['rows', 'openai', 'trl', 'sharegpt', 'toolllama'] as const satisfies readonly SheetFormatName[];

function format(value: string, before: readonly SheetFormatName[] = []): readonly SheetFormatName[] {
  const found = formats.find(name => name === value);
  if (found === undefined) throw new InvalidArgumentError(`one of ${formats.join(', ')} was expected.`);
  return [...before, found];
}
