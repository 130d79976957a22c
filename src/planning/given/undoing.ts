import type { JsonObject, JsonValue } from '../../base/index.js';
import { describeObservation, type Observation, type UndoStep } from '../../execution/index.js';
import type { RecordedEvent, RunStart } from '../../trajectory/index.js';
import type { Planner, PlannerTools } from '../planner.js';
import { undoTurn } from '../undo-turn.js';

/** A change of an earlier run, and the step that takes it back. */
export interface StepToUndo {
  /** As `changesOf` names the change. */
  readonly key: string;
  /** The name of the API that made the change. */
  readonly name: string;
  readonly step: UndoStep;
}

export type PerformStep = (step: UndoStep, tools: PlannerTools) => Promise<Observation>;

/**
 * Takes back the changes of an earlier run, in the order they are given, until one cannot be: then the others are left,
 * and named. Each call of the record has the key of the change that it takes back.
 */
export function undoing(steps: readonly StepToUndo[], perform: PerformStep): Planner {
  return {
    name: 'undo',
    options: {},
    async *run(_request, tools) {
      for (const [i, { key, name, step }] of steps.entries()) {
        const observation = yield* undoTurn({ node: 0, callId: key, step }, each => perform(each, tools));
        if (observation.status === 'ok') continue;
        const left = steps.slice(i).map(each => each.name);
        const reason = `${name} was not undone: ${describeObservation(observation)} Not undone: ${left.join(', ')}.`;
        return { outcome: 'gave-up', reason };
      }
      const names = steps.map(({ name }) => name).join(', ');
      yield { type: 'answer', node: 0, text: `Undone: ${names}.`, from: 'planner' };
      return { outcome: 'answered' };
    },
  };
}

/** Of a run that takes back others' changes: whose. */
export function undoOptions(runId: string): JsonObject {
  return { undoes: runId };
}

/** The id of the run that a run takes back; undefined for a run that takes back none. */
export function undoneRun(start: Pick<RunStart, 'planner' | 'options'>): string | undefined {
  const undoes: JsonValue | undefined = start.options['undoes'];
  return start.planner === 'undo' && typeof undoes === 'string' ? undoes : undefined;
}

/** Keys of the changes that a run has taken back. */
export function undoneKeys(events: readonly RecordedEvent[]): readonly string[] {
  return events.flatMap(event =>
    event.type === 'call-end' && event.observation.status === 'ok' ? [event.callId] : [],
  );
}
