import type { JsonValue } from '../../base/index.js';

/** Whether a value under a secret's name has to be hidden: `password: true` only says that there is one. */
export function canBeSecret(value: JsonValue): boolean {
  return value !== null && typeof value !== 'boolean' && value !== '';
}
