import { isJsonObject } from '../../base/index.js';
import type { HttpSecurity } from '../api.js';
import { awsSignature } from './aws-signature.js';
import type { OpenApiDocument } from './document.js';
import { oauthOf } from './oauth-addresses.js';
import { oncePerDocument } from './once-per-document.js';
import type { OperationPlace } from './operation-parts.js';
import { wordOf } from './word-of.js';

type Alternatives = readonly (readonly HttpSecurity[])[];
type Raw = { readonly [key: string]: unknown };

/** The credentials an operation needs, as alternatives; its own list replaces the document's. */
export function securityOf(document: OpenApiDocument, { operation }: OperationPlace): Alternatives {
  const own = operation['security'];
  return own === undefined || own === null ? documentSecurity(document) : alternatives(document, own);
}

const documentSecurity = oncePerDocument(document => alternatives(document, document.root['security']));

function alternatives(document: OpenApiDocument, given: unknown): Alternatives {
  const list = Array.isArray(given) ? given : isJsonObject(given) ? [given] : [];
  return list.filter(isJsonObject).map(alternative =>
    Object.entries(alternative).map(([scheme, scopes]) => {
      const names = Array.isArray(scopes) ? scopes.filter((scope): scope is string => typeof scope === 'string') : [];
      return { ...schemeOf(document, scheme), ...(names.length === 0 ? {} : { scopes: names }) };
    }),
  );
}

/**
 * What a scheme plainly means, however it is spelt. One that is not declared, or of a kind that cannot be served,
 * survives as `other` with what it is in `name`, so that nobody calls without it.
 */
function schemeOf(document: OpenApiDocument, given: string): HttpSecurity {
  const table = declaredSchemes(document);
  const scheme = declaredName(table, given);
  const raw = scheme === undefined ? undefined : document.references.follow(table[scheme]);
  if (scheme === undefined || !isJsonObject(raw)) return undeclared(given);
  const aws = awsSignature(document, raw);
  if (aws !== undefined) return { scheme, ...aws };
  switch (kindOf(raw)) {
    case 'apiKey':
      return apiKey(scheme, raw);
    case 'basic':
      return { scheme, type: 'basic' };
    case 'bearer':
      return { scheme, type: 'bearer' };
    case 'oauth2':
      return { scheme, type: 'oauth2', ...oauthOf(document, raw) };
    case 'openIdConnect':
      return { scheme, type: 'openIdConnect', ...oauthOf(document, raw) };
    default:
      return { scheme, type: 'other', name: oddKind(raw) };
  }
}

function declaredSchemes({ version, root }: OpenApiDocument): Raw {
  const components = isJsonObject(root['components']) ? root['components'] : {};
  const table = version === '2.0' ? root['securityDefinitions'] : components['securitySchemes'];
  return isJsonObject(table) ? table : {};
}

/** Exactly as given, or the only one that differs in nothing but case and punctuation. */
function declaredName(table: Raw, given: string): string | undefined {
  if (Object.hasOwn(table, given)) return given;
  const alike = Object.keys(table).filter(name => letters(name) === letters(given));
  return alike.length === 1 ? alike[0] : undefined;
}

const bare: Readonly<Record<string, 'basic' | 'bearer'>> = {
  basic: 'basic',
  basicauth: 'basic',
  httpbasic: 'basic',
  bearer: 'bearer',
  bearerauth: 'bearer',
  bearertoken: 'bearer',
  httpbearer: 'bearer',
};

/** Of the names of undeclared schemes these alone say all there is to know. */
function undeclared(scheme: string): HttpSecurity {
  const name = letters(scheme);
  const type = Object.hasOwn(bare, name) ? bare[name] : undefined;
  return type === undefined
    ? { scheme, type: 'other', name: 'a scheme that the document does not declare' }
    : { scheme, type };
}

const kinds: Readonly<Record<string, HttpSecurity['type']>> = {
  apikey: 'apiKey',
  basic: 'basic',
  basicauth: 'basic',
  httpbasic: 'basic',
  bearer: 'bearer',
  bearerauth: 'bearer',
  bearertoken: 'bearer',
  httpbearer: 'bearer',
  jwt: 'bearer',
  oauth2: 'oauth2',
  oauth20: 'oauth2',
  openid: 'openIdConnect',
  openidconnect: 'openIdConnect',
  oidc: 'openIdConnect',
};

/** What `type` and `scheme` say; where neither does, what only one kind has tells. */
function kindOf(raw: Raw): HttpSecurity['type'] {
  const type = letters(raw['type']);
  const word = type === 'http' || type === '' ? letters(raw['scheme']) : type;
  const known = Object.hasOwn(kinds, word) ? kinds[word] : undefined;
  if (known !== undefined) return known;
  if (word !== '' && !(type === 'oauth' && isJsonObject(raw['flows']))) return 'other';
  if (isJsonObject(raw['flows']) || typeof raw['flow'] === 'string') return 'oauth2';
  if (typeof raw['openIdConnectUrl'] === 'string') return 'openIdConnect';
  if (typeof raw['bearerFormat'] === 'string') return 'bearer';
  return type === '' && typeof raw['name'] === 'string' && placeOf(raw['in']) !== undefined ? 'apiKey' : 'other';
}

function apiKey(scheme: string, raw: Raw): HttpSecurity {
  const name = typeof raw['name'] === 'string' ? raw['name'].trim() : '';
  const where = placeOf(raw['in']);
  if (name === '') return { scheme, type: 'other', name: 'an API key whose name the document does not say' };
  if (where === undefined) return { scheme, type: 'other', name: 'an API key whose place the document does not say' };
  return { scheme, type: 'apiKey', in: where, name };
}

const places: Readonly<Record<string, 'query' | 'header' | 'cookie'>> = {
  query: 'query',
  querystring: 'query',
  queryparameter: 'query',
  header: 'header',
  headers: 'header',
  httpheader: 'header',
  cookie: 'cookie',
  cookies: 'cookie',
};

function placeOf(value: unknown): 'query' | 'header' | 'cookie' | undefined {
  const word = letters(value);
  return Object.hasOwn(places, word) ? places[word] : undefined;
}

const oddKinds: Readonly<Record<string, string>> = {
  mutual: 'a client certificate',
  mutualtls: 'a client certificate',
  negotiate: 'a Kerberos or NTLM login',
  ntlm: 'a Kerberos or NTLM login',
  digest: 'an HTTP digest login',
  oauth: 'an OAuth 1.0 signature',
  oauth1: 'an OAuth 1.0 signature',
  hmac: 'an HMAC signature',
};

/** In words; the document's own word where it is no known one. */
function oddKind(raw: Raw): string {
  const type = letters(raw['type']);
  const written = wordOf(type === 'http' ? raw['scheme'] : raw['type']).slice(0, 100);
  const word = letters(written);
  if (Object.hasOwn(oddKinds, word)) return oddKinds[word] ?? word;
  return written === '' ? 'a scheme of no kind' : `the scheme "${written}"`;
}

/** A word without what people spell differently. */
function letters(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '') : '';
}
