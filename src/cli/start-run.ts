import { resolve } from 'node:path';
import { CapuchinError, type JsonObject, seededRandom } from '../base/index.js';
import { createFunctionLoader } from '../catalog/index.js';
import {
  callable,
  cautiousPolicy,
  credentialVariable,
  functions,
  httpExecutor,
  inert,
  readPolicy,
} from '../execution/index.js';
import { plannerNamed, type RunEnd, runPlanner } from '../planning/index.js';
import { createRunFile, makeRunId, type RecordedEvent, recordRun } from '../trajectory/index.js';
import { askApproval } from './ask-approval.js';
import { type Io, note, print } from './io.js';
import { liveView, quietView } from './live-view.js';
import { openModel } from './open-model.js';
import { readVersion } from './version.js';
import { openWorkbench } from './workbench.js';

export interface AskFlags {
  readonly model?: string;
  readonly planner?: string;
  readonly collection?: readonly string[];
  readonly k?: number;
  readonly retriever?: string;
  readonly budget?: { readonly maxTokens?: number; readonly maxCostUsd?: number };
  readonly readOnly?: boolean;
  readonly yes?: boolean;
  readonly policy?: string;
  readonly allowHosts?: readonly string[];
  readonly servers?: readonly string[];
  readonly workspace?: string;
  readonly seed?: number;
  readonly out?: string;
  readonly json?: boolean;
  readonly debug?: boolean;
}

export interface StartedRun {
  /** Runs to the end; the answer goes to stdout unless events do. */
  follow(see: (event: RecordedEvent) => void): Promise<RunEnd>;
  close(): Promise<void>;
}

/** Puts the main road together from settings and flags: retriever, model, executor, planner, run file. */
export async function startRun(io: Io, request: string, flags: AskFlags): Promise<StartedRun> {
  if (request.trim() === '') throw new CapuchinError('usage', 'the request is empty');
  const { budget, ...rest } = flags;
  const bench = await openWorkbench(io, { ...rest, ...budget });
  const { settings } = bench;
  // Everything that can be wrong with the flags is found before a model is fetched or loaded.
  const planner = plannerNamed(settings.planner)({
    seed: settings.seed,
    ...(settings.k === undefined ? {} : { k: settings.k }),
  });
  const policy = settings.policy === '' ? cautiousPolicy : await readPolicy(resolve(io.cwd, settings.policy));
  const { retriever, name: retrieverName, collections } = await bench.retriever(flags.collection ?? []);
  const approve = askApproval(io);
  const random = seededRandom(settings.seed);
  const executor = callable({
    executors: {
      function: functions({
        load: createFunctionLoader(),
        workspace: resolve(io.cwd, settings.workspace),
        now: io.now,
        random: () => random.next(),
      }),
      http: httpExecutor({
        allowHosts: settings.allowHosts,
        server: api => serverOf(api.collection, settings.servers),
        credentials: (scheme, api) => io.env[credentialVariable(api, scheme)],
      }),
    },
    guard: {
      policy,
      yes: flags.yes === true,
      readOnly: flags.readOnly === true,
      ...(approve === undefined ? {} : { approve }),
    },
  });
  const model = await openModel(io, bench);
  const runId = makeRunId(io.now(), io.random);
  const file = createRunFile(
    flags.out === undefined ? `${bench.folders.runs}/${runId}.jsonl` : resolve(io.cwd, flags.out),
    io.now,
  );

  return {
    async follow(see) {
      const view = flags.json !== true && io.stderr.isTTY === true ? liveView(io) : quietView;
      const tools = {
        model,
        retriever,
        retrieverName,
        executor,
        signal: io.signal,
        now: io.now,
        beforeIrreversible: async () => file.sync(),
      };
      const options: JsonObject = {
        k: settings.k ?? null,
        maxTokens: settings.maxTokens ?? null,
        maxCostUsd: settings.maxCostUsd ?? null,
        policy: { ...policy } as unknown as JsonObject,
      };
      const facts = { runId, request, options, seed: settings.seed, collections, capuchin: readVersion() };
      const events = recordRun(runPlanner(planner, tools, facts), file);
      let answer = '';
      try {
        let next = await events.next();
        while (!next.done) {
          see(next.value);
          view.see(next.value);
          if (next.value.type === 'answer') answer = next.value.text;
          next = await events.next();
        }
        view.close();
        if (flags.json !== true && answer !== '') print(io, inert(answer));
        const { outcome, reason, thrown } = next.value;
        if (outcome === 'gave-up' || outcome === 'failed' || outcome === 'budget-spent' || outcome === 'interrupted') {
          note(io, `capuchin: ${outcome}${reason === undefined ? '' : `: ${inert(reason)}`}`);
          if (thrown instanceof Error && flags.debug === true) note(io, thrown.stack ?? '');
        }
        note(io, `capuchin: recorded in ${file.path}`);
        return next.value;
      } finally {
        view.close();
      }
    },
    async close() {
      file.close();
      await model.close?.();
      await bench.close();
    },
  };
}

/** The address set for a collection; the last one given counts. */
function serverOf(collection: string, servers: readonly string[]): string | undefined {
  const set = servers.findLast(each => each.startsWith(`${collection}=`));
  return set?.slice(collection.length + 1);
}
