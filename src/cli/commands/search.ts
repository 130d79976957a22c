import { Command } from 'commander';
import { withDecomposeOption } from '../decompose.js';
import { exitCodes, type Finish } from '../exit-codes.js';
import { withFilterOptions } from '../filter-options.js';
import { type Io, note } from '../io.js';
import { collect, wholeNumber } from '../options.js';
import type { SearchApisFlags } from '../search-apis.js';
import { withWhereOption } from '../where-option.js';
import type { Workbench } from '../workbench.js';

interface SearchFlags extends SearchApisFlags {
  readonly retriever?: string;
  readonly embedder?: string;
  readonly model?: string;
  readonly docs?: boolean;
}

export function searchCommand(io: Io, finish: Finish): Command {
  return withWhereOption(withDecomposeOption(withFilterOptions(new Command('search'))))
    .description('find the APIs that may serve a request')
    .argument('<words...>', 'the request')
    .option('-k <count>', 'how many to show: 10 APIs or 5 passages when not given', wholeNumber)
    .option('-c, --collection <name>', 'search only this collection (repeatable)', collect)
    .option('--retriever <name>', 'how APIs are found')
    .option('--embedder <name>', 'what makes vectors of texts, for retrievers that find by meaning')
    .option('-m, --model <model>', 'who takes requests apart with --decompose model')
    .option('--why', 'show what made the scores')
    .option('--docs', 'find passages of documentation and long descriptions instead')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  capuchin search "what time is it in Tokyo"
  capuchin search "refund a charge" -k 3 --collection stripe --json
  capuchin search "list files" --effect read --authorized
  capuchin search "days between two dates" -k 2 --why
  capuchin search "how many days until Christmas" --retriever hybrid --embedder static
  capuchin search "classify images, under 10M parameters" --where "accuracy>=70"
  capuchin search --docs "how long do refunds take"

Exit status: 0 found, 3 nothing found, or nothing that is likely to fit.`,
    )
    .action(async (words: string[], flags: SearchFlags) => {
      const { openWorkbench } = await import('../workbench.js');
      const bench = await openWorkbench(io, flags);
      try {
        if (!(await search(io, bench, words.join(' '), flags))) finish(exitCodes.nothingFits);
      } finally {
        await bench.close();
      }
    });
}

/** Whether something was found that is likely to fit. */
async function search(io: Io, bench: Workbench, query: string, flags: SearchFlags): Promise<boolean> {
  if (flags.docs) {
    const { searchDocs } = await import('../search-docs.js');
    const passages = await searchDocs(io, bench, query, flags.k ?? 5, flags);
    if (passages === 0) note(io, 'capuchin: no passage found; `capuchin docs add` adds documentation');
    return passages > 0;
  }
  const { searchApis } = await import('../search-apis.js');
  const { hits, fit, screening } = await searchApis(io, bench, query, flags);
  if (screening?.explanation !== undefined) {
    const { inert } = await import('../../execution/index.js');
    note(io, `capuchin: ${inert(screening.explanation)}`);
  } else if (hits.length === 0) note(io, 'capuchin: nothing found; `capuchin collections` lists what can be searched');
  return hits.length > 0 && (fit === undefined || fit.probability >= fit.threshold);
}
