import { seededRandom } from '../../base/index.js';
import type { ChatModel, ToolSpec } from '../../models/index.js';
import { askForCalls, type ModelAnswer } from '../tool-calls/ask-for-calls.js';
import { countOldNames, type DocumentChange } from '../tool-calls/changed-documents/change-plan.js';
import { chooseEvenly } from '../tool-calls/choose-evenly.js';
import { callsOfAnswer } from './bfcl-answer.js';
import { type BfclReport, bfclReport } from './bfcl-report.js';
import { type BfclTest, readBfclTests } from './bfcl-test.js';
import { bfclTool } from './bfcl-tool.js';
import type { BfclCategory } from './categories.js';
import { changeTest } from './change-test.js';
import type { DecodedCall } from './decoded-call.js';
import { judgeBfcl } from './judge-bfcl.js';
import type { JudgedTest } from './judged-test.js';
import type { ResultFiles } from './result-files.js';

/** A function that is offered, and what calls of it are judged as. */
export interface Candidate {
  readonly tool: ToolSpec;
  /** The name that its document has, where it is offered under another one. */
  readonly name: string;
}

export interface BfclEvaluation {
  readonly model: ChatModel;
  readonly folder: string;
  readonly categories: readonly BfclCategory[];
  /** Of each category, spread evenly over its file; all when left out. */
  readonly limit?: number;
  /** Draws the tests, and is handed to the model. */
  readonly seed?: number;
  /** Where some call is wanted, the model has to make one. */
  readonly mustCall?: boolean;
  /** What is offered for a test; the functions that it lists when left out. */
  readonly candidates?: (test: BfclTest, category: BfclCategory) => Promise<readonly Candidate[]>;
  /** Changes what each test's documents say before it is asked; not together with `candidates`. */
  readonly change?: DocumentChange;
  readonly results?: ResultFiles;
  readonly onJudged?: (judged: JudgedTest) => void;
  readonly signal?: AbortSignal;
}

/**
 * Asks a model the single-turn tests of some categories, one after the other, and judges its calls with the suite's own
 * rules.
 *
 * Source: Patil et al., Berkeley Function-Calling Leaderboard v4.
 */
export async function evaluateBfcl(evaluation: BfclEvaluation): Promise<BfclReport> {
  const judged: JudgedTest[] = [];
  try {
    for (const category of evaluation.categories) {
      for await (const each of judgeCategory(category, evaluation)) {
        judged.push(each);
        evaluation.onJudged?.(each);
      }
    }
  } finally {
    evaluation.results?.close();
  }
  return bfclReport(judged);
}

async function* judgeCategory(
  category: BfclCategory,
  evaluation: BfclEvaluation,
): AsyncGenerator<JudgedTest, void, void> {
  const { folder, limit, seed = 0, change, results, signal } = evaluation;
  const all = await readBfclTests(folder, category);
  const chosen = chooseEvenly(all, limit, seededRandom(`${seed} ${category.name}`));
  const before = await results?.read(category);
  for (const written of chosen) {
    signal?.throwIfAborted();
    const { test, plan } =
      change === undefined ? { test: written, plan: undefined } : changeTest(written, change, seed);
    const candidates = await candidatesFor(test, category, evaluation);
    const known = before?.get(test.id);
    const answer = known ?? (await ask(test, category, candidates, evaluation));
    if (known === undefined) results?.write(category, test.id, answer);
    const calls = namedAsDocumented(callsOfAnswer(answer), candidates);
    const fault = answer.failure === undefined ? judgeBfcl(calls, test, category) : 'inference_error';
    const oldNames = plan === undefined ? {} : { oldNames: countOldNames(calls?.map(namesOf) ?? [], plan) };
    yield { category, test, answer, calls, fault, ...oldNames };
  }
  await results?.finish(
    category,
    all.map(({ id }) => id),
  );
}

async function candidatesFor(
  test: BfclTest,
  category: BfclCategory,
  { candidates }: BfclEvaluation,
): Promise<readonly Candidate[]> {
  if (candidates !== undefined) return candidates(test, category);
  return test.functions.map(document => {
    const tool = bfclTool(document, category.language);
    return { tool, name: tool.name };
  });
}

function ask(
  { messages }: BfclTest,
  { wants }: BfclCategory,
  candidates: readonly Candidate[],
  { model, seed, mustCall = false, signal }: BfclEvaluation,
): Promise<ModelAnswer> {
  const isOpen = wants === 'no-call' || wants === 'some-call';
  const question = {
    messages,
    tools: candidates.map(({ tool }) => tool),
    toolChoice: mustCall && !isOpen ? ('required' as const) : ('auto' as const),
  };
  return askForCalls(question, {
    model,
    ...(seed === undefined ? {} : { seed }),
    ...(signal === undefined ? {} : { signal }),
  });
}

function namedAsDocumented(
  calls: readonly DecodedCall[] | undefined,
  candidates: readonly Candidate[],
): readonly DecodedCall[] | undefined {
  const names = new Map(candidates.map(({ tool, name }) => [tool.name, name]));
  return calls?.map(call => ({ ...call, name: names.get(call.name) ?? call.name }));
}

function namesOf({ name, arguments: given }: DecodedCall) {
  return { name, arguments: given.keys() };
}
