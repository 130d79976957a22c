import { CapuchinError, type JsonObject } from '../base/index.js';
import type { Api } from '../catalog/index.js';
import { decide, describeCall, inert, performStep, type UndoStep } from '../execution/index.js';
import { type StepToUndo, undoing, undoOptions } from '../planning/index.js';
import { askYesNo, canAsk } from './ask-approval.js';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.js';
import { type Io, note, print, printJson } from './io.js';
import { functionsOptions, openExecutor, type Permissions, serverOf } from './open-executor.js';
import { openPermissions, type PermissionFlags } from './open-permissions.js';
import { recordGiven } from './record-given.js';
import { findUndoTarget, stepsOf, type TargetChange, type UndoTarget } from './undo-target.js';
import { openWorkbench, type Workbench } from './workbench.js';

export interface UndoFlags extends PermissionFlags {
  readonly steps?: number;
  readonly dryRun?: boolean;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}

/** Takes back what a run changed, latest first, and records that as a run. */
export async function runUndo(io: Io, run: string, flags: UndoFlags): Promise<ExitCode> {
  const bench = await openWorkbench(io, flags);
  try {
    const target = await findUndoTarget(bench.folders.runs, run);
    const steps = stepsOf(target, flags.steps);
    const store = await bench.store();
    const find = (id: string) => store.get([id])[0];
    if (!flags.json) for (const line of planLines(target, steps)) note(io, line);
    if (steps.length === 0) return nothingToUndo(io, target, flags);
    if (flags.dryRun) return showRequests(io, bench, target, steps, find, flags);
    await approve(io, steps, flags);
    return await perform(io, bench, { target, steps, find, flags });
  } finally {
    await bench.close();
  }
}

function planLines({ start, changes }: UndoTarget, steps: readonly StepToUndo[]): string[] {
  const chosen = new Set(steps.map(({ key }) => key));
  const lines = changes.map(change => {
    const call = inert(`${change.name}(${brief(change.arguments)})`);
    if (change.state === 'undoable') {
      const how = 'description' in change.undo ? inert(change.undo.description) : '';
      return chosen.has(change.key) ? `  undo    ${call}: ${how}` : `  leave   ${call}`;
    }
    return `  ${change.state === 'undone' ? 'undone' : 'cannot'}  ${call}: ${inert(change.reason ?? '')}`;
  });
  return [`${start.runId} ${inert(start.request.replace(/\s+/g, ' '))}`, ...lines];
}

function brief(args: TargetChange['arguments']): string {
  const text = JSON.stringify(args);
  return text.length <= 100 ? text : `${text.slice(0, 99)}…`;
}

function nothingToUndo(io: Io, target: UndoTarget, { json }: UndoFlags): ExitCode {
  const { changes } = target;
  if (json) printJson(io, reportOf(target, []));
  const wasUndone = changes.length > 0 && changes.every(({ state }) => state !== 'undoable');
  const done = changes.filter(({ state }) => state === 'undone').length;
  if (changes.length === 0) note(io, 'capuchin: nothing to undo: the run changed nothing');
  else if (done > 0 && wasUndone) note(io, 'capuchin: already undone; nothing is left that can be');
  else note(io, 'capuchin: nothing of it can be undone');
  return exitCodes.nothingFits;
}

function showRequests(
  io: Io,
  { settings }: Workbench,
  target: UndoTarget,
  steps: readonly StepToUndo[],
  find: (id: string) => Api | undefined,
  { json }: UndoFlags,
): ExitCode {
  const requests = steps.map(({ key, name, step }) => ({ key, name, request: requestOf(step) }));
  if (json) printJson(io, { ...reportOf(target, []), requests });
  else for (const { name, request } of requests) print(io, inert([`# ${name}`, ...request, ''].join('\n')));
  return exitCodes.done;

  function requestOf(step: UndoStep): readonly string[] {
    if (step.kind === 'function') {
      return [`function ${step.function} of ${step.module}`, ...JSON.stringify(step.arguments, null, 2).split('\n')];
    }
    const api = find(step.api);
    if (api === undefined) return [`${step.api} is not in the collection any more`];
    const { lines, problem } = describeCall(api, step.arguments, {
      server: serverOf(api.collection, settings.servers),
    });
    return problem === undefined ? lines : [`nothing can be sent: ${problem}`];
  }
}

async function approve(io: Io, steps: readonly StepToUndo[], { yes }: UndoFlags): Promise<void> {
  if (yes) return;
  if (!canAsk(io)) {
    throw new CapuchinError('not-approved', 'undoing needs approval, and nobody can be asked here; --yes approves it');
  }
  const count = steps.length === 1 ? 'this call' : `these ${steps.length} calls`;
  if (await askYesNo(io, `Undo ${count}?`)) return;
  throw new CapuchinError('not-approved', 'the user said no; nothing was undone');
}

interface Undoing {
  readonly target: UndoTarget;
  readonly steps: readonly StepToUndo[];
  readonly find: (id: string) => Api | undefined;
  readonly flags: UndoFlags;
}

async function perform(io: Io, bench: Workbench, { target, steps, find, flags }: Undoing): Promise<ExitCode> {
  // The person has said yes to all of it; what the policy forbids is refused all the same.
  const permissions: Permissions = { ...(await openPermissions(io, bench, flags)), yes: true };
  const executor = openExecutor(io, bench.settings, permissions);
  const functions = functionsOptions(io, bench.settings);
  const undone: string[] = [];
  try {
    const { end, path } = await recordGiven(io, bench, {
      planner: undoing(steps, (step, tools) =>
        performStep(step, {
          find,
          executor,
          functions,
          refuse: () => refusalOf(changeOf(step), permissions, find),
          overwrite: changes => mayOverwrite(io, changes, flags),
          ...(tools.signal === undefined ? {} : { signal: tools.signal }),
          ...(tools.beforeIrreversible === undefined ? {} : { beforeIrreversible: tools.beforeIrreversible }),
        }),
      ),
      request: `undo ${target.start.runId}`,
      options: { ...undoOptions(target.start.runId), policy: { ...permissions.policy } as unknown as JsonObject },
      executor,
      onEvent(event) {
        if (event.type !== 'call-end' || event.observation.status !== 'ok') return;
        undone.push(event.callId);
        for (const warning of event.observation.warnings ?? []) note(io, `capuchin: ${inert(warning)}`);
      },
    });
    if (flags.json) printJson(io, { ...reportOf(target, undone), recorded: path });
    else for (const key of undone) print(io, `undone ${inert(steps.find(step => step.key === key)?.name ?? key)}`);
    if (end.reason !== undefined) note(io, `capuchin: ${end.outcome}: ${inert(end.reason)}`);
    note(io, `capuchin: recorded in ${path}`);
    return exitCodeOf(end.outcome);
  } finally {
    await executor.close?.();
  }

  function changeOf(step: UndoStep): TargetChange | undefined {
    const key = steps.find(each => each.step === step)?.key;
    return target.changes.find(change => change.key === key);
  }
}

/** A function that takes a call back is no API of its own: the rules for the call hold for it. */
function refusalOf(
  change: TargetChange | undefined,
  { policy, readOnly }: Permissions,
  find: (id: string) => Api | undefined,
): string | undefined {
  if (readOnly) return 'it changes something, and only reading is allowed (--read-only)';
  const api = change?.apiId === undefined ? undefined : find(change.apiId);
  if (api === undefined) return undefined;
  const { decision, reason } = decide(policy, api);
  return decision === 'deny' ? (reason ?? 'the policy forbids it') : undefined;
}

async function mayOverwrite(io: Io, changes: readonly string[], { overwrite, yes }: UndoFlags): Promise<boolean> {
  if (overwrite) return true;
  note(io, 'capuchin: it was changed since, by somebody or something else:');
  for (const change of changes) note(io, `  ${inert(change)}`);
  if (yes || !canAsk(io)) {
    note(io, 'capuchin: --overwrite takes it back all the same');
    return false;
  }
  return askYesNo(io, 'Take it back all the same?');
}

function reportOf({ start, changes }: UndoTarget, undone: readonly string[]) {
  const now = (change: TargetChange) => (undone.includes(change.key) ? 'undone' : change.state);
  return {
    run: start.runId,
    changes: changes.map(change => ({
      key: change.key,
      name: change.name,
      state: now(change),
      ...(change.reason === undefined ? {} : { reason: change.reason }),
    })),
  };
}
