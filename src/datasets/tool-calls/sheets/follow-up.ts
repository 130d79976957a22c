import type { JsonValue, Random } from '../../../base/index.js';
import { answerFromValue, type ToolDialogueTurn, type WrittenCall } from '../../../models/index.js';

/** A call, and what it gives where that matters. */
export interface CallAnswered {
  readonly call: WrittenCall;
  readonly gives?: JsonValue;
}

/** Calls made in rounds, each answered, and a short answer from what the last round gave. */
export function followUp(rounds: readonly (readonly CallAnswered[])[], random: Random): ToolDialogueTurn[] {
  const turns: ToolDialogueTurn[] = [];
  let values: JsonValue[] = [];
  for (const round of rounds) {
    values = round.map(({ gives }) => gives ?? observed(random));
    turns.push({ role: 'calls', calls: round.map(({ call }) => call) });
    for (const [place, { call }] of round.entries())
      turns.push({ role: 'observation', name: call.name, text: JSON.stringify(values[place]) });
  }
  const [only] = values;
  turns.push({ role: 'answer', text: answerFromValue(values.length === 1 && only !== undefined ? only : values) });
  return turns;
}

/** What some function might have given: what it means does not matter here, only that it was given. */
function observed(random: Random): JsonValue {
  const number = Math.round(random.next() * 10_000) / 100;
  const id = `${random.pick(['ord', 'ref', 'id', 'job', 'tx'])}_${random.integer(1e6).toString(36)}`;
  return random.pick<JsonValue>([
    { result: number },
    number,
    random.integer(500),
    { status: 'ok', id },
    { success: true },
    { id, status: random.pick(['created', 'queued', 'done', 'confirmed']) },
    { items: [{ id, name: random.pick(['Blue Heron', 'Northwind', 'Green Valley']) }], total: 1 },
    { value: number, unit: random.pick(['kg', 'km', 'EUR', '%']) },
    random.pick(['done', 'sent', 'true', 'Tuesday', 'Blue Heron']),
  ]);
}
