// A reader of OpenAPI 3 documents that shares nothing with the importer: what a request of an operation must look like.
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/index.js';

export interface DocumentedParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Media type, for parameters that have `content`. */
  readonly content?: string;
}

export interface DocumentedOperation {
  readonly method: string;
  readonly path: string;
  /** Absolute or relative, variables at their defaults. */
  readonly servers: readonly string[];
  readonly parameters: readonly DocumentedParameter[];
  readonly body?: {
    readonly required: boolean;
    /** Media type → its media type object. */
    readonly content: Readonly<Record<string, JsonObject>>;
  };
}

/** The operation that a JSON pointer leads to. */
export function documentedOperation(root: JsonObject, pointer: string): DocumentedOperation {
  const [, path = '', method = ''] = pointer.replace(/^#\//, '').split('/').map(unescaped);
  const item = objectAt(root, at(root, pointer.split('/').slice(0, 3).join('/')));
  const operation = objectAt(root, item[method]);
  const body = operation['requestBody'] === undefined ? undefined : objectAt(root, operation['requestBody']);
  return {
    method: method.toUpperCase(),
    path,
    servers: serversOf([operation, item, root]),
    parameters: parametersOf(root, [item, operation]),
    ...(body === undefined ? {} : { body: { required: body['required'] === true, content: contentOf(root, body) } }),
  };
}

/** Names of the parameters that carry credentials, as `place name` in lower case. */
export function credentialPlaces(root: JsonObject): ReadonlySet<string> {
  const components = objectAt(root, root['components'] ?? {});
  const schemes = Object.values(objectAt(root, components['securitySchemes'] ?? {}));
  return new Set(
    schemes.map(raw => {
      const scheme = objectAt(root, raw);
      return `${String(scheme['in'])} ${String(scheme['name']).toLowerCase()}`;
    }),
  );
}

function parametersOf(root: JsonObject, levels: readonly JsonObject[]): readonly DocumentedParameter[] {
  const found = new Map<string, DocumentedParameter>();
  for (const level of levels) {
    for (const raw of listAt(root, level['parameters'])) {
      const parameter = objectAt(root, raw);
      const { name, in: place } = parameter;
      if (typeof name !== 'string' || name === '' || typeof place !== 'string') continue;
      const style = String(parameter['style'] ?? (place === 'query' || place === 'cookie' ? 'form' : 'simple'));
      const content = Object.keys(objectAt(root, parameter['content'] ?? {}))[0];
      const { explode = style === 'form' } = parameter;
      found.set(`${place} ${name}`, {
        name,
        in: place,
        required: String(parameter['required']) === 'true',
        style,
        explode: String(explode) === 'true',
        allowReserved: String(parameter['allowReserved']) === 'true',
        ...(content === undefined ? {} : { content }),
      });
    }
  }
  return [...found.values()];
}

function contentOf(root: JsonObject, body: JsonObject): Readonly<Record<string, JsonObject>> {
  const content = objectAt(root, body['content'] ?? {});
  return Object.fromEntries(Object.entries(content).map(([type, media]) => [type, objectAt(root, media)]));
}

/** Of the nearest level that has any. */
function serversOf(levels: readonly JsonObject[]): readonly string[] {
  for (const { servers } of levels) {
    if (!Array.isArray(servers) || servers.length === 0) continue;
    return servers.filter(isJsonObject).map(({ url, variables }) => {
      const named = isJsonObject(variables) ? variables : {};
      return String(url).replace(/\{([^}]*)\}/g, (whole, name: string) => {
        const variable = named[name];
        return isJsonObject(variable) && variable['default'] !== undefined ? String(variable['default']) : whole;
      });
    });
  }
  return ['/'];
}

/** An object of the document, references followed. */
export function objectAt(root: JsonObject, value: JsonValue | undefined): JsonObject {
  let found = value;
  for (let i = 0; i < 50 && isJsonObject(found) && typeof found['$ref'] === 'string'; i += 1) {
    found = at(root, found['$ref']);
  }
  return isJsonObject(found) ? found : {};
}

function listAt(root: JsonObject, value: JsonValue | undefined): readonly JsonValue[] {
  const found = isJsonObject(value) && typeof value['$ref'] === 'string' ? at(root, value['$ref']) : value;
  return Array.isArray(found) ? found : [];
}

function at(root: JsonObject, pointer: string): JsonValue | undefined {
  let found: JsonValue | undefined = root;
  for (const token of pointer.split('/').slice(1).map(unescaped)) {
    found = (found as Readonly<Record<string, JsonValue>> | undefined)?.[token];
  }
  return found;
}

function unescaped(token: string): string {
  const plain = /%[0-9a-f]{2}/i.test(token) ? tryDecode(token) : token;
  return plain.replaceAll('~1', '/').replaceAll('~0', '~');
}

function tryDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that is only one
  }
}
