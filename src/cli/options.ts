import { InvalidArgumentError } from 'commander';
import type { Effect } from '../catalog/index.js';

/** Gathers a repeatable option. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

export function commaSeparated(value: string): readonly string[] {
  return value
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '');
}

export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0 || value.trim() === '') {
    throw new InvalidArgumentError('a whole number was expected.');
  }
  return number;
}

/** From 0 to 1. */
export function probability(value: string): number {
  const number = Number(value);
  if (!(number >= 0 && number <= 1) || value.trim() === '') {
    throw new InvalidArgumentError('a number from 0 to 1 was expected.');
  }
  return number;
}

/** What `--budget` says; what is absent is not limited. */
export interface BudgetOption {
  maxTokens?: number;
  maxCostUsd?: number;
  maxModelCalls?: number;
  maxMs?: number;
  maxCalls?: number;
  maxCallsByEffect?: Partial<Record<Effect, number>>;
}

/**
 * Limits with commas in between: `20000` is tokens, `$0.05` US dollars, `90s` or `5m` time, `replies=40` of the model,
 * `calls=30` of APIs, of which `reads=20`, `reversible=5`, `irreversible=1`.
 *
 * @throws InvalidArgumentError when a part is none of these, or a kind is given twice.
 */
export function parseBudget(text: string): BudgetOption {
  const budget: BudgetOption = {};
  for (const part of text.split(',').map(each => each.trim())) {
    const limit = limitOf(part);
    const effect = limit === undefined ? undefined : effects[limit.kind];
    const isNew = effect === undefined ? budget[limit?.kind as keyof BudgetOption] : budget.maxCallsByEffect?.[effect];
    if (limit === undefined || isNew !== undefined) {
      throw new InvalidArgumentError(
        'tokens (20000), dollars ($0.05), time (90s, 5m), replies=40, calls=30, reads=20, reversible=5 or irreversible=1 were expected, with commas in between.',
      );
    }
    const { kind, value } = limit;
    if (effect === undefined) Object.assign(budget, { [kind]: value });
    else budget.maxCallsByEffect = { ...budget.maxCallsByEffect, [effect]: value };
  }
  return budget;
}

const effects: Readonly<Record<string, Effect>> = {
  reads: 'read',
  reversible: 'reversible',
  irreversible: 'irreversible',
};

function limitOf(part: string): { readonly kind: string; readonly value: number } | undefined {
  const [, dollars] = /^\$(\d+(?:\.\d+)?)$/.exec(part) ?? [];
  if (dollars !== undefined) return { kind: 'maxCostUsd', value: Number(dollars) };
  const [, time, unit] = /^(\d+(?:\.\d+)?)(s|m)$/.exec(part) ?? [];
  if (time !== undefined) return { kind: 'maxMs', value: Number(time) * (unit === 'm' ? 60_000 : 1_000) };
  if (/^\d+$/.test(part)) return { kind: 'maxTokens', value: Number(part) };
  const [, name, count] = /^(replies|calls|reads|reversible|irreversible)=(\d+)$/.exec(part) ?? [];
  if (name === undefined) return undefined;
  const kind = name === 'replies' ? 'maxModelCalls' : name === 'calls' ? 'maxCalls' : name;
  return { kind, value: Number(count) };
}
