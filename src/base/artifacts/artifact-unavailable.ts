import { CapuchinError, messageOf } from '../errors.js';

export interface TriedSource {
  /** The source in words. */
  readonly source: string;
  readonly reason: string;
}

/** An artifact that is not on disk and that no source gave. */
export class ArtifactUnavailable extends CapuchinError {
  override readonly name = 'ArtifactUnavailable';
  constructor(
    readonly artifact: string,
    readonly tried: readonly TriedSource[],
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    const attempts = tried.map(({ source, reason }) => `\n  ${source}: ${reason}`).join('');
    super('artifact-unavailable', `the artifact ${artifact} could not be fetched:${attempts}\n${advice}`, options);
  }
}

/** A failure in one line, with what Node hides behind "fetch failed". */
export function reasonOf(thrown: unknown): string {
  const message = messageOf(thrown).replace(/\s*\n\s*/g, ' ');
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  if (cause === undefined || !/^(fetch failed|terminated)$/.test(message)) return message;
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  return `${message}: ${messageOf(inner)}`;
}
