import { CapuchinError } from '../../base/index.js';
import type { FetchDocument } from '../../catalog/index.js';
import { type ConnectionsOptions, connections } from './connections.js';
import { type NetworkGuardOptions, networkGuard } from './network-guard.js';
import { readReply } from './read-reply.js';
import { sendRequest } from './send-request.js';

export interface DocumentFetcherOptions extends NetworkGuardOptions, ConnectionsOptions {
  /** For each document. Default 60 s. */
  readonly timeoutMs?: number;
}

/** Fetches documents for importers, from public hosts and those allowed only. Sends no credentials. */
export function documentFetcher(options: DocumentFetcherOptions = {}): FetchDocument {
  const guard = networkGuard(options);
  let making: ReturnType<typeof connections> | undefined;
  return async (url, { maxBytes, signal }) => {
    making ??= connections(guard, options);
    const limit = AbortSignal.timeout(options.timeoutMs ?? 60_000);
    const either = signal === undefined ? limit : AbortSignal.any([signal, limit]);
    const headers = {
      'user-agent': 'capuchin',
      accept: 'application/json, application/yaml, text/yaml, */*;q=0.5',
      'accept-encoding': 'gzip, deflate, br',
    };
    const reply = await sendRequest(
      { method: 'GET', url, headers },
      { ...(await making), maxRedirects: 5, signal: either },
    );
    const { bytes, complete } = await readReply(reply, maxBytes, either);
    if (reply.status >= 400) throw new CapuchinError('unreadable-source', `${url} answered with HTTP ${reply.status}`);
    if (!complete)
      throw new CapuchinError('document-too-large', `${url} is larger than the limit of ${maxBytes} bytes`);
    return { url: reply.url, bytes };
  };
}
