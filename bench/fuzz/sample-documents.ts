import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/base/index.js';
import { parseDocument } from '../../src/catalog/openapi/parse-document.js';

// From the project's root, where fuzzing and tests are run: this file may be run from elsewhere, compiled.
const fixtures = join('src', 'catalog', 'openapi', 'fixtures');
const restbench = join('..', 'shared', 'data', 'restbench');

/**
 * Real documents to change: the test suite's, and RestBench's where that pack is, one for each of its paths with only
 * what that path refers to.
 */
export function sampleDocuments(): readonly JsonObject[] {
  const ours = readdirSync(fixtures).filter(name => /\.(?:json|ya?ml)$/.test(name) && name !== 'split.yaml');
  const packs = ['spotify.json', 'tmdb.json'].map(name => join(restbench, name)).filter(existsSync);
  return [...ours.map(name => read(join(fixtures, name))), ...packs.flatMap(path => byPath(read(path)))];
}

function read(path: string): JsonObject {
  const parsed = parseDocument(readFileSync(path, 'utf8'), path);
  return JSON.parse(JSON.stringify(parsed)) as JsonObject;
}

function byPath(document: JsonObject): readonly JsonObject[] {
  const { paths, components, ...rest } = document;
  if (!isJsonObject(paths)) return [];
  return Object.entries(paths).map(([path, item]) => {
    const used = reached(item, components);
    return { ...rest, paths: { [path]: item }, components: used };
  });
}

/** The components that a part of a document refers to, directly or not. */
function reached(part: JsonValue | undefined, components: JsonValue | undefined): JsonObject {
  const used: Record<string, Record<string, JsonValue>> = {};
  const pending = [part];
  while (pending.length > 0) {
    for (const [, kind = '', name = ''] of JSON.stringify(pending.pop() ?? null).matchAll(
      /"#\/components\/([^/"]+)\/([^/"]+)"/g,
    )) {
      const group = isJsonObject(components) ? components[kind] : undefined;
      const found = isJsonObject(group) ? group[name] : undefined;
      if (found === undefined || used[kind]?.[name] !== undefined) continue;
      used[kind] = { ...used[kind], [name]: found };
      pending.push(found);
    }
  }
  const schemes = isJsonObject(components) ? components['securitySchemes'] : undefined;
  return schemes === undefined ? used : { ...used, securitySchemes: schemes };
}
