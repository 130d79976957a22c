import { describeObservation } from '../../execution/index.js';
import { pathTo, type Standing } from './standing.js';

/** Characters that are shown of what a call gave, or of what was said. */
const shownLength = 300;

/** What was done in a step, as a text for a model that is asked about it. */
export function stepWords({ said, calls, deferred, outcome, reason }: Standing): string {
  const lines = calls.map(({ call, observation }) => {
    return `called ${call.name} ${call.arguments}, which gave: ${short(describeObservation(observation))}`;
  });
  const waiting = deferred.map(call => `would call ${call.name} ${call.arguments}, which changes something`);
  const spoken = said.trim() === '' ? [] : [`said: ${short(said)}`];
  const ended = outcome === 'open' ? [] : [`ended: ${endWords[outcome]}${reason === undefined ? '' : `, ${reason}`}`];
  return [...spoken, ...lines, ...waiting, ...ended].join('\n');
}

/** The steps on the way to a standing, numbered from 1. */
export function wayWords(standing: Standing): string {
  const steps = pathTo(standing).map((step, i) => `Step ${i + 1}\n${stepWords(step)}`);
  return steps.length === 0 ? 'Nothing was done yet.' : steps.join('\n');
}

/**
 * Steps that were made from one point, for a model that is to find another: numbered from 1, and what the ways that were
 * left changed for good.
 */
export function proposedWords(siblings: readonly Standing[], stays: readonly string[]): string {
  const steps = siblings.map((step, i) => `${i + 1}. ${stepWords(step)}`);
  const left =
    stays.length === 0 ? [] : [`Other ways were left, and these changes could not be taken back: ${stays.join(', ')}`];
  return [...steps, ...left].join('\n');
}

const endWords = {
  answered: 'answered',
  'gave-up': 'gave up',
  'asked-back': 'asked the user',
  unfounded: 'called nothing',
  dead: 'led nowhere',
} as const;

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > shownLength ? `${line.slice(0, shownLength - 1)}…` : line;
}
