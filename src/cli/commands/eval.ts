import { Command } from 'commander';
import type { Io } from '../io.js';
import { evalBfclCommand } from './eval-bfcl.js';
import { evalBfclAstCommand } from './eval-bfcl-ast.js';
import { evalConstraintsCommand } from './eval-constraints.js';
import { evalFitCommand } from './eval-fit.js';
import { evalPlannersCommand } from './eval-planners.js';
import { evalRetrievalCommand } from './eval-retrieval.js';
import { evalSealtoolsCommand } from './eval-sealtools.js';
import { evalToolboxCommand } from './eval-toolbox.js';

export function evalCommand(io: Io): Command {
  return new Command('eval')
    .description('measure, on published data')
    .addCommand(evalRetrievalCommand(io))
    .addCommand(evalFitCommand(io))
    .addCommand(evalConstraintsCommand(io))
    .addCommand(evalBfclCommand(io))
    .addCommand(evalBfclAstCommand(io))
    .addCommand(evalSealtoolsCommand(io))
    .addCommand(evalToolboxCommand(io))
    .addCommand(evalPlannersCommand(io))
    .addHelpText(
      'after',
      `
Examples:
  capuchin eval retrieval --suite toolbench --data ./toolbench
  capuchin import toolbench ./apis.jsonl --collection toolbench
  capuchin eval retrieval --queries ./queries.jsonl --collection toolbench --retriever bm25`,
    );
}
