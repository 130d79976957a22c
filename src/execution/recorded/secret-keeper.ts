import { isJsonObject, type JsonValue } from '../../base/index.js';
import { isSecretName } from '../../catalog/index.js';
import { scrubber } from '../http/scrubber.js';
import { canBeSecret } from './can-be-secret.js';
import { scrubNamed } from './scrub-named.js';

export const secretMark = '[secret]';

/** Takes secrets out of what is written down. */
export interface SecretKeeper {
  /** Takes the known secrets out wherever they stand, names included, and whatever stands under a secret's name. */
  scrubValue<T extends JsonValue>(value: T): T;
  /** The same for a text, which may be JSON, a piece of it, XML, a form, header lines or prose. */
  scrubText(text: string): string;
  /** Takes out the known secrets alone, none that were learned. */
  scrubKnown(text: string): string;
}

/** Shorter values are too likely to stand somewhere by chance; they are taken out only where their name tells. */
const shortestLearned = 6;

/**
 * Secrets are known in two ways. `known` are values that were looked up as credentials; asked for at each use, as more
 * are looked up while a program runs. The keeper itself learns: what stood under a secret's name once (`password`,
 * `access_token`, `set-cookie`) is taken out of everything after it, whatever name it has there.
 */
export function secretKeeper(known: () => Iterable<string> = () => []): SecretKeeper {
  const learned = new Set<string>();
  const takeOut = () => scrubber([...known(), ...learned]);

  function learn(value: JsonValue): string {
    if (typeof value === 'string' && value.length >= shortestLearned && value !== secretMark) learned.add(value);
    else if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) learn(member);
    return secretMark;
  }

  return {
    scrubValue: value => replaced(named(value, learn), takeOut()) as typeof value,
    scrubText(text) {
      const json = jsonIn(text);
      if (json === undefined) return takeOut()(scrubNamed(text, learn));
      const scrubbed = replaced(named(json, learn), takeOut());
      const same = JSON.stringify(scrubbed) === JSON.stringify(json);
      return same ? text : JSON.stringify(scrubbed, null, 2);
    },
    scrubKnown: text => scrubber([...known()])(text),
  };
}

/** The value with everything under a secret's name replaced. */
function named(value: JsonValue, replace: (secret: JsonValue) => string): JsonValue {
  if (Array.isArray(value)) return value.map(item => named(item, replace));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecretName(name) && canBeSecret(member) ? replace(member) : named(member, replace),
    ]),
  );
}

function replaced(value: JsonValue, takeOut: (text: string) => string): JsonValue {
  if (typeof value === 'string') return takeOut(value);
  if (Array.isArray(value)) return value.map(item => replaced(item, takeOut));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [takeOut(name), replaced(member, takeOut)]));
}

function jsonIn(text: string): JsonValue | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined; // cut or something else: a text as any other
  }
}
