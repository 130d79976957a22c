import { isJsonObject, type JsonValue } from '../../base/index.js';

/** A JSON value in which every secret, wherever it stands in a text or a name, is replaced by `[secret]`. */
export function withoutSecrets<T>(value: T, secrets: readonly string[]): T {
  const hidden = secrets.filter(secret => secret !== '').sort((a, b) => b.length - a.length);
  return hidden.length === 0 ? value : (replaced(value as JsonValue, hidden) as T);
}

function replaced(value: JsonValue, hidden: readonly string[]): JsonValue {
  if (typeof value === 'string') return replacedText(value, hidden);
  if (Array.isArray(value)) return value.map(one => replaced(one, hidden));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [replacedText(name, hidden), replaced(member, hidden)]),
  );
}

/** Calls carry their arguments as JSON text, in which a secret may stand escaped. */
function replacedText(text: string, hidden: readonly string[]): string {
  return hidden.reduce((left, secret) => {
    const escaped = JSON.stringify(secret).slice(1, -1);
    return left.replaceAll(secret, '[secret]').replaceAll(escaped, '[secret]');
  }, text);
}
