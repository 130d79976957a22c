import { createHash } from 'node:crypto';
import { canonicalJson } from './json.js';

/** SHA-256 as 64 lower-case hexadecimal digits. Text is hashed as UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Equal for equal JSON values, whatever the order of their keys. */
export function fingerprint(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** 128 bits of SHA-256 as 22 characters, where many are kept. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
