import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { JsonObject, JsonValue } from '../../base/index.js';
import type { JudgedRequest, ToolboxReport } from '../../evaluation/index.js';
import { type Io, print, printJson, widthOf } from '../io.js';
import { wholeNumber } from '../options.js';
import type { Workbench } from '../workbench.js';

interface EvalToolboxFlags {
  readonly model?: string;
  readonly requests?: string;
  readonly limit?: number;
  readonly seed?: number;
  readonly retriever?: string;
  readonly k?: number;
  readonly change?: string;
  readonly answers?: string;
  readonly json?: boolean;
}

export function evalToolboxCommand(io: Io): Command {
  return new Command('toolbox')
    .description('how often a model makes the right call of a toolbox function, among those found for a request')
    .option('-m, --model <model>', 'who is asked; default is the model that comes with Capuchin')
    .option(
      '--requests <file>',
      'JSONL rows with id, category, style, request and accepted; the 60 of a clone when left out',
    )
    .option('--limit <count>', 'so many requests, spread over the file', wholeNumber)
    .option('--seed <number>', 'draws the requests of --limit and is handed to the model', wholeNumber)
    .option('--retriever <name>', 'how functions are found')
    .option('-k <count>', 'how many functions are offered: 5 when not given', wholeNumber)
    .option('--change <kind>', 'ask again after documents changed: rename, params, version or all')
    .option('--answers <file>', 'write what was asked, called and held of it here, JSON lines')
    .option('--json', 'print one JSON object; figures are fractions')
    .addHelpText(
      'after',
      `
A call is right when its function and every argument are accepted, or when it comes to the same as an accepted call.
Functions run in folders that are made for it; nothing of yours is read or written.

Example:
  capuchin eval toolbox --model default --json`,
    )
    .action(async (flags: EvalToolboxFlags) => {
      const { openWorkbench } = await import('../workbench.js');
      const { k, model: _model, ...settings } = flags;
      const bench = await openWorkbench(io, k === undefined ? settings : { ...settings, k });
      try {
        await evaluate(io, bench, flags);
      } finally {
        await bench.close();
      }
    });
}

async function evaluate(io: Io, bench: Workbench, flags: EvalToolboxFlags): Promise<void> {
  const [{ openJsonlWriter, seededRandom }, { toolboxCollection }, evaluation] = await Promise.all([
    import('../../base/index.js'),
    import('../../catalog/index.js'),
    import('../../evaluation/index.js'),
  ]);
  const [{ openEvaluatedModel }, { evaluationProgress }] = await Promise.all([
    import('../evaluated-model.js'),
    import('../evaluation-progress.js'),
  ]);
  const { chooseEvenly, documentChangeNamed, evaluateToolbox, executeInFolder, readToolboxRequests } = evaluation;
  const change = flags.change === undefined ? undefined : documentChangeNamed(flags.change);
  const all = await readToolboxRequests(await requestsFile(flags.requests), io.signal);
  const requests = chooseEvenly(all, flags.limit, seededRandom(bench.settings.seed));
  const { retriever, name } = await bench.retriever([toolboxCollection]);
  const model = await openEvaluatedModel(io, bench, flags.model);
  const progress = evaluationProgress(io, 'requests', undefined);
  const run = {
    model,
    requests,
    retriever,
    k: bench.settings.k ?? 5,
    execute: executeInFolder({ now: () => evaluationTime, seed: bench.settings.seed }),
    seed: bench.settings.seed,
    signal: io.signal,
  };
  const answers = flags.answers === undefined ? undefined : openJsonlWriter(resolve(io.cwd, flags.answers));
  const keeping = (stage: string) => (judged: JudgedRequest) => {
    progress.step(stage);
    answers?.write(answerRow(judged, stage));
  };
  try {
    const report = await evaluateToolbox({ ...run, onJudged: keeping('requests') });
    const changed = change && (await evaluateToolbox({ ...run, change, onJudged: keeping('changed documents') }));
    progress.end();
    const head = { model: model.id, retriever: name, k: run.k };
    if (flags.json) return printJson(io, { ...head, ...report, ...(changed && { change, changed }) });
    for (const line of await linesOf(model.id, report, changed, Math.max(100, widthOf(io, 'stdout')))) print(io, line);
  } catch (thrown) {
    progress.fail();
    throw thrown;
  } finally {
    answers?.close();
    await model.close?.();
  }
}

function answerRow({ request, answer, fault }: JudgedRequest, stage: string): JsonObject {
  const { id, style, request: text, accepted } = request;
  return {
    id,
    style,
    stage,
    request: text,
    calls: answer.calls.map(({ name, arguments: given }) => ({ name, arguments: given })),
    fault: fault ?? null,
    accepted: accepted as unknown as JsonValue,
  };
}

/** Functions that read the clock see this time, so that a run can be repeated. */
const evaluationTime = Date.UTC(2026, 0, 5, 12);

/** The requests are in a clone; the package does not have them. */
async function requestsFile(given: string | undefined): Promise<string> {
  const own = fileURLToPath(new URL('../../../examples/toolbox-requests.jsonl', import.meta.url));
  if (given === undefined && !existsSync(own)) {
    const { UsageError } = await import('../../base/index.js');
    throw new UsageError('name the requests with --requests; those of the project are in its examples folder');
  }
  return given ?? own;
}

async function linesOf(name: string, report: ToolboxReport, changed: ToolboxReport | undefined, width: number) {
  const { accuracyLines } = await import('../accuracy-lines.js');
  const rows = (each: ToolboxReport) => [...Object.entries(each.styles), ['all', each.overall] as const];
  const lines = [
    ...accuracyLines(name, rows(report), width),
    `a right function was offered for ${report.offered} of ${report.overall.total}`,
  ];
  if (changed === undefined) return lines;
  const { functions = 0, parameters = 0 } = changed.oldNames ?? {};
  return [
    ...lines,
    '',
    ...accuracyLines('changed documents', rows(changed), width),
    `calls by an old name: ${functions} of functions, ${parameters} with old parameters`,
  ];
}
