// One operation there and back: arguments from its schema, checked, built into a request, found again in it.
import { type Api, type ArgumentChecker, buildRequest, type JsonObject, sampleArguments } from '../../src/index.js';
import { checkRequest, standInServer } from './check-request.js';

export type RoundTrip =
  | { readonly outcome: 'same' }
  | { readonly outcome: 'no-sample' | 'not-built' | 'differs'; readonly reasons: readonly string[] };

interface RoundTripOptions {
  readonly checker: ArgumentChecker;
  readonly optional: boolean;
  readonly seed?: string;
}

export async function roundTrip(root: JsonObject, api: Api, options: RoundTripOptions): Promise<RoundTrip> {
  const trip = await tripWith(root, api, { ...options, examples: true });
  // Some examples, such as headers of several lines, are what no request could carry.
  return trip.outcome === 'not-built' ? tripWith(root, api, { ...options, examples: false }) : trip;
}

async function tripWith(
  root: JsonObject,
  api: Api,
  options: RoundTripOptions & { readonly examples: boolean },
): Promise<RoundTrip> {
  if (api.invocation.kind !== 'http') return { outcome: 'not-built', reasons: ['not an HTTP request'] };
  const sampled = await sampleArguments(api, options);
  if ('problems' in sampled) return { outcome: 'no-sample', reasons: sampled.problems };
  const ownServer = buildRequest(api.invocation, sampled.arguments);
  const built =
    ownServer.kind === 'not-callable' ? buildRequest(api.invocation, sampled.arguments, standInServer) : ownServer;
  if (built.kind === 'bad-arguments') return { outcome: 'not-built', reasons: built.problems };
  if (built.kind === 'not-callable') return { outcome: 'not-built', reasons: [built.reason] };
  const reasons = checkRequest(root, api, sampled.arguments, built.request);
  return reasons.length === 0 ? { outcome: 'same' } : { outcome: 'differs', reasons };
}
