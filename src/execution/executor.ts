import type { JsonObject } from '../base/index.js';
import type { Api } from '../catalog/index.js';
import type { Observation } from './observation.js';

export interface Executor {
  /**
   * Performs one call and says what came of it. Never throws for what the API, its arguments or its network did; throws
   * the signal's reason when aborted. `args` are untrusted: whoever composes executors puts `checked` in front.
   */
  call(api: Api, args: JsonObject, options?: CallOptions): Promise<Observation>;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Called after approval and before anything happens, with calls that cannot be taken back. Awaited. `guarded` does it. */
  readonly beforeIrreversible?: () => Promise<void>;
}
