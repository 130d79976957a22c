import { didYouMean } from './nearest.js';

/** Base of every error raised on purpose. `code` is stable and may be tested for; `message` may be reworded. */
export class CapuchinError extends Error {
  override readonly name: string = 'CapuchinError';
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A name that is not in a closed list of names (a registry, a command, an option's values). */
export class UnknownName extends CapuchinError {
  override readonly name = 'UnknownName';
  constructor(
    readonly kind: string,
    readonly given: string,
    readonly known: readonly string[],
  ) {
    super(
      'unknown-name',
      `no ${kind} named "${given}"${didYouMean(given, known) || ';'} known: ${[...known].sort().join(', ')}`,
    );
  }
}

/** The caller asked for something that cannot be asked for. The command line exits with 2 on it. */
export class UsageError extends CapuchinError {
  override readonly name = 'UsageError';
  constructor(message: string, options?: ErrorOptions) {
    super('usage', message, options);
  }
}

/** An optional package or program that a feature needs and this machine lacks. `install` is the command that mends it. */
export class MissingDependency extends CapuchinError {
  override readonly name = 'MissingDependency';
  constructor(
    readonly dependency: string,
    readonly install: string,
    options?: ErrorOptions,
  ) {
    super('missing-dependency', `${dependency} is needed and not installed; try: ${install}`, options);
  }
}

/** The message of anything that was thrown, without a stack. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
