import type { JsonValue } from '../../base/index.js';

/** Last words of names whose values are secrets whatever stands before them. */
const secretWords = new Set(
  'password passwd pwd passphrase passcode secret authorization cookie jwt cvv cvc apikey apitoken authtoken accesstoken refreshtoken idtoken accesskey secretkey privatekey clientsecret sessionid jsessionid phpsessid'.split(
    ' ',
  ),
);
const secretPairs = new Set(
  'api key|access key|private key|secret key|auth key|app key|subscription key|signing key|encryption key|session id'.split(
    '|',
  ),
);
/** `nextPageToken` and its like say where a list goes on, and are needed to go on with it. */
const placeWords = new Set(
  'page next previous prev continuation cursor sync resume start end skip delta pagination list stop'.split(' '),
);

/** Whether a member of this name holds a secret by all appearances: `password`, `X-Api-Key`, `accessToken`, `set-cookie`. */
export function isSecretName(name: string): boolean {
  const words = name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '');
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (secretWords.has(last) || secretPairs.has(`${before} ${last}`)) return true;
  return last === 'token' && !placeWords.has(before);
}

/** Whether a value under such a name has to be hidden: `password: true` only says that there is one. */
export function canBeSecret(value: JsonValue): boolean {
  return value !== null && typeof value !== 'boolean' && value !== '';
}
