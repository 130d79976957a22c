import type { JsonValue, Random } from '../../../base/index.js';
import { answerFromValue, type ToolDialogueTurn, type WrittenCall } from '../../../models/index.js';

/** Calls made one after the other, each with what it gave, and an answer from the last of them. */
export function followUp(calls: readonly WrittenCall[], random: Random): ToolDialogueTurn[] {
  const turns: ToolDialogueTurn[] = [];
  let value: JsonValue = null;
  for (const call of calls) {
    value = observed(random);
    turns.push({ role: 'calls', calls: [call] });
    turns.push({ role: 'observation', name: call.name, text: JSON.stringify(value) });
  }
  turns.push({ role: 'answer', text: answerFromValue(value) });
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
