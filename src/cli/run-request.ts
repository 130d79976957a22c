import { dirname, join, resolve } from 'node:path';
import { CapuchinError, canonicalJson, type JsonObject, withFileLock } from '../base/index.js';
import { dryRun, inert } from '../execution/index.js';
import type { ChatModel } from '../models/index.js';
import { type PlannerTools, type RunEnd, type RunLimits, spendingOf } from '../planning/index.js';
import { type Fit, filtered } from '../retrieval/index.js';
import { makeRunId, type RecordedEvent, type RunStart, recordRun } from '../trajectory/index.js';
import { budgetLeft } from './budget-left.js';
import { budgetOf } from './budget-of.js';
import { choosePlanner } from './choose-planner.js';
import { type Decompose, splitBy } from './decompose.js';
import type { FilterFlags } from './filter-options.js';
import { type Io, note, print } from './io.js';
import { liveView, quietView, type RunView } from './live-view.js';
import { openExecutor, type Permissions, serverOf } from './open-executor.js';
import { openModel } from './open-model.js';
import { openPermissions } from './open-permissions.js';
import { openSubstitutes } from './open-substitutes.js';
import { openUndo } from './open-undo.js';
import type { BudgetOption } from './options.js';
import { percent } from './percent.js';
import { openRecord, type RunOrigin, type RunRecord } from './run-origin.js';
import { searchFilter } from './search-filter.js';
import { readVersion } from './version.js';
import { type WhereFlags, whereOf } from './where-option.js';
import { openWorkbench } from './workbench.js';

export interface AskFlags extends FilterFlags, WhereFlags {
  readonly model?: string;
  readonly planner?: string;
  readonly plannerOption?: readonly string[];
  readonly collection?: readonly string[];
  readonly k?: number;
  readonly retriever?: string;
  readonly decompose: Decompose;
  readonly minFit?: number;
  readonly invent?: boolean;
  readonly budget?: BudgetOption;
  readonly readOnly?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly policy?: string;
  readonly allowHosts?: readonly string[];
  readonly servers?: readonly string[];
  readonly rapidapiKeyEnv?: string;
  readonly toolbenchUrl?: string;
  readonly workspace?: string;
  readonly seed?: number;
  readonly record?: string;
  readonly replay?: string;
  readonly simulate?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly debug?: boolean;
}

/**
 * Puts the main road together from settings and flags, runs a request along it, and prints what came of it. With an origin
 * the run takes over what it is given of another.
 */
export async function runRequest(io: Io, request: string, flags: AskFlags, origin?: RunOrigin): Promise<RunEnd> {
  if (request.trim() === '') throw new CapuchinError('usage', 'the request is empty');
  const { budget, ...rest } = flags;
  const bench = await openWorkbench(io, { ...rest, ...budget });
  try {
    const { settings, folders } = bench;
    const { seed, k, minFit, maxTokens = null, maxCostUsd = null } = settings;
    // Everything that can be wrong with the flags is found before a model is fetched or loaded.
    const plannerFor = choosePlanner({
      planner: settings.planner,
      options: origin?.start.plannerOptions ?? { seed, ...(k === undefined ? {} : { k }) },
      given: flags.plannerOption ?? [],
    });
    const view = flags.json !== true && io.stderr.isTTY === true ? liveView(io) : quietView;
    const guard = await openPermissions(io, bench, flags, use => view.leave(use));
    const filter = await searchFilter(io, bench, flags);
    const where = await whereOf(io, request, flags);
    const { maxModelCalls } = flags.budget ?? {};
    const limits = limitsOf(flags.budget ?? {});
    const left = leftFor(origin, {
      ...flags.budget,
      ...(maxTokens === null ? {} : { maxTokens }),
      ...(maxCostUsd === null ? {} : { maxCostUsd }),
    });
    const budget = budgetOf(
      { ...settings, maxTokens: left.maxTokens, maxCostUsd: left.maxCostUsd },
      left.maxModelCalls,
    );
    const open = (name: string) => openModel(io, bench, name, budget);
    let thinking: Promise<ChatModel> | undefined;
    const think = () => (thinking ??= open(settings.model));
    const wishes = splitBy(flags.decompose, think, io.signal);
    const { retriever, name: retrieverName, collections } = await bench.retriever(flags.collection ?? [], wishes);
    if (origin !== undefined)
      for (const change of changedSince(origin.start, collections, guard.policy)) note(io, change);
    const substitutes = await openSubstitutes({ io, flags, guard, seed, openModel: open });
    const calling = flags.dryRun
      ? dryRun(api => serverOf(api.collection, settings.servers))
      : openExecutor(io, settings, guard, substitutes);
    const store = await bench.store();
    let record: RunRecord | undefined;
    const beforeIrreversible = async () => record?.file.sync();
    const { executor, undo } = openUndo(io, calling, {
      settings,
      guard,
      substitutes,
      find: id => store.get([id])[0],
      beforeIrreversible,
      isTrusted: origin === undefined || dirname(origin.path) === folders.runs,
    });
    const model = await think().catch(async (thrown: unknown) => {
      await substitutes.close();
      throw thrown;
    });
    try {
      const planner = plannerFor(model.features);
      const runId = origin?.isResumed ? origin.start.runId : makeRunId(io.now(), io.random);
      const own = flags.out === undefined ? join(folders.runs, `${runId}.jsonl`) : resolve(io.cwd, flags.out);
      const path = origin?.isResumed ? origin.path : own;
      record = openRecord({ path, now: io.now, find: ids => store.get(ids) }, origin);
      const { file, run } = record;
      const tools: PlannerTools = {
        model,
        retriever: where.over(filter === undefined ? retriever : filtered(retriever, filter)),
        retrieverName,
        executor,
        ...(minFit === undefined ? {} : { minFit }),
        ...(flags.invent ? { invent: true } : {}),
        signal: io.signal,
        limits: limitsOf(left),
        now: io.now,
        beforeIrreversible,
        ...(flags.dryRun ? {} : { undo }),
      };
      const options: JsonObject = {
        k: k ?? null,
        maxTokens,
        maxCostUsd,
        ...(maxModelCalls === undefined ? {} : { maxModelCalls }),
        ...limits,
        policy: { ...guard.policy } as unknown as JsonObject,
        ...(minFit === undefined ? {} : { minFit }),
        ...(flags.decompose === 'rules' ? {} : { decompose: flags.decompose }),
        ...(flags.invent ? { invent: true } : {}),
        ...(flags.dryRun ? { dryRun: true } : {}),
        ...(guard.readOnly ? { readOnly: true } : {}),
        ...(filter === undefined ? {} : { filter: filterRecord(flags) }),
        ...where.record,
        ...substitutes.options,
      };
      const facts = {
        ...{ runId, request, options, seed, collections, capuchin: readVersion() },
        ...(origin?.forkedAt === undefined ? {} : { forkedFrom: { runId: origin.start.runId, node: origin.forkedAt } }),
      };
      if (origin?.isResumed) view.recall(origin.takes ?? []);
      const lock = join(folders.cache, 'locks', `${runId}.lock`);
      const end = await withFileLock(lock, () => follow(io, recordRun(run(planner, tools, facts), file), view, flags), {
        signal: io.signal,
        onWait: () => underWay(runId),
      });
      note(io, `capuchin: recorded in ${file.path}`);
      return end;
    } finally {
      await Promise.all([model.close?.(), executor.close?.(), substitutes.close()]);
    }
  } finally {
    await bench.close();
  }
}

function limitsOf({ maxMs, maxCalls, maxCallsByEffect }: BudgetOption): RunLimits {
  return {
    ...(maxMs === undefined ? {} : { maxMs }),
    ...(maxCalls === undefined ? {} : { maxCalls }),
    ...(maxCallsByEffect === undefined ? {} : { maxCallsByEffect }),
  };
}

/** A budget is for the whole run, whoever made its first steps. */
function leftFor(origin: RunOrigin | undefined, budget: BudgetOption): BudgetOption {
  return origin?.takes === undefined ? budget : budgetLeft(budget, spendingOf(origin.takes));
}

function underWay(runId: string): never {
  throw new CapuchinError(
    'run-under-way',
    `another process is at ${runId}; it can be gone on with when that has ended`,
  );
}

/** What is not as it was when a run was made. */
function changedSince(
  { collections: before, options }: RunStart,
  collections: Readonly<Record<string, string>>,
  policy: Permissions['policy'],
): string[] {
  const changed = Object.entries(before).filter(([name, fingerprint]) => collections[name] !== fingerprint);
  const isOtherPolicy = options['policy'] !== undefined && canonicalJson(options['policy']) !== canonicalJson(policy);
  return [
    ...changed.map(([name]) => `capuchin: the collection ${name} has changed since that run`),
    ...(isOtherPolicy ? ['capuchin: that run was made with other rules of what may run; those of now hold'] : []),
  ];
}

/** Shows a run while it happens and its answer when it has ended. */
async function follow(
  io: Io,
  events: AsyncGenerator<RecordedEvent, RunEnd, void>,
  view: RunView,
  { json, debug, dryRun: isDryRun }: AskFlags,
): Promise<RunEnd> {
  let answer = '';
  const origins: string[] = [];
  const requests: string[] = [];
  let unasked: Fit | undefined;
  let removed: string | undefined;
  try {
    let next = await events.next();
    while (!next.done) {
      if (json) print(io, JSON.stringify(next.value));
      view.see(next.value);
      if (next.value.type === 'retrieve-end') unasked = next.value.hits.length > 0 ? next.value.fit : undefined;
      if (next.value.type === 'retrieve-end') removed = next.value.constraints?.explanation;
      if (next.value.type === 'model-start') unasked = undefined;
      if (next.value.type === 'answer') answer = next.value.text;
      if (next.value.type === 'call-end') {
        const { observation } = next.value;
        origins.push(observation.provenance);
        if (isDryRun && observation.status === 'denied') requests.push(observation.reason);
      }
      next = await events.next();
    }
    view.close();
    // That no call was made is what was asked for, and no failure.
    if (requests.length > 0) {
      if (!json) for (const request of requests) print(io, inert(request));
      return { outcome: 'answered' };
    }
    if (!json && answer !== '') print(io, inert(answer));
    for (const origin of ['recorded', 'simulated']) {
      const count = origins.filter(each => each === origin).length;
      if (count > 0) note(io, `capuchin: ${count} of ${origins.length} calls ${origin}, not made`);
    }
    const { outcome, reason, thrown } = next.value;
    if (outcome === 'nothing-fits' && removed !== undefined) note(io, `capuchin: ${inert(removed)}`);
    if (outcome === 'nothing-fits' && unasked !== undefined) {
      const chance = percent(unasked.probability);
      note(io, `capuchin: the model was not asked, as something fits with ${chance} only; --min-fit 0 asks it always`);
    }
    if (outcome === 'asked-back')
      note(io, 'capuchin: nothing was called; say it in the request, or --invent lets the model make it up');
    else if (outcome !== 'answered' && outcome !== 'nothing-fits') {
      note(io, `capuchin: ${outcome}${reason === undefined ? '' : `: ${inert(reason)}`}`);
      if (debug && thrown instanceof Error) note(io, thrown.stack ?? '');
    }
    return next.value;
  } finally {
    view.close();
  }
}

/** What may be found, for the record of a run. */
function filterRecord({ provider, category, effect, authorized }: FilterFlags): JsonObject {
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(category === undefined ? {} : { category }),
    ...(effect === undefined ? {} : { effect }),
    ...(authorized ? { authorized } : {}),
  };
}
