import { isJsonObject, type JsonValue } from '../../../base/index.js';
import { findJson, type ToolCall } from '../../../models/index.js';
import type { PlannerEvent, PlannerTools } from '../../planner.js';
import { toolTurn } from '../../tool-turn.js';
import { finishName } from '../finish/finish-function.js';
import { escapedControls, parseFinish } from '../finish/parse-finish.js';
import { type ObservationLimits, observationText } from '../observations/observation-text.js';
import { replyOfObservation } from '../observations/reply-of-observation.js';
import { type Consult, replyText, type Shortening } from '../observations/shortening.js';
import type { StatusCode } from '../observations/status-codes.js';
import type { OfferedFunctions } from '../schema/offered-functions.js';

/** What calls come to, in ToolBench's terms. */
export interface World {
  /** Makes a call of this step and tells of it. */
  call(step: number, call: ToolCall, consult: Consult): AsyncGenerator<PlannerEvent, Seen, void>;
}

export interface Seen {
  readonly code: StatusCode;
  /** What the model is shown. */
  readonly text: string;
}

export interface WorldOptions {
  readonly offered: OfferedFunctions;
  readonly tools: PlannerTools;
  readonly shortening: Shortening;
  readonly limits: ObservationLimits;
}

/** The APIs on offer, called by the executor, and `Finish`. */
export function apiWorld({ offered, tools, shortening, limits }: WorldOptions): World {
  return {
    async *call(step, call, consult) {
      if (call.name === finishName) return yield* finish(step, call);
      const found = offered.find(call.name);
      const args = found === undefined ? call.arguments : argumentsText(call.arguments, offered, found.name);
      let complete: JsonValue | undefined;
      const made: ToolCall = { ...call, name: found?.name ?? call.name, arguments: args };
      const seen = yield* toolTurn(step, made, offered.apis, tools, {
        onReply: reply => {
          complete = reply.value;
        },
      });
      const reply = replyOfObservation(seen, offered.near(call.name));
      if (seen.status !== 'ok' || found === undefined)
        return { code: reply.code, text: observationText(reply, limits) };
      const value = complete ?? seen.value ?? seen.body;
      const long = { api: found.api, value, key: `${step}/${call.id}`, maxCharacters: limits.maxReplyCharacters };
      const response = replyText(yield* shortening.shorten(long, consult));
      return { code: reply.code, text: observationText({ ...reply, response }, limits) };
    },
  };
}

/** Only a call of `Finish` that says nothing useful is told of: the others end the step. */
async function* finish(step: number, { id, arguments: text }: ToolCall): AsyncGenerator<PlannerEvent, Seen, void> {
  const read = parseFinish(text);
  if (read.outcome === 'bad-input') {
    yield { type: 'call-start', node: step, callId: id, name: finishName, arguments: text };
    const problems = [read.problem];
    const observation = { status: 'bad-arguments', problems, provenance: 'none', elapsedMs: 0, coerced: [] } as const;
    yield { type: 'call-end', node: step, callId: id, observation };
  }
  return { code: read.code, text: read.text };
}

/** Arguments under the API's own names, as JSON. What cannot be read even leniently stays for the caller to refuse. */
function argumentsText(text: string, offered: OfferedFunctions, name: string): string {
  const value = parsedLeniently(text);
  return isJsonObject(value) ? JSON.stringify(offered.argumentsOf(name, value)) : text;
}

function parsedLeniently(text: string): JsonValue | undefined {
  try {
    return JSON.parse(escapedControls(text)) as JsonValue;
  } catch {
    const [found] = findJson(text); // repaired where it nearly is JSON
    return found?.incomplete ? undefined : found?.value;
  }
}
