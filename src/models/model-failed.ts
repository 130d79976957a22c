import { CapuchinError } from '../base/index.js';

export interface ModelFailure {
  /** HTTP status, or what the server's own error code corresponds to. */
  readonly status?: number;
  /** The same request may succeed later. */
  readonly retryable?: boolean;
  /** How long the server asks to be left alone. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** No reply could be had from a model. The message says what came and what to try. */
export class ModelFailed extends CapuchinError {
  override readonly name = 'ModelFailed';
  readonly status: number | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, failure: ModelFailure = {}) {
    super('model-failed', message, failure.cause === undefined ? undefined : { cause: failure.cause });
    this.status = failure.status;
    this.retryable = failure.retryable ?? false;
    this.retryAfterMs = failure.retryAfterMs;
  }
}
