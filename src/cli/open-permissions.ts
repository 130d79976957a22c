import { resolve } from 'node:path';
import { cautiousPolicy, readPolicy } from '../execution/index.js';
import { askApproval } from './ask-approval.js';
import type { Io } from './io.js';
import { type Permissions, serverOf } from './open-executor.js';
import type { Workbench } from './workbench.js';

export interface PermissionFlags {
  readonly yes?: boolean;
  readonly readOnly?: boolean;
}

/** What may be called, by settings and flags, and how people are asked. `leave` makes room for a question. */
export async function openPermissions(
  io: Io,
  { settings, store }: Workbench,
  flags: PermissionFlags,
  leave: <T>(use: () => Promise<T>) => Promise<T> = use => use(),
): Promise<Permissions> {
  const policy = settings.policy === '' ? cautiousPolicy : await readPolicy(resolve(io.cwd, settings.policy));
  const ask = askApproval(io, api => serverOf(api.collection, settings.servers));
  const apis = await store();
  return {
    policy,
    yes: flags.yes === true,
    readOnly: flags.readOnly === true,
    ...(ask === undefined ? {} : { approve: question => leave(() => ask(question)) }),
    undo: { find: id => apis.get([id])[0] },
  };
}
