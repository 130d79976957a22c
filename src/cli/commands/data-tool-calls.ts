import { Command, InvalidArgumentError } from 'commander';
import type { SheetFormatName } from '../../datasets/index.js';
import { type Io, print, printJson, widthOf } from '../io.js';
import { collect, wholeNumber } from '../options.js';

interface ToolCallFlags {
  readonly out: string;
  readonly count: number;
  readonly devCount?: number;
  readonly seed: number;
  readonly collection?: readonly string[];
  readonly packs?: string;
  readonly weight?: Readonly<Record<string, number>>;
  readonly format?: readonly SheetFormatName[];
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
    .option('--json', 'print one JSON object')
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
