import { Command } from 'commander';
import type { RetrievalScores } from '../../evaluation/index.js';
import { type Io, note, print, printJson, widthOf } from '../io.js';

interface EvalFlags {
  readonly queries: string;
  readonly collection: string;
  readonly retriever?: string;
  readonly json?: boolean;
}

export function evalCommand(io: Io): Command {
  const command = new Command('eval').description('measure, on published data').addHelpText(
    'after',
    `
Example:
  capuchin import toolbench ./apis.jsonl --collection toolbench
  capuchin eval retrieval --queries ./queries.jsonl --collection toolbench --retriever bm25`,
  );
  command
    .command('retrieval')
    .description('how often a retriever finds the right APIs')
    .requiredOption('--queries <file>', 'JSONL rows with query and relevant_apis (keys within the collection)')
    .requiredOption('-c, --collection <name>', 'the collection to search')
    .option('--retriever <name>', 'bm25 (as ToolBench publishes its texts) or lexical')
    .option('--json', 'print one JSON object; figures are fractions')
    .action(async (flags: EvalFlags) => {
      const { openWorkbench } = await import('../workbench.js');
      const { evaluateRetrieval } = await import('../../evaluation/index.js');
      const bench = await openWorkbench(io, flags);
      try {
        const store = await bench.store();
        const { retriever, name } = await bench.retriever([flags.collection]);
        const report = await evaluateRetrieval({
          queries: flags.queries,
          collection: flags.collection,
          retriever,
          known: id => store.get([id]).length > 0,
          signal: io.signal,
        });
        if (flags.json) return printJson(io, { retriever: name, collection: flags.collection, ...report });
        const rows = [...Object.entries(report.splits), ['all', report.overall] as const].map(([split, scores]) =>
          scoreRow(split, split === 'all' ? report.queries : (report.splits[split]?.queries ?? 0), scores),
        );
        const numeric = (title: string) => ({ title, align: 'right' as const });
        const { table } = await import('../layout.js');
        const columns = [{ title: name }, numeric('n'), ...shown.map(numeric)];
        for (const line of table(columns, rows, Math.max(100, widthOf(io, 'stdout')))) print(io, line);
        if (report.unknownApis > 0) note(io, `capuchin: ${report.unknownApis} relevant APIs are not in the collection`);
      } finally {
        await bench.close();
      }
    });
  return command;
}

const shown = ['ndcg@1', 'ndcg@3', 'ndcg@5', 'recall@5', 'recall@10', 'coverage@5', 'coverage@10', 'mrr'] as const;

function scoreRow(split: string, queries: number, scores: RetrievalScores): string[] {
  return [split, String(queries), ...shown.map(metric => (100 * scores[metric]).toFixed(2))];
}
