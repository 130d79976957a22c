import { inert } from '../execution/index.js';
import type { BranchSummary, RunNode, StepCost } from '../trajectory/index.js';

/** What a step took: `120 + 30 tokens · $0.0004 · 0.4 s`. */
export function costWords({ inputTokens, outputTokens, costUsd, elapsedMs }: StepCost): string {
  return [
    `${inputTokens} + ${outputTokens} tokens`,
    ...(costUsd === undefined || costUsd === 0 ? [] : [`$${costUsd.toFixed(4)}`]),
    elapsedMs === undefined ? '…' : seconds(elapsedMs),
  ].join(' · ');
}

/** A branch in a line: `3 steps, 2 calls: gave up: the page is gone`. */
export function branchWords({ steps, calls, end }: BranchSummary): string {
  const how = end === undefined ? 'not gone on with' : endWords(end);
  return `${count(steps, 'step')}, ${count(calls, 'call')}: ${how}`;
}

/** How a step ended that led no further; empty for others. */
export function endWords({ outcome, reason }: RunNode): string {
  if (outcome === undefined || outcome === 'open' || outcome === 'answered') return '';
  const why = reason === undefined ? '' : `: ${inert(oneLine(reason))}`;
  return `${outcomeWords[outcome]}${why}`;
}

const outcomeWords = {
  'gave-up': 'gave up',
  'asked-back': 'asked back',
  unfounded: 'said it without calling anything',
  dead: 'led nowhere',
} as const;

export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

export function seconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
