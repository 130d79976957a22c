import { CapuchinError } from '../../base/index.js';

/**
 * Why a server did not do what it was asked. `ended`: the connection ended meanwhile. `expired`: it knows nothing of the
 * connection any more, so that nothing was done. `http`: it answered with a status that is no success. `refused`: it
 * answered that it will not. `unusable`: its answer is none of the protocol's.
 */
export type McpFailureKind = 'unreachable' | 'ended' | 'expired' | 'http' | 'refused' | 'unusable';

export class McpFailure extends CapuchinError {
  override readonly name = 'McpFailure';
  constructor(
    readonly kind: McpFailureKind,
    message: string,
    readonly httpStatus?: number,
    options?: ErrorOptions,
  ) {
    super(`mcp-${kind}`, message, options);
  }
}

/** A variable that a server needs and that has no value here. */
export class MissingVariable extends CapuchinError {
  override readonly name = 'MissingVariable';
  constructor(readonly variable: string) {
    super('missing-variable', `the server needs the environment variable ${variable}, which is not set`);
  }
}
