import { type Clock, createProgress, type RunningTask, systemClock } from '../base/index.js';
import type { Io } from './io.js';

const patienceMs = 1000;

/** Progress of an evaluation, shown once it takes a while. */
export interface EvaluationProgress {
  /** One more item is done. */
  readonly step: (label: string) => void;
  readonly end: () => void;
  readonly fail: () => void;
}

/** `total` is of one label; undefined when nobody knows. */
export function evaluationProgress(
  { stderr }: Pick<Io, 'stderr'>,
  unit: string,
  total: number | undefined,
  clock: Clock = systemClock,
): EvaluationProgress {
  const progress = createProgress(stderr, { clock });
  const startedMs = clock.now();
  let shown: { readonly label: string; readonly task: RunningTask } | undefined;
  let current = '';
  let done = 0;
  return {
    step(label) {
      done = label === current ? done + 1 : 1;
      current = label;
      if (shown === undefined && clock.now() - startedMs < patienceMs) return;
      if (shown?.label !== label)
        shown = { label, task: progress.start({ label: `evaluating ${label}`, unit, total }) };
      shown.task.update(done);
    },
    end: () => shown?.task.end(),
    fail: () => shown?.task.fail(),
  };
}
