import { isJsonObject, type JsonValue } from '../base/index.js';

/** Last words of names whose values are secrets whatever stands before them. */
const secretWords = new Set(
  'password passwd pwd passphrase passcode pass pin secret authorization credential credentials bearer signature cookie jwt cvv cvc apikey appkey apitoken authtoken accesstoken refreshtoken idtoken accesskey secretkey privatekey subscriptionkey clientsecret sessionid jsessionid phpsessid'.split(
    ' ',
  ),
);
/** Words before `key`. */
const secretKeys = new Set('api app access private secret auth subscription signing encryption'.split(' '));
/** `nextPageToken` and its like say where a list goes on, `max_token` how many there may be. */
const harmlessTokens = new Set(
  'page next previous prev continuation cursor sync resume start end skip delta pagination list stop max min num'.split(
    ' ',
  ),
);

/** Names a header or query parameter has only when it carries a credential. */
const credential =
  /^(?:(?:x_)?(?:\w+_)?(?:api_?key|apikey|api_?token|auth_?token|access_?token|subscription_?key|private_?token|authorization)|x_\w*(?:token|secret))$/;

/**
 * Whether a member or parameter of this name holds a secret by all appearances: `clientSecret`, `db_password`, `X-Api-Key`,
 * `access_key_id`. A `token_id` says which token, and is none.
 */
export function isSecretName(name: string): boolean {
  const words = snakeCase(name).split('_');
  if (/^(?:value|here)$/.test(words.at(-1) ?? '')) words.pop();
  if (words.at(-1) === 'id' && /^(?:key|secret)$/.test(words.at(-2) ?? '')) words.pop();
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (secretWords.has(last) || `${before} ${last}` === 'session id') return true;
  if (last === 'key') return secretKeys.has(before);
  return last === 'token' && !harmlessTokens.has(before);
}

/** Whether a header or query parameter of this name is a credential, such as `X-Api-Key`; `csrf` tokens are none. */
export function isCredentialName(name: string): boolean {
  const words = snakeCase(name);
  return credential.test(words) && !/csrf|xsrf/.test(words);
}

const knownTokens =
  /\b(?:sk|pk|rk)[_-](?:live|test|proj)?[_-]?[A-Za-z0-9]{16,}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bxox[abprs]-|\bAKIA[A-Z0-9]{16}\b|\bAIza[\w-]{30,}|\bhf_[A-Za-z0-9]{20,}|\br8_[A-Za-z0-9]{20,}|\beyJ[\w-]{10,}\.[\w-]{10,}|^(?:bearer|basic|token) \S{8,}|-----BEGIN/i;

/** Whether a text has the form of a well-known kind of token, whatever it is called. */
export function looksSecret(text: string): boolean {
  return knownTokens.test(text.slice(0, 4_000));
}

const maxDepth = 100;

/** The value without members that hold secrets, and without texts that look like one; undefined when nothing is left. */
export function withoutSecrets(value: JsonValue, depth = 0): JsonValue | undefined {
  if (typeof value === 'string') return looksSecret(value) ? undefined : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return undefined;
  const clean = (member: JsonValue) => withoutSecrets(member, depth + 1);
  if (Array.isArray(value)) return value.map(clean).filter(member => member !== undefined);
  if (!isJsonObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      // A flag or an object named `token` holds no secret itself.
      const isSecret = isSecretName(name) && (typeof member === 'string' || typeof member === 'number');
      const kept = isSecret ? undefined : clean(member);
      return kept === undefined ? [] : [[name, kept] as const];
    }),
  );
}

function snakeCase(name: string): string {
  return name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}
