import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Effect } from '../catalog/index.js';
import { collect } from './options.js';

export interface FilterFlags {
  readonly provider?: readonly string[];
  readonly category?: readonly string[];
  readonly effect?: readonly Effect[];
  readonly authorized?: boolean;
}

const effects: readonly Effect[] = ['read', 'reversible', 'irreversible'];

/** Adds the options that say which APIs may be found. Of one option any value will do; of several all must hold. */
export function withFilterOptions<C extends Command>(command: C): C {
  command
    .option('--provider <name>', 'only APIs of this provider (repeatable)', collect)
    .option('--category <name>', 'only APIs of this category (repeatable)', collect)
    .addOption(
      new Option('--effect <effect>', 'only APIs with this effect (repeatable)').choices(effects).argParser(readEffect),
    )
    .option('--authorized', 'only APIs that need no credentials, or whose credentials are at hand');
  return command;
}

function readEffect(value: string, before: readonly string[] | undefined): readonly string[] {
  if (!effects.some(effect => effect === value)) {
    throw new InvalidArgumentError(`Allowed choices are ${effects.join(', ')}.`);
  }
  return [...(before ?? []), value];
}
