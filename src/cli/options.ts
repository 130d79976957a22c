import { InvalidArgumentError } from 'commander';

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

/**
 * `20000` is tokens, `$0.05` is US dollars, a comma joins the two.
 *
 * @throws InvalidArgumentError when a part is neither, or a kind is given twice.
 */
export function parseBudget(text: string): { maxTokens?: number; maxCostUsd?: number } {
  const budget: { maxTokens?: number; maxCostUsd?: number } = {};
  for (const part of text.split(',').map(each => each.trim())) {
    const money = /^\$(\d+(?:\.\d+)?)$/.exec(part);
    const key = money ? 'maxCostUsd' : 'maxTokens';
    const number = money ? Number(money[1]) : /^\d+$/.test(part) ? Number(part) : Number.NaN;
    if (Number.isNaN(number) || budget[key] !== undefined) {
      throw new InvalidArgumentError('tokens (20000), dollars ($0.05) or both (20000,$0.05) were expected.');
    }
    budget[key] = number;
  }
  return budget;
}
