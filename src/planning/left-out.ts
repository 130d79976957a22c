import type { JsonObject } from '../base/index.js';
import type { ArgumentOrigin } from '../trajectory/index.js';

/** Arguments without those that were guessed though nothing asks for them. */
export interface LeftOut {
  readonly arguments: JsonObject;
  /** What was left out, in words; absent where nothing was. */
  readonly note?: string;
}

/**
 * Leaves out optional arguments whose value nothing shows. For models too small to compose values: what such a model adds
 * of its own accord is noise, and the function has a default for it.
 */
export function leaveOutGuesses(
  args: JsonObject,
  origins: Readonly<Record<string, ArgumentOrigin>>,
  parameters: JsonObject,
): LeftOut {
  const required: readonly unknown[] = Array.isArray(parameters['required']) ? parameters['required'] : [];
  const isGuess = (name: string) => origins[name] === 'made-up' && !required.includes(name);
  const guessed = Object.keys(args).filter(isGuess);
  if (guessed.length === 0) return { arguments: args };
  const values = guessed.map(name => `${name} (${JSON.stringify(args[name])})`);
  return {
    arguments: Object.fromEntries(Object.entries(args).filter(([name]) => !isGuess(name))),
    note: `left out, as nothing shows it: ${values.join(', ')}`,
  };
}
