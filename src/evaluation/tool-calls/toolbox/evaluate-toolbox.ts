import type { JsonObject } from '../../../base/index.js';
import type { Api } from '../../../catalog/index.js';
import type { Observation } from '../../../execution/index.js';
import type { ChatModel, ToolSpec } from '../../../models/index.js';
import type { Retriever } from '../../../retrieval/index.js';
import { type Accuracy, accuracyOf } from '../accuracy.js';
import { askForCalls, type ModelAnswer } from '../ask-for-calls.js';
import {
  type ChangePlan,
  countOldNames,
  type DocumentChange,
  type OldNames,
  planChange,
} from '../changed-documents/change-plan.js';
import { changeTool, unchangedCall } from '../changed-documents/change-tool.js';
import { judgeToolboxCall, type ToolboxFault } from './judge-toolbox-call.js';
import type { ToolboxRequest } from './toolbox-request.js';

export interface ToolboxEvaluation {
  readonly model: ChatModel;
  readonly requests: readonly ToolboxRequest[];
  /** Over the toolbox, or over more. */
  readonly retriever: Retriever;
  readonly k?: number;
  /** Runs a call in a folder that holds these files and nothing else. */
  readonly execute: (api: Api, args: JsonObject, files: ToolboxRequest['files']) => Promise<Observation>;
  /** Changes what the functions that are offered are called; what is found does not change. */
  readonly change?: DocumentChange;
  readonly seed?: number;
  readonly onJudged?: (judged: JudgedRequest) => void;
  readonly signal?: AbortSignal;
}

export interface JudgedRequest {
  readonly request: ToolboxRequest;
  readonly answer: ModelAnswer;
  readonly fault: ToolboxFault;
}

export interface ToolboxReport {
  readonly overall: Accuracy;
  readonly styles: Readonly<Record<string, Accuracy>>;
  readonly categories: Readonly<Record<string, Accuracy>>;
  /** Requests where a right function was among those offered. */
  readonly offered: number;
  /** Calls that name functions or arguments as they were before; where documents were changed. */
  readonly oldNames?: OldNames;
  readonly secondsPerRequest: number;
}

/** Asks a model for one call for each request, offering what is found for it, and judges what it calls. */
export async function evaluateToolbox(evaluation: ToolboxEvaluation): Promise<ToolboxReport> {
  const judged: JudgedRequest[] = [];
  const old: OldNames[] = [];
  for (const request of evaluation.requests) {
    evaluation.signal?.throwIfAborted();
    const { oldNames, ...each } = await askOne(request, evaluation);
    judged.push(each);
    if (oldNames !== undefined) old.push(oldNames);
    evaluation.onJudged?.(each);
  }
  const elapsedMs = judged.reduce((sum, { answer }) => sum + answer.elapsedMs, 0);
  return {
    overall: accuracyOf(judged.map(({ fault }) => fault)),
    styles: accuraciesBy(judged, ({ request }) => request.style),
    categories: accuraciesBy(judged, ({ request }) => request.category),
    offered: judged.filter(({ fault }) => fault !== 'not_offered').length,
    ...(evaluation.change === undefined ? {} : { oldNames: addedUp(old) }),
    secondsPerRequest: judged.length === 0 ? 0 : elapsedMs / judged.length / 1000,
  };
}

async function askOne(request: ToolboxRequest, evaluation: ToolboxEvaluation) {
  const { model, retriever, k = 5, execute, change, seed = 0, signal } = evaluation;
  const hits = await retriever.search(request.request, k, signal === undefined ? {} : { signal });
  const tools = hits.map(
    ({ api, score }): ToolSpec => ({
      name: api.title,
      description: api.description,
      parameters: api.parameters,
      relevance: score,
    }),
  );
  const plan = change === undefined ? undefined : planChange(tools.map(namedFunction), change, seed);
  const answer = await askForCalls(
    {
      messages: [{ role: 'user', content: request.request }],
      tools: plan === undefined ? tools : tools.map(tool => changeTool(tool, plan)),
      toolChoice: 'auto',
    },
    { model, seed, ...(signal === undefined ? {} : { signal }) },
  );
  const fault = await judgeToolboxCall({
    request,
    answer: plan === undefined ? answer : { ...answer, calls: answer.calls.map(call => unchangedCall(call, plan)) },
    offered: hits.map(({ api }) => api),
    execute: (api, args) => execute(api, args, request.files),
  });
  return { request, answer, fault, ...(plan === undefined ? {} : { oldNames: oldNamesOf(answer, plan) }) };
}

function namedFunction({ name, parameters }: ToolSpec) {
  const properties = parameters['properties'];
  return { name, parameters: Object.keys(typeof properties === 'object' && properties !== null ? properties : {}) };
}

function oldNamesOf({ calls }: ModelAnswer, plan: ChangePlan): OldNames {
  const named = calls.map(({ name, arguments: text }) => ({ name, arguments: topLevelNames(text) }));
  return countOldNames(named, plan);
}

function topLevelNames(text: string): string[] {
  try {
    return Object.keys(JSON.parse(text) as object);
  } catch {
    return []; // text that is no JSON names nothing
  }
}

function accuraciesBy(judged: readonly JudgedRequest[], groupOf: (each: JudgedRequest) => string) {
  const groups = new Map<string, ToolboxFault[]>();
  for (const each of judged) groups.set(groupOf(each), [...(groups.get(groupOf(each)) ?? []), each.fault]);
  return Object.fromEntries([...groups].map(([name, faults]) => [name, accuracyOf(faults)]));
}

function addedUp(all: readonly OldNames[]): OldNames {
  return {
    functions: all.reduce((sum, each) => sum + each.functions, 0),
    parameters: all.reduce((sum, each) => sum + each.parameters, 0),
  };
}
