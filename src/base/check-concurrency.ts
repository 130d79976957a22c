import { CapuchinError } from './errors.js';

/** @throws CapuchinError `bad-concurrency` for anything but a whole number from 1 on. */
export function checkConcurrency(concurrency: number): void {
  if (Number.isSafeInteger(concurrency) && concurrency >= 1) return;
  throw new CapuchinError('bad-concurrency', `concurrency is a whole number from 1 on, not ${concurrency}`);
}
