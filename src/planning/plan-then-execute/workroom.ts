import { loadPrompt } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { PlannerTools } from '../planner.js';
import type { StepSettings } from '../steps/step-options.js';
import type { Steps } from '../steps/steps.js';

export interface PlanThenExecuteOptions extends StepSettings {
  /** How many APIs each search offers. */
  readonly k: number;
  /** Sub-tasks at the most. */
  readonly maxRounds: number;
  /** Sub-tasks in a row that give nothing before the run gives up. */
  readonly maxIdleRounds: number;
  /** How often the selector is asked for one sub-task when it names what is not in the list. */
  readonly selections: number;
  /** Replies of more characters are parsed for what the sub-task needs; shorter ones are taken as they are. */
  readonly parseAbove: number;
}

/** What all roles of a run work with. */
export interface Workroom {
  readonly request: string;
  readonly tools: PlannerTools;
  readonly steps: Steps;
  readonly prompts: RolePrompts;
  readonly options: PlanThenExecuteOptions;
}

/** What the roles after the planner know of a sub-task. */
export interface SubTask {
  /** The last step before it. */
  readonly parent: number;
  /** In words; see `taskText`. */
  readonly task: string;
  /** What was found before. */
  readonly background: string;
  /** In the order in which the selector sees them. */
  readonly candidates: readonly Api[];
}

export type RolePrompts = ReturnType<typeof rolePrompts>;

/** Reads the prompt files of all roles. */
export function rolePrompts() {
  const prompt = (name: string) => loadPrompt(new URL(`./${name}.prompt.md`, import.meta.url));
  return {
    planner: prompt('planner'),
    progress: prompt('progress'),
    selector: prompt('selector'),
    choice: prompt('choice'),
    notInList: prompt('not-in-list'),
    caller: prompt('caller'),
    call: prompt('call'),
    parser: prompt('parser'),
    reply: prompt('reply'),
    reader: prompt('reader'),
  };
}
