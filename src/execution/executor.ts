import type { JsonObject, JsonValue } from '../base/index.js';
import type { Api } from '../catalog/index.js';
import type { Observation } from './observation.js';

export interface Executor {
  /**
   * Performs one call and says what came of it. Never throws for what the API, its arguments or its network did; throws
   * the signal's reason when aborted. `args` are untrusted: whoever composes executors puts `checked` in front.
   */
  call(api: Api, args: JsonObject, options?: CallOptions): Promise<Observation>;
  /** Ends what calls left open: connections, and programs that were started. A later call opens them anew. */
  close?(): Promise<void>;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Called after approval and before anything happens, with calls that cannot be taken back. Awaited. `guarded` does it. */
  readonly beforeIrreversible?: () => Promise<void>;
  /** Given the complete reply of a call that was made, of which the observation may show only a part. */
  readonly onReply?: (reply: CompleteReply) => void;
}

/** All that was read of a reply. */
export interface CompleteReply {
  /** JSON where the reply is that, otherwise its text. */
  readonly value: JsonValue;
  /** Where the reply came from, after redirects; absent where it came from no address. */
  readonly url?: string;
  /** Absolute address of the next page, where the reply's `Link` header names one (RFC 8288, `rel="next"`). */
  readonly nextUrl?: string;
}
