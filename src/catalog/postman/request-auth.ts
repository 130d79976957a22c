import { isJsonObject, type JsonObject } from '../../base/index.js';
import type { HttpSecurity } from '../api.js';
import { isCredentialName } from '../secret-names.js';
import type { Entry } from './request-url.js';
import { hasVariables, referredVariables, resolved, type Variables } from './variables.js';

/** What a request needs to be let in. Values are never part of it. */
export interface RequestAuth {
  readonly schemes: readonly HttpSecurity[];
  /** How many credentials stood in the file itself. */
  readonly literals: number;
}

/** Reads an `auth` object; undefined when there is none, so that what is outside counts. */
export function requestAuth(auth: unknown, known: Variables): RequestAuth | undefined {
  if (auth === null) return { schemes: [], literals: 0 };
  if (!isJsonObject(auth) || typeof auth['type'] !== 'string' || auth['type'] === 'inherit') return undefined;
  const { type } = auth;
  const settings = settingsOf(auth[type]);
  const text = (key: string) => (settings.get(key) ?? '').trim();
  const literals = [
    'value',
    'token',
    'password',
    'secret',
    'secretKey',
    'accessToken',
    'clientSecret',
    'accessKey',
  ].filter(key => isLiteral(text(key))).length;
  const schemes = type === 'noauth' ? [] : [schemeOf(type, text, known)];
  return { schemes, literals: type === 'noauth' ? 0 : literals };
}

function schemeOf(type: string, text: (key: string) => string, known: Variables): HttpSecurity {
  switch (type) {
    case 'apikey': {
      const name = resolved(text('key'), known);
      const scheme = variableName(text('value')) ?? (name === '' ? 'apikey' : name);
      if (name === '' || hasVariables(name)) return { scheme, type: 'other', name: type };
      return { scheme, type: 'apiKey', in: text('in') === 'query' ? 'query' : 'header', name };
    }
    case 'bearer':
    case 'jwt':
      return { scheme: variableName(text('token')) ?? 'bearer', type: 'bearer' };
    case 'basic':
      return { scheme: 'basic', type: 'basic' };
    case 'oauth2':
      return oauth2(text, known);
    case 'awsv4': {
      const service = resolved(text('service'), known);
      return { scheme: 'awsv4', type: 'awsSigV4', ...(isPlain(service) ? { service } : {}) };
    }
    default:
      return { scheme: type.slice(0, 100), type: 'other', name: type.slice(0, 100) };
  }
}

function oauth2(text: (key: string) => string, known: Variables): HttpSecurity {
  const tokenUrl = address(resolved(text('accessTokenUrl'), known));
  const authorizationUrl = address(resolved(text('authUrl'), known));
  const scopes = resolved(text('scope'), known)
    .split(/[\s,]+/)
    .filter(isPlain);
  const oauth = {
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    ...(authorizationUrl === undefined ? {} : { authorizationUrl }),
  };
  return {
    scheme: variableName(text('accessToken')) ?? 'oauth2',
    type: 'oauth2',
    ...(scopes.length === 0 ? {} : { scopes }),
    ...(Object.keys(oauth).length === 0 ? {} : { oauth }),
  };
}

/**
 * The credential that a header or query entry carries, by its name: an `Authorization` header is basic, bearer or a key
 * as its value says. Undefined for entries that carry none.
 */
export function credentialEntry(entry: Entry, place: 'header' | 'query'): HttpSecurity | undefined {
  if (!isCredentialName(entry.name)) return undefined;
  const { name, value } = entry;
  if (place === 'header' && name.toLowerCase() === 'authorization') {
    const kind = /^(basic|bearer)\s/i.exec(value)?.[1]?.toLowerCase();
    if (kind === 'basic') return { scheme: 'basic', type: 'basic' };
    if (kind === 'bearer') return { scheme: variableName(value.slice(7).trim()) ?? 'bearer', type: 'bearer' };
  }
  return { scheme: variableName(value) ?? name, type: 'apiKey', in: place, name };
}

/** Whether a credential's value stands in the file, and is not left to variables. */
export function isLiteral(value: string): boolean {
  const rest = value.replace(/\{\{[^{}]*\}\}/g, '').replace(/^(?:basic|bearer|token)\b/i, '');
  return rest.trim() !== '';
}

/** `{{stripe_key}}` names the credential better than the place it travels in. */
function variableName(value: string): string | undefined {
  const [only] = referredVariables(value);
  return only !== undefined && /^\{\{[^{}]*\}\}$/.test(value) && isPlain(only) ? only : undefined;
}

function address(text: string): string | undefined {
  return URL.canParse(text) && /^https?:\/\/[^@]*$/i.test(text) && text.length < 2_000 ? text : undefined;
}

function isPlain(text: string): boolean {
  return /^[\w.:/-]{1,200}$/.test(text);
}

/** v2.1 has a list of `{ key, value }`, v2.0 an object. */
function settingsOf(raw: unknown): ReadonlyMap<string, string> {
  const pairs: readonly (readonly [unknown, unknown])[] = Array.isArray(raw)
    ? raw.filter(isJsonObject).map(entry => [entry['key'], entry['value']] as const)
    : isJsonObject(raw)
      ? Object.entries(raw as JsonObject)
      : [];
  return new Map(
    pairs.flatMap(([key, value]) =>
      typeof key === 'string' && typeof value === 'string' ? [[key, value] as const] : [],
    ),
  );
}
