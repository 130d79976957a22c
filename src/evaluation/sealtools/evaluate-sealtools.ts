import { seededRandom } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { ChatModel, ToolSpec } from '../../models/index.js';
import type { Hit, Retriever } from '../../retrieval/index.js';
import { decodeJsonCalls } from '../bfcl/decode-json-calls.js';
import { bootstrapStatistics, type Interval } from '../statistics/bootstrap.js';
import { askForCalls, type ModelAnswer } from '../tool-calls/ask-for-calls.js';
import { chooseEvenly } from '../tool-calls/choose-evenly.js';
import { readSealRequests, type SealPart, type SealRequest } from './seal-request.js';
import { type SealAnswer, type SealCounts, type SealScores, sealCounts, sealScores } from './seal-scores.js';

/** What is offered: the right APIs and what is found besides, the right ones alone, or only what is found. */
export const sealOffers = ['right-and-found', 'right', 'found'] as const;
export type SealOffer = (typeof sealOffers)[number];

export interface SealEvaluation {
  readonly model: ChatModel;
  readonly folder: string;
  readonly part?: SealPart;
  /** All of the benchmark's APIs. */
  readonly apis: readonly Api[];
  readonly retriever: Retriever;
  readonly offer?: SealOffer;
  /** How many are found. */
  readonly k?: number;
  /** So many requests, spread evenly over the file; all when left out. */
  readonly limit?: number;
  readonly seed?: number;
  readonly onAnswered?: (request: SealRequest, answer: ModelAnswer) => void;
  readonly signal?: AbortSignal;
}

export interface SealReport {
  readonly overall: SealScores;
  /** Of F1 over all requests, 95 %. */
  readonly intervals: { readonly tool_f1: Interval; readonly parameter_f1: Interval };
  /** Requests for one call, and for several. */
  readonly single: SealScores;
  readonly multiple: SealScores;
  readonly failures: number;
  readonly secondsPerRequest: number;
}

/**
 * Asks a model the requests of Seal-Tools, one after the other. Only the request is said: a value that an earlier call
 * would give (`API_call_0`) is not explained.
 */
export async function evaluateSealtools(evaluation: SealEvaluation): Promise<SealReport> {
  const { folder, part = 'test_in_domain', limit, seed = 0, onAnswered, signal } = evaluation;
  const all = await readSealRequests(folder, part);
  const requests = chooseEvenly(all, limit, seededRandom(`${seed} ${part}`));
  const byName = new Map(evaluation.apis.map(api => [api.title, api]));
  const counts: SealCounts[] = [];
  let failures = 0;
  let elapsedMs = 0;
  for (const request of requests) {
    signal?.throwIfAborted();
    const tools = await offered(request, byName, evaluation);
    const answer = await askForCalls(
      { messages: [{ role: 'user', content: request.query }], tools, toolChoice: 'auto' },
      { model: evaluation.model, seed, ...(signal === undefined ? {} : { signal }) },
    );
    counts.push(sealCounts({ right: request.calls, made: callsOf(answer) }));
    if (answer.failure !== undefined) failures += 1;
    elapsedMs += answer.elapsedMs;
    onAnswered?.(request, answer);
  }
  const isSingle = ({ tools }: SealCounts) => tools.right === 1;
  const f1 = (metric: 'tool_f1' | 'parameter_f1') => (times: Uint32Array) => sealScores(counts, times)[metric];
  const statistics = [f1('tool_f1'), f1('parameter_f1')];
  const [toolF1 = [0, 0], parameterF1 = [0, 0]] = bootstrapStatistics(counts.length, statistics, { resamples: 1000 });
  return {
    overall: sealScores(counts),
    intervals: { tool_f1: toolF1, parameter_f1: parameterF1 },
    single: sealScores(counts.filter(isSingle)),
    multiple: sealScores(counts.filter(each => !isSingle(each))),
    failures,
    secondsPerRequest: counts.length === 0 ? 0 : elapsedMs / counts.length / 1000,
  };
}

async function offered(
  { id, query, calls }: SealRequest,
  byName: ReadonlyMap<string, Api>,
  { retriever, offer = 'right-and-found', k = 5, seed = 0, signal }: SealEvaluation,
): Promise<readonly ToolSpec[]> {
  const hits = offer === 'right' ? [] : await retriever.search(query, k, signal === undefined ? {} : { signal });
  if (offer === 'found') return hits.map(foundTool);
  const right = calls.flatMap(({ api }) => byName.get(api) ?? []);
  const distinct = new Map([...right, ...hits.map(({ api }) => api)].map(api => [api.title, api]));
  // Neither place nor score may tell which were not found.
  return seededRandom(`${seed} ${id}`)
    .shuffle([...distinct.values()])
    .map(tool);
}

function tool({ title, description, parameters }: Api): ToolSpec {
  return { name: title, description, parameters };
}

function foundTool({ api, score }: Hit): ToolSpec {
  return { ...tool(api), relevance: score };
}

function callsOf({ calls, failure }: ModelAnswer): SealAnswer['made'] {
  if (failure !== undefined || calls.length === 0) return undefined;
  return decodeJsonCalls(calls)?.map(({ name, arguments: parameters }) => ({ api: name, parameters }));
}
