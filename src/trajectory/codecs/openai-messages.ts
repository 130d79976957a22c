import type { JsonObject, JsonValue } from '../../base/index.js';
import { presentObservation } from '../../execution/index.js';
import type { Message } from '../../models/index.js';
import type { RecordedEvent } from '../event.js';

/**
 * A run as one fine-tuning example of the OpenAI chat format: `{ messages }`, with the conversation along the path from
 * the root to the last reply. Tool calls carry their argument text unchanged.
 *
 * Source of the format: OpenAI fine-tuning documentation, chat format with tools.
 */
export function openaiMessages(events: readonly RecordedEvent[]): JsonObject {
  const messages: JsonValue[] = [];
  for (const event of lastPath(events)) {
    if (event.type === 'model-start') messages.push(...event.messages.map(messageOf));
    else messages.push(messageOf({ role: 'assistant', content: event.content, toolCalls: event.toolCalls }));
  }
  // A direct planner answers with the observation itself: that answer is the conversation's last word.
  const answer = events.findLast(event => event.type === 'answer');
  const last = messages.at(-1) as JsonObject | undefined;
  if (answer !== undefined && answer.from !== 'model') {
    for (const call of callsOf(last)) messages.push(toolMessage(events, call));
    messages.push({ role: 'assistant', content: answer.text });
  }
  return { messages };
}

type PathEvent = Extract<RecordedEvent, { type: 'model-start' | 'model-end' }>;

/** The model's turns from the root to the node that replied last. */
function lastPath(events: readonly RecordedEvent[]): PathEvent[] {
  const turns = events.filter(
    (event): event is PathEvent => event.type === 'model-start' || event.type === 'model-end',
  );
  const parents = new Map<number, number>();
  for (const turn of turns) if (turn.type === 'model-start') parents.set(turn.node, turn.parent);
  const path = new Set<number>();
  for (let node = turns.at(-1)?.node; node !== undefined && !path.has(node); node = parents.get(node)) path.add(node);
  return turns.filter(turn => path.has(turn.node));
}

function messageOf(message: Message): JsonObject {
  switch (message.role) {
    case 'assistant':
      return {
        role: 'assistant',
        content: message.content,
        ...(message.toolCalls.length === 0
          ? {}
          : {
              tool_calls: message.toolCalls.map(call => ({
                id: call.id,
                type: 'function',
                function: { name: call.name, arguments: call.arguments },
              })),
            }),
      };
    case 'tool':
      return { role: 'tool', tool_call_id: message.callId, content: message.content };
    case 'system':
    case 'user':
      return { role: message.role, content: message.content };
    default:
      return message satisfies never;
  }
}

function callsOf(message: JsonObject | undefined): string[] {
  const calls = message?.['tool_calls'];
  return Array.isArray(calls) ? calls.map(call => String((call as JsonObject)['id'])) : [];
}

function toolMessage(events: readonly RecordedEvent[], callId: string): JsonObject {
  const end = events.find(event => event.type === 'call-end' && event.callId === callId);
  const seen = end?.type === 'call-end' ? end.observation : undefined;
  const content = seen === undefined ? '' : presentObservation(seen);
  return { role: 'tool', tool_call_id: callId, content };
}
