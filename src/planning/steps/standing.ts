import { type Prompt, renderPrompt } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { Observation } from '../../execution/index.js';
import type { CallConfidence, Message, ToolCall } from '../../models/index.js';
import type { StepOutcome } from '../../trajectory/index.js';

/** Where a run stands after a step. Never changed once made, so that any number of steps can go on from it. */
export interface Standing {
  /** Of the run's events; 0 before the first step. */
  readonly node: number;
  readonly parent?: Standing;
  /** Steps on the way here. */
  readonly depth: number;
  /** The whole conversation. */
  readonly messages: readonly Message[];
  /** How many of `messages`, from the front, stand in the record. */
  readonly recorded: number;
  /** What calls on the way here gave, oldest first. */
  readonly observations: readonly string[];
  /** What the model said in this step; empty before the first. */
  readonly said: string;
  /** How sure the model was of this step, where it can tell. */
  readonly confidence?: CallConfidence;
  /** The calls of this step that were dealt with, in order. */
  readonly calls: readonly CallSeen[];
  /** Calls of this step that wait for the step to be chosen, since they, or one before them, change something. */
  readonly deferred: readonly ToolCall[];
  readonly outcome: StepOutcome;
  readonly reason?: string;
  /** Steps in a row, up to this one, in which no call gave anything. */
  readonly idleSteps: number;
  /** Whether something was done in this very step that cannot be taken back: there is no other way to try above it. */
  readonly commitsHere: boolean;
}

export interface CallSeen {
  readonly call: ToolCall;
  /** Absent where the name given matches no API. */
  readonly api?: Api;
  readonly observation: Observation;
  /** Whether the observation is that of an earlier call. */
  readonly isReused: boolean;
}

/** Before the first step: the request, and what the model is told of its task. */
export function beginning(system: Prompt, request: string): Standing {
  return {
    node: 0,
    depth: 0,
    messages: [
      { role: 'system', content: renderPrompt(system, {}) },
      { role: 'user', content: request },
    ],
    recorded: 0,
    observations: [],
    said: '',
    calls: [],
    deferred: [],
    outcome: 'open',
    idleSteps: 0,
    commitsHere: false,
  };
}

/** The standings from the first step to this one. */
export function pathTo(standing: Standing): readonly Standing[] {
  const path: Standing[] = [];
  for (let at: Standing | undefined = standing; at?.parent !== undefined; at = at.parent) path.unshift(at);
  return path;
}

/** Whether any call on the way here gave something. */
export function hasGained({ observations }: Standing): boolean {
  return observations.length > 0;
}

/** Calls of the step that changed something and can be taken back, the last one first. */
export function undoable({ calls }: Standing): readonly CallSeen[] {
  return calls
    .filter(({ observation, isReused }) => !isReused && observation.status === 'ok' && observation.undo !== undefined)
    .reverse();
}
