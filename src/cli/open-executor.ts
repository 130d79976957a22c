import { resolve } from 'node:path';
import { seededRandom } from '../base/index.js';
import { createFunctionLoader } from '../catalog/index.js';
import {
  type Approval,
  type ApprovalRequest,
  callable,
  type Executor,
  type FunctionsOptions,
  functions,
  type GuardOptions,
  mcp,
  type Policy,
} from '../execution/index.js';
import type { Io } from './io.js';
import { openCredentials } from './open-credentials.js';
import { openHttp, replyFolder } from './open-http.js';
import { openMcp } from './open-mcp.js';
import type { Substitutes } from './open-substitutes.js';
import type { Settings } from './settings.js';

export interface Permissions {
  readonly policy: Policy;
  readonly yes: boolean;
  readonly readOnly: boolean;
  readonly approve?: (request: ApprovalRequest) => Promise<Approval>;
  readonly undo?: NonNullable<GuardOptions['undo']>;
}

/** Everything this machine can call, as settings and permissions allow, or what stands in for it. */
export function openExecutor(io: Io, settings: Settings, guard: Permissions, substitutes?: Substitutes): Executor {
  const local = functions(functionsOptions(io, settings));
  const onSecret = substitutes?.onSecret;
  const http = openHttp(io, settings, {
    credentials: openCredentials(io, settings, onSecret).lookup,
    server: api => serverOf(api.collection, settings.servers),
    onSecret,
  });
  return callable({
    executors: {
      function: local,
      ...http,
      mcp: mcp({ connect: openMcp(io, settings, onSecret), binaryFolder: replyFolder(io) }),
    },
    guard,
    permitted: substitutes?.permitted ?? [],
    instead: substitutes?.instead ?? [],
  });
}

/** How functions of modules are run. */
export function functionsOptions(io: Io, settings: Settings): FunctionsOptions {
  const random = seededRandom(settings.seed);
  return {
    load: createFunctionLoader(),
    workspace: resolve(io.cwd, settings.workspace),
    now: io.now,
    random: () => random.next(),
  };
}

/** The address set for a collection; the last one given counts. */
export function serverOf(collection: string, servers: readonly string[]): string | undefined {
  const set = servers.findLast(each => each.startsWith(`${collection}=`));
  return set?.slice(collection.length + 1);
}
