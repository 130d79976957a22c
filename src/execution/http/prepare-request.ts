import { CapuchinError, type Clock, type JsonObject, systemClock } from '../../base/index.js';
import type { Api, HttpInvocation } from '../../catalog/index.js';
import { parseAwsKeys } from '../credentials/aws-keys.js';
import type { Outcome } from '../observation.js';
import { buildRequest } from './build-request.js';
import {
  type Authorized,
  authorize,
  type Credential,
  type CredentialLookup,
  chooseCredentials,
} from './credentials.js';
import { AddressRefused } from './network-guard.js';
import { RequestProblem } from './request-problem.js';

export interface PrepareOptions {
  readonly credentials: CredentialLookup;
  /** Base address in place of the servers the source names. */
  readonly server?: string | undefined;
  /** Signatures are dated by it. */
  readonly clock?: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** The request with its credentials, or why none can be sent. Credentials may have to be fetched, so it can take time. */
export async function prepareRequest(
  api: Api,
  invocation: HttpInvocation,
  args: JsonObject,
  { credentials, server, clock = systemClock, signal }: PrepareOptions,
): Promise<Authorized | Outcome> {
  const built = buildRequest(invocation, args, server);
  if (built.kind === 'bad-arguments') return { status: 'bad-arguments', problems: built.problems };
  if (built.kind === 'not-callable') return { status: 'not-callable', reason: built.reason };
  try {
    const use = { url: built.request.url, isServerGiven: server !== undefined, signal };
    const chosen = await chooseCredentials(invocation.security, api, credentials, use);
    if (chosen.kind === 'missing') {
      const { scheme, variable } = chosen;
      return { status: 'missing-credential', scheme, variable, provider: api.provider };
    }
    if (chosen.kind === 'unsupported') return { status: 'not-callable', reason: chosen.reason };
    const inRegion = server === undefined ? withRegion(invocation, chosen.credentials) : undefined;
    const rebuilt = inRegion === undefined ? built : buildRequest(inRegion, args);
    const { request } = rebuilt.kind === 'request' ? rebuilt : built;
    return await authorize(request, chosen.credentials, { clock });
  } catch (thrown) {
    signal?.throwIfAborted();
    if (thrown instanceof RequestProblem) {
      return { status: 'not-callable', reason: `its credential cannot be sent: ${thrown.message}` };
    }
    if (!(thrown instanceof CapuchinError)) throw thrown;
    const isRefused = thrown.code === 'credential-refused' || thrown instanceof AddressRefused;
    return { status: isRefused ? 'denied' : 'failed', reason: thrown.message };
  }
}

/** With the servers of the region that the user's AWS keys are for, if there are such keys and such servers. */
function withRegion(invocation: HttpInvocation, credentials: readonly Credential[]): HttpInvocation | undefined {
  const secret = credentials.find(({ security }) => security.type === 'awsSigV4')?.secret;
  const region = secret === undefined ? undefined : parseAwsKeys(secret)?.region;
  if (region === undefined) return undefined;
  const servers = invocation.servers.flatMap(server => {
    const variable = server.variables?.['region'];
    if (variable === undefined || variable.enum?.includes(region) === false) return [];
    return [{ ...server, variables: { ...server.variables, region: { ...variable, default: region } } }];
  });
  return servers.length === 0 ? undefined : { ...invocation, servers };
}
