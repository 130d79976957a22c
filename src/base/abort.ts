import { setMaxListeners } from 'node:events';

/** A signal of one's own that also aborts when the caller's does. */
export interface LinkedAbort {
  readonly signal: AbortSignal;
  /** Aborts; only the first reason counts. */
  readonly because: (reason: unknown) => void;
  /** Lets go of the caller's signal, which may live much longer. */
  readonly unlink: () => void;
}

export function linkedAbort(outer?: AbortSignal): LinkedAbort {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // one listener per running piece of work is no leak
  const follow = () => controller.abort(outer?.reason);
  if (outer?.aborted === true) follow();
  outer?.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    because: reason => controller.abort(reason),
    unlink: () => outer?.removeEventListener('abort', follow),
  };
}
