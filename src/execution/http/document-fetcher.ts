import { CapuchinError } from '../../base/index.js';
import type { FetchDocument } from '../../catalog/index.js';
import { guardedAgent } from './guarded-agent.js';
import { type NetworkGuardOptions, networkGuard } from './network-guard.js';
import { readReply } from './read-reply.js';
import { type SendOptions, sendRequest } from './send-request.js';

export interface DocumentFetcherOptions extends NetworkGuardOptions, Partial<Pick<SendOptions, 'dispatcher'>> {
  /** For each document. Default 60 s. */
  readonly timeoutMs?: number;
}

/** Fetches documents for importers, from public hosts and those allowed only. Sends no credentials. */
export function documentFetcher(options: DocumentFetcherOptions = {}): FetchDocument {
  const guard = networkGuard(options);
  let dispatcher = options.dispatcher;
  return async (url, { maxBytes, signal }) => {
    const checking = options.dispatcher === undefined ? {} : { guard };
    dispatcher ??= await guardedAgent(guard);
    const limit = AbortSignal.timeout(options.timeoutMs ?? 60_000);
    const either = signal === undefined ? limit : AbortSignal.any([signal, limit]);
    const headers = {
      'user-agent': 'capuchin',
      accept: 'application/json, application/yaml, text/yaml, */*;q=0.5',
      'accept-encoding': 'gzip, deflate, br',
    };
    const reply = await sendRequest(
      { method: 'GET', url, headers },
      { dispatcher, maxRedirects: 5, signal: either, ...checking },
    );
    const { bytes, complete } = await readReply(reply, maxBytes);
    if (reply.status >= 400) throw new CapuchinError('unreadable-source', `${url} answered with HTTP ${reply.status}`);
    if (!complete)
      throw new CapuchinError('document-too-large', `${url} is larger than the limit of ${maxBytes} bytes`);
    return { url: reply.url, bytes };
  };
}
