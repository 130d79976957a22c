import type { HttpInvocation, HttpSecurity } from '../api.js';
import { isPartOfSignature } from './aws-signature.js';
import type { OpenApiDocument } from './document.js';
import { openapi3Parts } from './openapi3-parts.js';
import type { OperationParts, OperationPlace, ParameterPart } from './operation-parts.js';
import { securityOf } from './security.js';
import { swagger2Parts } from './swagger2-parts.js';

/** The parts of an operation with the parameters that can travel, and the credentials it needs. */
export interface SendableParts extends OperationParts {
  readonly security: HttpInvocation['security'];
}

/** Headers that are not for callers to set: the connection's, and those that body, reply and credentials decide. */
const ownHeaders = new Set(
  `accept accept-encoding authorization connection content-encoding content-length content-type cookie expect host
  keep-alive proxy-authorization proxy-connection set-cookie te trailer transfer-encoding upgrade via`.split(/\s+/),
);

/** By the operation as it is written; an operation that several paths refer to is kept for the last of them. */
const known = new WeakMap<OperationPlace['operation'], { readonly path: string; readonly parts: SendableParts }>();

/** The parts of an operation that is looked at for the sake of another: those found before, where it was compiled already. */
export function siblingParts(document: OpenApiDocument, place: OperationPlace): SendableParts {
  const found = known.get(place.operation);
  return found?.path === place.path ? found.parts : partsOf(document, place);
}

export function sendableParts(document: OpenApiDocument, place: OperationPlace): SendableParts {
  const parts = partsOf(document, place);
  known.set(place.operation, { path: place.path, parts });
  return parts;
}

function partsOf(document: OpenApiDocument, place: OperationPlace): SendableParts {
  const parts = document.version === '2.0' ? swagger2Parts(document, place) : openapi3Parts(document, place);
  const security = withAuthorizationHeader(securityOf(document, place), parts.parameters);
  return { ...parts, parameters: sendable(document, place, parts.parameters, security), security };
}
/** The parameters that can travel: every name of the path has one, and none sets what is not for callers to set. */
function sendable(
  document: OpenApiDocument,
  { path, pointer }: OperationPlace,
  parameters: readonly ParameterPart[],
  security: HttpInvocation['security'],
): readonly ParameterPart[] {
  const inTemplate = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map(match => match[1] ?? ''));
  const secrets = new Set(security.flat().map(({ in: where, name }) => `${where} ${name?.toLowerCase()}`));
  const kept = parameters.filter(({ name, in: where }) => {
    if (where === 'header' && ownHeaders.has(name.toLowerCase())) return false;
    if (where === 'header' && isPartOfSignature(name, security)) return false;
    if (secrets.has(`${where} ${name.toLowerCase()}`)) return false;
    if (where !== 'path' || inTemplate.has(name)) return true;
    document.warnings.add('a path parameter that is not in the path was left out', pointer);
    return false;
  });
  const declared = new Set(kept.filter(parameter => parameter.in === 'path').map(({ name }) => name));
  // In the query that a path may bring along, a name can also stand for a query parameter.
  const inQuery = new Set(kept.filter(parameter => parameter.in === 'query').map(({ name }) => name));
  const [beforeQuery = ''] = path.split('?', 1);
  const missing = [...inTemplate].filter(
    name => !declared.has(name) && (beforeQuery.includes(`{${name}}`) || !inQuery.has(name)),
  );
  if (missing.length > 0) document.warnings.add('a name in a path has no parameter and is taken as text', pointer);
  const added = missing.map(
    (name): ParameterPart => ({
      name,
      in: 'path',
      style: 'simple',
      explode: false,
      required: true,
      schema: { type: 'string' },
    }),
  );
  return [...kept, ...added];
}

/** Documents without security that ask for an `Authorization` header ask for a credential, not for an argument. */
function withAuthorizationHeader(
  security: HttpInvocation['security'],
  parameters: readonly ParameterPart[],
): HttpInvocation['security'] {
  if (security.length > 0) return security;
  const header = parameters.find(({ name, in: where }) => where === 'header' && name.toLowerCase() === 'authorization');
  if (header === undefined) return security;
  const credential: HttpSecurity = { scheme: 'Authorization', type: 'apiKey', in: 'header', name: 'Authorization' };
  return header.required ? [[credential]] : [[credential], []];
}
