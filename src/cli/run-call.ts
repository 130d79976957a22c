import type { JsonObject } from '../base/index.js';
import type { Api } from '../catalog/index.js';
import { inert, type Observation, planCall } from '../execution/index.js';
import { givenCall, givenPages, type RunEnd } from '../planning/index.js';
import { readCallArguments } from './call-arguments.js';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.js';
import { type Io, note, print, printJson } from './io.js';
import { openExecutor, serverOf } from './open-executor.js';
import { openModel } from './open-model.js';
import { openPermissions, type PermissionFlags } from './open-permissions.js';
import { openSubstitutes, type SubstituteFlags } from './open-substitutes.js';
import { recordGiven } from './record-given.js';
import { showPages } from './show-pages.js';
import { openWorkbench, type Workbench } from './workbench.js';

export interface CallFlags extends PermissionFlags, SubstituteFlags {
  readonly arg?: readonly string[];
  readonly allPages?: boolean;
  readonly maxPages?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly out?: string;
}

/** Calls one API with the arguments given, records it as a run and prints what it gave. */
export async function runCall(io: Io, name: string, text: string | undefined, flags: CallFlags): Promise<ExitCode> {
  const bench = await openWorkbench(io, flags);
  try {
    const api = await bench.api(name);
    const args = await readCallArguments(io, api, text, flags.arg ?? []);
    const server = (each: Api) => serverOf(each.collection, bench.settings.servers);
    const planned = await planCall(api, args, server);
    if (!planned.ok) return refuse(io, api, planned.problems, flags);
    if (flags.dryRun !== true) return await make(io, bench, api, args, flags);
    if (flags.json) printJson(io, { api: api.id, effect: api.effect, ...planned, ok: undefined });
    else for (const line of planned.request) print(io, inert(line));
    return exitCodes.done;
  } finally {
    await bench.close();
  }
}

/** Who wants all pages wants no thousands by mistake. */
const mostPages = 100;

function wantsPages({ allPages, maxPages }: CallFlags): boolean {
  return allPages === true || maxPages !== undefined;
}

function refuse(io: Io, api: Api, problems: readonly string[], { json }: CallFlags): ExitCode {
  if (json) printJson(io, { api: api.id, problems });
  note(io, `capuchin: ${api.name} cannot be called with these arguments:`);
  for (const problem of problems) note(io, `  ${inert(problem)}`);
  note(io, `\`capuchin show ${api.name}\` has its arguments`);
  return exitCodes.usage;
}

async function make(io: Io, bench: Workbench, api: Api, args: JsonObject, flags: CallFlags): Promise<ExitCode> {
  const permissions = await openPermissions(io, bench, flags);
  const { seed } = bench.settings;
  const open = (model: string) => openModel(io, bench, model);
  const substitutes = await openSubstitutes({ io, flags, guard: permissions, seed, openModel: open });
  const executor = openExecutor(io, bench.settings, permissions, substitutes);
  try {
    const policy = { ...permissions.policy } as unknown as JsonObject;
    const { end, path, events } = await recordGiven(io, bench, {
      planner: wantsPages(flags)
        ? givenPages(api, args, { maxPages: flags.maxPages ?? mostPages })
        : givenCall(api, args),
      request: `call ${api.name}`,
      options: { policy, ...substitutes.options },
      executor,
      out: flags.out,
    });
    const ended = events.find(event => event.type === 'call-end');
    if (wantsPages(flags)) showPages(io, api, events, end, path, flags);
    else show(io, api, ended?.type === 'call-end' ? ended.observation : undefined, end, path, flags);
    note(io, `capuchin: recorded in ${path}`);
    return exitCodeOf(end.outcome);
  } finally {
    await executor.close?.();
    await substitutes.close();
  }
}

function show(
  io: Io,
  api: Api,
  observation: Observation | undefined,
  { reason }: RunEnd,
  path: string,
  { json }: CallFlags,
): void {
  if (json) printJson(io, { api: api.id, observation: observation ?? null, run: path });
  else if (observation?.status === 'ok' && observation.body !== '') print(io, inert(observation.body));
  else if (observation !== undefined && 'body' in observation && observation.body !== '') {
    print(io, inert(observation.body));
  }
  for (const coerced of observation?.coerced ?? []) note(io, `capuchin: changed to fit: ${inert(coerced)}`);
  for (const warning of observation?.warnings ?? []) note(io, `capuchin: ${inert(warning)}`);
  if (observation?.status === 'ok') {
    if (observation.undo !== undefined) {
      note(io, `capuchin: \`capuchin undo last\` takes it back: ${inert(observation.undo.description)}`);
    }
    return;
  }
  const [first] = (reason ?? '').split('\n');
  if (first !== undefined && first !== '') note(io, `capuchin: ${inert(first)}`);
}
