import { CapuchinError, isJsonObject, type JsonObject } from '../../base/index.js';
import { type References, references } from './references.js';
import { type Warnings, warnings } from './warnings.js';
import { wordOf } from './word-of.js';

export type OpenApiVersion = '2.0' | '3.0' | '3.1';

/** One description of an API as it was written. Upgrading it first would lose parts (docs/decisions/openapi-as-written.md). */
export interface OpenApiDocument {
  readonly version: OpenApiVersion;
  readonly root: JsonObject;
  readonly references: References;
  readonly warnings: Warnings;
  /** What the user named. */
  readonly uri: string;
  /** Where the document was fetched from, when that was http(s): relative server addresses start there. */
  readonly url?: string;
}

/** Throws `CapuchinError` with code `not-openapi`, saying what was found instead. */
export function openApiDocument(root: unknown, uri: string, url?: string): OpenApiDocument {
  const version = versionOf(root);
  if (version === undefined || !isJsonObject(root)) {
    throw new CapuchinError('not-openapi', `${uri} is no OpenAPI 2.0, 3.0 or 3.1 document: ${whatWasFound(root)}`);
  }
  const document = { version, root, references: references(root), warnings: warnings(), uri };
  return url === undefined ? document : { ...document, url };
}

/** Versions written as numbers (YAML's `swagger: 2.0`) count. Later 3.x versions are read as 3.1. */
function versionOf(root: unknown): OpenApiVersion | undefined {
  if (!isJsonObject(root)) return undefined;
  const { swagger, openapi } = root;
  if (/^3(\.0|$)/.test(wordOf(openapi))) return '3.0';
  if (/^3\.\d/.test(wordOf(openapi))) return '3.1';
  return /^2(\.0|$)/.test(wordOf(swagger)) ? '2.0' : undefined;
}

function whatWasFound(root: unknown): string {
  if (Array.isArray(root)) return `a list of ${root.length}`;
  if (!isJsonObject(root)) return root === undefined || root === null ? 'nothing' : `a ${typeof root}`;
  const { swagger, swaggerVersion, openapi, asyncapi } = root;
  if (openapi !== undefined) return `openapi ${brief(openapi)}`;
  if (swagger !== undefined || swaggerVersion !== undefined) return `swagger ${brief(swagger ?? swaggerVersion)}`;
  if (asyncapi !== undefined) return `asyncapi ${brief(asyncapi)}`;
  const keys = Object.keys(root);
  if (keys.length === 0) return 'an empty object';
  return `an object with ${keys.slice(0, 8).map(brief).join(', ')}${keys.length > 8 ? ', …' : ''}`;
}

function brief(value: unknown): string {
  const text = typeof value === 'object' ? typeof value : String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
