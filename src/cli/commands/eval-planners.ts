import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { JsonObject } from '../../base/index.js';
import type { ChatModel } from '../../models/index.js';
import { type Io, print, printJson, widthOf } from '../io.js';
import { commaSeparated, wholeNumber } from '../options.js';
import type { Workbench } from '../workbench.js';

interface EvalPlannersFlags {
  readonly planners: readonly string[];
  readonly model?: string;
  readonly scripted?: string;
  readonly budget: number;
  readonly attempts?: number;
  readonly requests?: string;
  readonly limit?: number;
  readonly seeds?: number;
  readonly seed?: number;
  readonly temperature: number;
  readonly retriever?: string;
  readonly search?: boolean;
  readonly k?: number;
  readonly json?: boolean;
}

export function evalPlannersCommand(io: Io): Command {
  return new Command('planners')
    .description('how often planners come to the right answer where later calls need what earlier ones gave')
    .option(
      '--planners <names>',
      'with commas in between; the first is what others are compared with',
      commaSeparated,
      ['chain', 'dfsdt'],
    )
    .option('-m, --model <model>', 'who thinks; default is the model that comes with Capuchin')
    .option('--scripted <setting>', 'a scripted model that errs thinks instead: mild, middling or poor')
    .option(
      '--budget <calls>',
      'model calls for each request; what ends without an answer begins anew',
      wholeNumber,
      24,
    )
    .option('--attempts <count>', 'how often a planner may begin; 1 does without beginning anew', wholeNumber)
    .option('--requests <file>', 'JSONL rows with id, style, request, plan and answer; the 50 of a clone when left out')
    .option('--limit <count>', 'so many requests, spread over the file', wholeNumber)
    .option('--seeds <count>', 'runs of each request: 5 with --scripted and else 1 when not given', wholeNumber)
    .option('--seed <number>', 'the first seed; it draws the requests of --limit as well', wholeNumber)
    .option('--temperature <number>', 'of models, so that attempts differ', Number, 0.7)
    .option('--retriever <name>', 'how functions are found')
    .option('--search', 'offer what is found alone, though functions that are needed be missing')
    .option('-k <count>', 'how many functions are offered: 8 when not given', wholeNumber)
    .option('--json', 'print one JSON object; figures are fractions')
    .addHelpText(
      'after',
      `
Every planner has the same model, seeds, functions on offer and model calls. A run counts when its answer is right; whether
it is right plays no part in when a planner stops. Functions run in folders that are made for it.

Examples:
  capuchin eval planners --scripted middling
  capuchin eval planners --planners chain,dfsdt --model default --limit 10 --json`,
    )
    .action(async (flags: EvalPlannersFlags) => {
      const { openWorkbench } = await import('../workbench.js');
      const { seed, retriever } = flags;
      const bench = await openWorkbench(io, {
        ...(seed === undefined ? {} : { seed }),
        ...(retriever === undefined ? {} : { retriever }),
      });
      try {
        await evaluate(io, bench, flags);
      } finally {
        await bench.close();
      }
    });
}

async function evaluate(io: Io, bench: Workbench, flags: EvalPlannersFlags): Promise<void> {
  const [{ seededRandom, UsageError }, catalog, evaluation, { plannerNamed }] = await Promise.all([
    import('../../base/index.js'),
    import('../../catalog/index.js'),
    import('../../evaluation/index.js'),
    import('../../planning/index.js'),
  ]);
  const { scripted, budget, attempts, temperature, seeds = scripted === undefined ? 1 : 5, k = 8 } = flags;
  if (scripted !== undefined && flags.model !== undefined) throw new UsageError('leave out --model or --scripted');
  if (budget === 0 || seeds === 0) throw new UsageError('--budget and --seeds must be 1 at the least');
  const { collectApis, functionsImporter, toolboxCollection, toolboxSource } = catalog;
  const { chooseEvenly, evaluatePlanners, fallibleModel, fallibleRatesNamed, readMultiStepRequests } = evaluation;
  const contestants = flags.planners.map(name => {
    const make = plannerNamed(name);
    return { name, make: (options: { k: number; seed: number }) => make({ ...options, ...{ temperature } }) };
  });
  const rates = scripted === undefined ? undefined : fallibleRatesNamed(scripted);
  const { seed } = bench.settings;
  const all = await readMultiStepRequests(await requestsFile(flags.requests), io.signal);
  const requests = chooseEvenly(all, flags.limit, seededRandom(seed));
  const list = await collectApis(toolboxCollection, functionsImporter.read(toolboxSource));
  const apis = new Map(list.map(api => [api.title, api]));
  const found = await bench.retriever([toolboxCollection]);
  const model = rates === undefined ? await openReal(io, bench, flags.model) : undefined;
  const { evaluationProgress } = await import('../evaluation-progress.js');
  const progress = evaluationProgress(io, 'runs', requests.length * seeds);
  try {
    const report = await evaluatePlanners({
      contestants,
      requests,
      apis,
      modelFor: (request, seed) =>
        rates === undefined ? (model as ChatModel) : fallibleModel({ request, apis, rates, seed }),
      seeds: Array.from({ length: seeds }, (_, i) => seed + i),
      maxModelCalls: budget,
      ...(attempts === undefined ? {} : { maxAttempts: attempts }),
      retriever: found.retriever,
      retrieverName: found.name,
      k,
      ...(flags.search ? { searchOnly: true } : {}),
      executor: evaluation.toolboxExecutor({ now: () => evaluationTime, seed }),
      now: io.now,
      onRun: ({ planner }) => progress.step(planner),
      signal: io.signal,
    });
    progress.end();
    const head = {
      model: scripted === undefined ? (model?.id ?? '') : `${scripted} scripted (simulated)`,
      simulated: scripted !== undefined,
      ...(rates === undefined ? {} : { rates: rates as unknown as JsonObject }),
      requests: requests.length,
      seeds,
      budget,
      ...(attempts === undefined ? {} : { attempts }),
      k,
      offered: flags.search ? `what ${found.name} finds` : `all that is needed, and what ${found.name} finds`,
    };
    if (flags.json) return printJson(io, { ...head, ...report });
    const { plannerLines } = await import('../planner-lines.js');
    for (const line of plannerLines(head, report, Math.max(100, widthOf(io, 'stdout')))) print(io, line);
  } catch (thrown) {
    progress.fail();
    throw thrown;
  } finally {
    await model?.close?.();
  }
}

/** Functions that read the clock see this time, so that a run can be repeated. */
const evaluationTime = Date.UTC(2026, 0, 5, 12);

async function openReal(io: Io, bench: Workbench, named: string | undefined): Promise<ChatModel> {
  const { openEvaluatedModel } = await import('../evaluated-model.js');
  return openEvaluatedModel(io, bench, named);
}

/** The requests are in a clone; the package does not have them. */
async function requestsFile(given: string | undefined): Promise<string> {
  const own = fileURLToPath(new URL('../../../examples/multi-step.jsonl', import.meta.url));
  if (given === undefined && !existsSync(own)) {
    const { UsageError } = await import('../../base/index.js');
    throw new UsageError('name the requests with --requests; those of the project are in its examples folder');
  }
  return given ?? own;
}
