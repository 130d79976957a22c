import { type Command, Option } from 'commander';
import type { JsonObject } from '../base/index.js';
import type { Constraint, ReadConstraint, Retriever } from '../retrieval/index.js';
import { type Io, note } from './io.js';
import { collect } from './options.js';

export interface WhereFlags {
  readonly where?: readonly string[];
  readonly unknown?: 'keep' | 'drop';
  /** False: nothing is read as a constraint from the request. */
  readonly constraints?: boolean;
}

/** Adds the options that say what APIs must be by their documents' own words. */
export function withWhereOption<C extends Command>(command: C): C {
  command
    .option(
      '--where <constraints>',
      'only APIs that are so, e.g. "params<10M,accuracy>=70,no-key" (repeatable)',
      collect,
    )
    .addOption(
      new Option('--unknown <what>', 'keep APIs that do not say whether they are so, after those that do, or drop them')
        .choices(['keep', 'drop'])
        .default('keep'),
    )
    .option('--no-constraints', 'read no constraints from the request');
  return command;
}

/** What is asked of APIs beside the request. */
export interface Where {
  readonly constraints: readonly Constraint[];
  /** Which of them the request states. */
  readonly read: readonly ReadConstraint[];
  /** The retriever under them. */
  over(retriever: Retriever): Retriever;
  /** For the record of a run. */
  readonly record: JsonObject;
}

/**
 * The constraints of the flags and of the request, once each; says which the request was read to state.
 *
 * @throws UsageError for a `--where` that is no list of constraints.
 */
export async function whereOf(io: Io, request: string, flags: WhereFlags): Promise<Where> {
  const { constrained, constraintText, parseWhere, readConstraints } = await import('../retrieval/index.js');
  const { where = [], unknown = 'keep', constraints: reads = true } = flags;
  const given = where.flatMap(parseWhere);
  const read = reads ? readConstraints(request) : [];
  const byText = new Map([...given, ...read.map(each => each.constraint)].map(each => [constraintText(each), each]));
  if (read.length > 0) {
    const texts = read.map(({ constraint, text }) => `${constraintText(constraint)} ("${text}")`);
    note(io, `capuchin: read as constraints: ${texts.join(', ')}; --no-constraints reads none`);
  }
  const constraints = [...byText.values()];
  return {
    constraints,
    read,
    over: retriever => constrained(retriever, constraints, { unknown }),
    record: {
      ...(constraints.length === 0 ? {} : { where: [...byText.keys()], unknown }),
      ...(reads ? {} : { constraints: false }),
    },
  };
}
