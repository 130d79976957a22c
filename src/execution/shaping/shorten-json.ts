import type { JsonObject, JsonValue } from '../../base/index.js';
import { cutText } from '../cut-text.js';
import { jsonSize } from './json-size.js';

/** Nothing that is meant to be read nests deeper, and writing what does could exhaust the stack. */
export const maxShownDepth = 64;

/** The shortest sign that something stood here. */
const somethingLeftOut = '"…"';

/**
 * JSON text of a value in at most `maxCharacters`, valid JSON however little that is (three characters at least). What
 * is left out is said in its place: lists keep their first items and say how many follow (`"… 490 more items"`), long
 * texts keep their beginning, objects keep their members and divide the room among those that need more than an equal
 * share, and what has no room or nests too deep is summed up (`"{12 members}"`, `"[3 items]"`).
 */
export function shortenJson(value: JsonValue, maxCharacters: number, depth = 0): string {
  if (depth < maxShownDepth) {
    const { length, depth: levels } = jsonSize(value, maxCharacters);
    if (length <= maxCharacters && depth + levels <= maxShownDepth) return JSON.stringify(value);
    const shortened = shortenPart(value, maxCharacters, depth);
    if (shortened !== undefined) return shortened;
  }
  const summary = JSON.stringify(summaryOf(value));
  return summary.length <= maxCharacters ? summary : somethingLeftOut;
}

function shortenPart(value: JsonValue, room: number, depth: number): string | undefined {
  if (typeof value === 'string') return shortenText(value, room);
  if (Array.isArray(value)) return shortenList(value, room, depth);
  return typeof value === 'object' && value !== null ? shortenObject(value as JsonObject, room, depth) : undefined;
}

function summaryOf(value: JsonValue): string {
  if (Array.isArray(value)) return `[${counted(value.length, 'item')}]`;
  if (typeof value === 'object' && value !== null) return `{${counted(Object.keys(value).length, 'member')}}`;
  return '…';
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** The beginning of a text and how much follows. Undefined when there is no room for the beginning. */
function shortenText(text: string, room: number): string | undefined {
  const note = `… ${counted(text.length, 'more character')}`; // never shorter than with the true, smaller number
  let kept = Math.min(text.length, room - note.length - 2);
  // Quoting makes control characters and quotes longer.
  for (; kept > 0; kept = Math.floor(kept / 2)) {
    const start = cutText(text, kept);
    const shown = JSON.stringify(`${start}… ${counted(text.length - start.length, 'more character')}`);
    if (shown.length <= room) return shown;
  }
  return undefined;
}

function shortenList(items: readonly JsonValue[], room: number, depth: number): string | undefined {
  const noteRoom = JSON.stringify(moreItems(items.length)).length + 1;
  const shown: string[] = [];
  let left = room - 2 - noteRoom;
  for (const item of items) {
    const size = jsonSize(item, left);
    const fits = size.length + 1 <= left && depth + 1 + size.depth <= maxShownDepth;
    if (!fits && shown.length > 0) break; // part of one item says what they are like; of more it would only be noise
    if (!fits && left < somethingLeftOut.length) return undefined;
    const text = fits ? JSON.stringify(item) : shortenJson(item, left, depth + 1);
    shown.push(text);
    left -= text.length + 1;
    if (!fits) break;
  }
  const more = items.length - shown.length;
  return `[${[...shown, ...(more === 0 ? [] : [JSON.stringify(moreItems(more))])].join(',')}]`;
}

function moreItems(count: number): string {
  return `… ${counted(count, 'more item')}`;
}

function shortenObject(value: JsonObject, room: number, depth: number): string | undefined {
  const names = Object.keys(value);
  const others = unusedName(value);
  const noteRoom = JSON.stringify(others).length + 2 + JSON.stringify(moreMembers(names.length)).length;
  const all = namesWithRoom(names, room - 1); // no comma after the last
  const kept = all.length === names.length ? all : namesWithRoom(names, room - 2 - noteRoom);
  if (kept.length === 0) return undefined;
  const more = names.length - kept.length;
  const quoted = kept.map(name => JSON.stringify(name));
  const forValues = room - (more === 0 ? 1 : 2 + noteRoom) - quoted.reduce((sum, name) => sum + name.length + 2, 0);
  const rooms = divide(
    kept.map(name => jsonSize(value[name] as JsonValue, forValues).length),
    forValues,
  );
  const members = kept.map(
    (name, i) => `${quoted[i]}:${shortenJson(value[name] as JsonValue, rooms[i] as number, depth + 1)}`,
  );
  if (more > 0) members.push(`${JSON.stringify(others)}:${JSON.stringify(moreMembers(more))}`);
  return `{${members.join(',')}}`;
}

function moreMembers(count: number): string {
  return counted(count, 'more member');
}

/** The first names that leave each member room for the shortest sign, at least. */
function namesWithRoom(names: readonly string[], room: number): readonly string[] {
  let left = room;
  for (const [i, name] of names.entries()) {
    if (name.length > left) return names.slice(0, i);
    left -= JSON.stringify(name).length + 2 + somethingLeftOut.length;
    if (left < 0) return names.slice(0, i);
  }
  return names;
}

function unusedName(value: JsonObject): string {
  let name = '…';
  while (Object.hasOwn(value, name)) name += '…';
  return name;
}

/** `room` in shares: who needs no more than an equal share of what is left gets that, the others share the rest. */
function divide(needs: readonly number[], room: number): readonly number[] {
  const shares = new Array<number>(needs.length).fill(0);
  const smallestFirst = [...needs.keys()].sort((a, b) => (needs[a] as number) - (needs[b] as number) || a - b);
  let left = room;
  for (const [i, at] of smallestFirst.entries()) {
    const share = Math.min(needs[at] as number, Math.floor(left / (needs.length - i)));
    shares[at] = share;
    left -= share;
  }
  return shares;
}
