import { createHmac, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import { isSecretName } from '../../catalog/index.js';
import { canBeSecret } from './can-be-secret.js';

/** Equal for calls that recordings hold to be the same: the same API with equal arguments in any order. */
export type CallKey = (api: string, args: JsonObject) => Promise<string>;

const stretch = promisify(scrypt) as (value: string, salt: string, bytes: number) => Promise<Buffer>;

/**
 * Makes keys under which calls are found again without their secrets being written down. A key is the HMAC-SHA-256 over
 * the API's id and the canonical arguments, keyed by a file's own random `salt`, in which every value under a secret's
 * name is replaced by its scrypt hash. So two logins with different passwords are two calls, a file that is stolen has to
 * be tried password by password at tens of milliseconds a try, and hashes of one file say nothing about another's. A
 * password that can be guessed in a few thousand tries is not safe in this way either.
 *
 * `scrub` takes secrets out of all other texts before they are hashed. A value is stretched once and then remembered.
 */
export function callKeys(salt: string, scrub: (text: string) => string = text => text): CallKey {
  const stretched = new Map<string, Promise<string>>();

  function hidden(value: JsonValue): Promise<string> {
    const text = canonicalJson(value);
    let hash = stretched.get(text);
    if (hash === undefined) {
      hash = stretch(text, salt, 32).then(bytes => bytes.toString('hex'));
      stretched.set(text, hash);
    }
    return hash;
  }

  async function withoutSecrets(value: JsonValue): Promise<JsonValue> {
    if (Array.isArray(value)) return Promise.all(value.map(withoutSecrets));
    if (typeof value === 'string') return scrub(value);
    if (!isJsonObject(value)) return value;
    const members = Object.entries(value).map(async ([name, member]) => {
      const secret = isSecretName(name) && canBeSecret(member);
      return [name, secret ? { hidden: await hidden(member) } : await withoutSecrets(member)] as const;
    });
    return Object.fromEntries(await Promise.all(members));
  }

  return async (api, args) => {
    const text = `${api}\n${canonicalJson(await withoutSecrets(args))}`;
    return createHmac('sha256', salt).update(text).digest('hex');
  };
}
