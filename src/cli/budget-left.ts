import type { Spending } from '../planning/index.js';
import type { BudgetOption } from './options.js';

/** What is left of a budget; it is for the whole run, whoever made its first steps. */
export function budgetLeft(
  budget: BudgetOption,
  { tokens, costUsd, modelCalls, elapsedMs, calls }: Spending,
): BudgetOption {
  const { maxCallsByEffect = {}, ...rest } = budget;
  const all = calls.read + calls.reversible + calls.irreversible;
  const spent = { maxTokens: tokens, maxCostUsd: costUsd, maxModelCalls: modelCalls, maxMs: elapsedMs, maxCalls: all };
  const effects: BudgetOption['maxCallsByEffect'] = less(maxCallsByEffect, calls);
  return { ...less(rest, spent), ...(budget.maxCallsByEffect === undefined ? {} : { maxCallsByEffect: effects }) };
}

function less<K extends string>(limits: Partial<Record<K, number>>, spent: Readonly<Record<K, number>>) {
  const left = Object.entries(limits).map(([name, limit]) => [name, Math.max(0, Number(limit) - spent[name as K])]);
  return Object.fromEntries(left) as Partial<Record<K, number>>;
}
