import { CapuchinError } from '../base/index.js';
import type { Api, HttpSecurity, Store } from '../catalog/index.js';
import {
  cautiousPolicy,
  credentialVariable,
  describeObservation,
  type Observation,
  type StoredCredential,
} from '../execution/index.js';
import { apisOf } from './find-schemes.js';
import type { Io } from './io.js';
import { openExecutor } from './open-executor.js';
import type { Settings } from './settings.js';

export interface CredentialTest {
  readonly api: string;
  readonly observation: Observation;
  /** Undefined where the reply tells nothing about the credential. */
  readonly accepted: boolean | undefined;
  /** What came of it, in words. */
  readonly reason: string;
}

export interface CredentialTestOptions {
  readonly io: Io;
  readonly settings: Settings;
  readonly store: Store;
  /** The API to call, instead of one that is harmless and needs no arguments. */
  readonly api?: Api;
}

/** Makes one read call with this credential and no other, and says what came of it. */
export async function testCredential(
  stored: StoredCredential,
  { io, settings, store, api }: CredentialTestOptions,
): Promise<CredentialTest> {
  const chosen = api ?? harmless(stored, store);
  if (chosen === undefined) {
    throw new CapuchinError(
      'not-found',
      `no API of ${stored.owner} that asks for "${stored.scheme}" reads without arguments; name one with --api`,
    );
  }
  const only = withOnly(chosen, stored.scheme);
  const { [credentialVariable(chosen, stored.scheme)]: _first, ...env } = io.env; // it would go before what is stored
  const executor = openExecutor({ ...io, env }, settings, { policy: cautiousPolicy, yes: false, readOnly: true });
  try {
    const observation = await executor.call(only, {}, { signal: io.signal });
    return { api: chosen.name, observation, ...judged(observation) };
  } finally {
    await executor.close?.();
  }
}

/** The shortest path of those that ask for this credential alone, change nothing and need nothing to be known. */
function harmless(stored: StoredCredential, store: Store): Api | undefined {
  let best: { readonly api: Api; readonly rank: string } | undefined;
  for (const api of apisOf(stored.owner, store)) {
    const { invocation, parameters, effect } = api;
    const required = parameters['required'];
    if (invocation.kind !== 'http' || invocation.method !== 'GET' || effect !== 'read') continue;
    if (Array.isArray(required) && required.length > 0) continue;
    if (!invocation.security.some(alternative => asksFor(alternative, stored.scheme))) continue;
    const rank = `${String(invocation.path.length).padStart(6, '0')} ${api.id}`;
    if (best === undefined || rank < best.rank) best = { api, rank };
  }
  return best === undefined ? undefined : store.get([best.api.id])[0];
}

function asksFor(alternative: readonly HttpSecurity[], scheme: string): boolean {
  return alternative.length === 1 && alternative[0]?.scheme === scheme;
}

/** The API as if it could be called with this credential in no other way. Throws `not-found` where it does not ask for it. */
function withOnly(api: Api, scheme: string): Api {
  const { invocation } = api;
  const asked =
    invocation.kind === 'http' ? invocation.security.filter(each => each.some(one => one.scheme === scheme)) : [];
  if (invocation.kind !== 'http' || asked.length === 0) {
    throw new CapuchinError('not-found', `${api.name} does not ask for the credential "${scheme}"`);
  }
  return { ...api, invocation: { ...invocation, security: asked } };
}

function judged(seen: Observation): Pick<CredentialTest, 'accepted' | 'reason'> {
  if (seen.status === 'ok') return { accepted: true, reason: 'the call was answered' };
  if (seen.status !== 'http-error') return { accepted: undefined, reason: describeObservation(seen) };
  const { httpStatus } = seen;
  if (httpStatus === 401) return { accepted: false, reason: 'HTTP 401: the credential was not accepted' };
  if (httpStatus === 403) {
    return { accepted: false, reason: 'HTTP 403: the credential was not accepted, or may not make this call' };
  }
  return { accepted: undefined, reason: `HTTP ${httpStatus}: this says nothing of the credential` };
}
