import type { PlannerEvent } from '../planner.js';
import type { Consultation } from './step-options.js';
import type { Steps } from './steps.js';

/** How a reply to a consultation is read. */
export interface Reading<T> {
  /** Gives nothing for a reply that does not say what was asked for. */
  readonly read: (text: string) => T | undefined;
  /** What stands among the warnings of a reply that could not be read. */
  readonly warning: string;
}

/** Asks the model something beside the next call and reads its reply. */
export async function* consulted<T>(
  steps: Steps,
  question: Consultation,
  { read, warning }: Reading<T>,
): AsyncGenerator<PlannerEvent, T | undefined, void> {
  const asked = steps.consult(question);
  for (;;) {
    const next = await asked.next();
    if (next.done) return read(next.value.message.content);
    const event = next.value;
    // A run that is told anew has the warning on record already.
    const isClear = event.type !== 'model-end' || event.warnings.includes(warning) || read(event.content) !== undefined;
    yield isClear ? event : { ...event, warnings: [...event.warnings, warning] };
  }
}
