import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';

/**
 * Where two JSON values differ, one line a place: `messages[1].content: recorded "a", asked "b"`. Empty when they are
 * equal.
 */
export function differences(recorded: JsonValue | undefined, asked: JsonValue | undefined, at = ''): string[] {
  if (recorded === asked) return [];
  if (Array.isArray(recorded) && Array.isArray(asked)) {
    const places = Array.from({ length: Math.max(recorded.length, asked.length) }, (_, i) => i);
    return places.flatMap(i => differences(recorded[i], asked[i], `${at}[${i}]`));
  }
  if (isJsonObject(recorded) && isJsonObject(asked)) {
    const names = [...new Set([...Object.keys(recorded), ...Object.keys(asked)])].sort();
    return names.flatMap(name =>
      differences(own(recorded, name), own(asked, name), at === '' ? name : `${at}.${name}`),
    );
  }
  return [`${at}: recorded ${shown(recorded)}, asked ${shown(asked)}`];
}

function own(value: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

const maxShown = 120;

function shown(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  const text = canonicalJson(value);
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}
