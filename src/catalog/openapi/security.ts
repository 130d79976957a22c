import { isJsonObject } from '../../base/index.js';
import type { HttpSecurity } from '../api.js';
import type { OpenApiDocument } from './document.js';
import type { OperationPlace } from './operation-parts.js';

type Alternatives = readonly (readonly HttpSecurity[])[];

/** The credentials an operation needs, as alternatives; its own list replaces the document's. */
export function securityOf(document: OpenApiDocument, { operation }: OperationPlace): Alternatives {
  const given = operation['security'] ?? document.root['security'];
  const list = Array.isArray(given) ? given : isJsonObject(given) ? [given] : [];
  return list.filter(isJsonObject).map(alternative =>
    Object.entries(alternative).map(([scheme, scopes]) => {
      const names = Array.isArray(scopes) ? scopes.filter((scope): scope is string => typeof scope === 'string') : [];
      return { ...schemeOf(document, scheme), ...(names.length === 0 ? {} : { scopes: names }) };
    }),
  );
}

/** A scheme that is misspelt, missing or of an unknown kind survives as `other`, so that nobody calls without it. */
function schemeOf(document: OpenApiDocument, scheme: string): HttpSecurity {
  const table =
    document.version === '2.0'
      ? document.root['securityDefinitions']
      : isJsonObject(document.root['components'])
        ? document.root['components']['securitySchemes']
        : undefined;
  const known = isJsonObject(table) && Object.hasOwn(table, scheme) ? table[scheme] : undefined;
  const raw = document.references.follow(known);
  if (!isJsonObject(raw)) return { scheme, type: 'other' };
  const type = String(raw['type']).toLowerCase();
  const kind = type === 'http' ? String(raw['scheme']).toLowerCase() : type;
  if (kind === 'apikey') return apiKey(scheme, raw);
  if (kind === 'basic' || kind === 'bearer' || kind === 'oauth2') return { scheme, type: kind };
  if (kind === 'openidconnect') return { scheme, type: 'openIdConnect' };
  return { scheme, type: 'other', name: kind.slice(0, 100) };
}

function apiKey(scheme: string, raw: { readonly [key: string]: unknown }): HttpSecurity {
  const { in: where, name } = raw;
  if (typeof name !== 'string' || name === '') return { scheme, type: 'other' };
  if (where !== 'query' && where !== 'header' && where !== 'cookie') return { scheme, type: 'other', name };
  return { scheme, type: 'apiKey', in: where, name };
}
