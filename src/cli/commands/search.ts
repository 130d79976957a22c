import { Command } from 'commander';
import { exitCodes, type Finish } from '../exit-codes.js';
import { type FilterFlags, withFilterOptions } from '../filter-options.js';
import { coloursFor, type Io, note, print, printJson, widthOf } from '../io.js';
import { collect, wholeNumber } from '../options.js';

interface SearchFlags extends FilterFlags {
  readonly k: number;
  readonly collection?: readonly string[];
  readonly retriever?: string;
  readonly docs?: boolean;
  readonly json?: boolean;
}

export function searchCommand(io: Io, finish: Finish): Command {
  return withFilterOptions(new Command('search'))
    .description('find the APIs that may serve a request')
    .argument('<words...>', 'the request')
    .option('-k <count>', 'how many to show', wholeNumber, 10)
    .option('-c, --collection <name>', 'search only this collection (repeatable)', collect)
    .option('--retriever <name>', 'how APIs are found')
    .option('--docs', 'find passages of documentation and long descriptions instead (5 when -k is not given)')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  capuchin search "what time is it in Tokyo"
  capuchin search "refund a charge" -k 3 --collection stripe --json
  capuchin search "list files" --effect read --authorized
  capuchin search --docs "how long do refunds take"

Exit status: 0 found, 3 nothing found.`,
    )
    .action(async (words: string[], flags: SearchFlags, command: Command) => {
      const { openWorkbench } = await import('../workbench.js');
      const { searchFilter } = await import('../search-filter.js');
      const bench = await openWorkbench(io, flags);
      try {
        const query = words.join(' ');
        if (flags.docs) {
          const { searchDocs } = await import('../search-docs.js');
          const k = command.getOptionValueSource('k') === 'default' ? 5 : flags.k;
          if ((await searchDocs(io, bench, query, k, flags)) > 0) return;
          note(io, 'capuchin: no passage found; `capuchin docs add` adds documentation');
          return finish(exitCodes.nothingFits);
        }
        const { retriever, name } = await bench.retriever(flags.collection ?? []);
        const filter = await searchFilter(io, bench, flags);
        const hits = await retriever.search(query, flags.k, { ...(filter && { filter }), signal: io.signal });
        if (flags.json) {
          const found = hits.map(({ api, score, variants = [] }) => ({
            id: api.id,
            name: api.name,
            collection: api.collection,
            score,
            effect: api.effect,
            description: api.description,
            variants,
          }));
          printJson(io, { query, retriever: name, hits: found });
        } else {
          const { signature } = await import('../../catalog/index.js');
          const { fitWidth } = await import('../../base/index.js');
          const colours = coloursFor(io, 'stdout');
          for (const { api, score, variants = [] } of hits) {
            const origin = colours.dim(`${score.toFixed(2).padStart(6)}  ${api.collection}`);
            print(io, fitWidth(`${colours.bold(api.name)}  ${origin}`, widthOf(io, 'stdout')));
            print(io, fitWidth(`  ${signature(api)}`, widthOf(io, 'stdout')));
            if (variants.length > 0)
              print(io, fitWidth(colours.dim(`  ${nearlyTheSame(variants)}`), widthOf(io, 'stdout')));
          }
        }
        if (hits.length > 0) return;
        note(io, 'capuchin: nothing found; `capuchin collections` lists what can be searched');
        finish(exitCodes.nothingFits);
      } finally {
        await bench.close();
      }
    });
}

/** Ids, as `show` takes them. */
function nearlyTheSame(variants: readonly string[]): string {
  return `and ${variants.length} nearly the same: ${variants.join(', ')}`;
}
