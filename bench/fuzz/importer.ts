import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { CapuchinError, type JsonObject, type JsonValue } from '../../src/base/index.js';
import { wholeDrafts } from '../../src/catalog/collect-apis.js';
import { type ApiDraft, type ImportItem, isLegalName } from '../../src/catalog/index.js';
import { openapi } from '../../src/catalog/openapi/openapi.js';
import { expectThat, fuzzProperty } from './fuzz-property.js';
import { hostileJson, hostileText } from './hostile-text.js';
import { sampleDocuments } from './sample-documents.js';

/** One change of a document: what is done, where (a number of a place in it, in depth-first order), and with what. */
interface Mutation {
  readonly how: 'replace' | 'remove' | 'rename' | 'refer' | 'copy' | 'wrap';
  readonly place: number;
  readonly other: number;
  readonly text: string;
  readonly value: fc.JsonValue;
}

const words = [
  ...['openapi', 'swagger', 'info', 'title', 'version', 'paths', 'components', 'definitions', 'schemas', 'parameters'],
  ...['get', 'post', 'put', 'delete', 'operationId', 'summary', 'description', 'tags', 'requestBody', 'responses'],
  ...['content', 'application/json', 'multipart/form-data', 'schema', 'type', 'object', 'array', 'string', 'integer'],
  ...['properties', 'required', 'items', 'allOf', 'oneOf', 'anyOf', 'not', 'enum', 'const', 'pattern', 'format'],
  ...['$ref', '$defs', '$id', '$schema', '$anchor', '$dynamicRef', 'nullable', 'discriminator', 'additionalProperties'],
  ...['name', 'in', 'path', 'query', 'header', 'cookie', 'body', 'formData', 'style', 'explode', 'servers', 'url'],
  ...['variables', 'default', 'security', 'securitySchemes', 'apiKey', 'oauth2', 'flows', 'example', 'examples'],
  ...['minimum', 'exclusiveMinimum', 'maxLength', 'multipleOf', 'uniqueItems', 'readOnly', 'writeOnly', 'xml'],
  ...['/pets', '/pets/{id}', '#/components/schemas/Pet', '#', '#/', '#/paths', '3.0.0', '3.1.0', '2.0', '200'],
];

const spec = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words) }, { weight: 1, arbitrary: hostileText() });

const mutation: fc.Arbitrary<Mutation> = fc.record({
  how: fc.constantFrom('replace', 'remove', 'rename', 'refer', 'copy', 'wrap'),
  place: fc.nat(),
  other: fc.nat(),
  text: spec,
  value: fc.oneof(spec, hostileJson()),
});

/** A document made of a specification's words and nothing else. */
const random: fc.Arbitrary<fc.JsonValue> = fc.letrec<{ value: fc.JsonValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    spec,
    fc.array(fc.tuple(spec, tie('value')), { maxLength: 6 }).map(entries => Object.fromEntries(entries)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.oneof(fc.integer(), fc.boolean(), fc.constant(null)),
  ),
})).value;

const randomDocument = fc
  .record({ paths: random, components: random, definitions: random, servers: random })
  .map(parts => ({ openapi: '3.1.0', info: { title: 'Random', version: '1' }, ...parts }));

/** The text of a document, and perhaps broken where it was cut. */
function documentText(): fc.Arbitrary<string> {
  const samples = sampleDocuments();
  const mutated = fc
    .tuple(fc.constantFrom(...samples), fc.array(mutation, { maxLength: 6 }))
    .map(([document, mutations]) => mutations.reduce(mutate, document as JsonValue));
  const text = fc.oneof(
    { weight: 8, arbitrary: mutated.map(document => JSON.stringify(document)) },
    { weight: 2, arbitrary: randomDocument.map(document => JSON.stringify(document)) },
  );
  const torn = fc.tuple(text, fc.nat(), fc.nat({ max: 30 }), hostileText()).map(([whole, at, length, inserted]) => {
    const from = at % (whole.length + 1);
    return whole.slice(0, from) + inserted + whole.slice(from + length);
  });
  return fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: torn });
}

export const importer = fuzzProperty<string>({
  name: 'importer',
  law: 'any document is read or refused with a reason, and everything read has a legal name and a schema that compiles',
  arbitrary: documentText,
  async check(text, count) {
    const items = await itemsOf(text);
    if (items === undefined) return count('documents refused');
    count('documents read');
    const keys = new Set<string>();
    for (const item of items) {
      count(item.kind);
      if (item.kind === 'refused') {
        expectThat(item.reason !== '', () => 'a refusal without a reason');
        expectThat(!/^cannot be compiled/.test(item.reason), () => item.reason);
      }
    }
    for await (const draft of wholeDrafts(each(items))) checkDraft(draft, keys);
  },
});

/** What the importer makes of a document; nothing when it says in its own words that it is none. */
async function itemsOf(text: string): Promise<readonly ImportItem[] | undefined> {
  const items: ImportItem[] = [];
  try {
    for await (const item of openapi().read('-', { stdin: each([Buffer.from(text)]) })) items.push(item);
    return items;
  } catch (thrown) {
    if (thrown instanceof CapuchinError) return undefined;
    throw thrown;
  }
}

function checkDraft(draft: ApiDraft, keys: Set<string>): void {
  const { key, baseName, otherNames = [], parameters, returns } = draft;
  expectThat(key !== '' && !keys.has(key), () => `the key ${key} is empty or another's`);
  keys.add(key);
  for (const name of [baseName, ...otherNames]) expectThat(isLegalName(name), () => `${name} is not legal`);
  expectThat(
    parameters['type'] === 'object',
    () => `${key}: its parameters are of type ${JSON.stringify(parameters['type'])}`,
  );
  compile(parameters, `${key}: its parameters`);
  if (returns !== undefined) compile(returns, `${key}: what it returns`);
  JSON.stringify(draft);
}

/** Texts of schemas that compiled: most of a document's stay as they were when it is changed in one place. */
const compiled = new Set<string>();
const maxRemembered = 50_000;

function compile(schema: JsonObject, what: string): void {
  const text = JSON.stringify(schema);
  if (compiled.has(text)) return;
  if (compiled.size > maxRemembered) compiled.clear();
  try {
    new Ajv2020({ strict: false, validateFormats: false, logger: false, code: { optimize: false } }).compile(
      JSON.parse(text) as object,
    );
  } catch (thrown) {
    throw new Error(`${what} cannot be compiled: ${String(thrown)}; ${text.slice(0, 2_000)}`, { cause: thrown });
  }
  compiled.add(text);
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T, void, void> {
  yield* items;
}

/** A copy of a document with one change. */
function mutate(document: JsonValue, { how, place, other, text, value }: Mutation): JsonValue {
  const places = pointersOf(document);
  const at = places[place % places.length];
  if (at === undefined || at.length === 0) return document;
  const pointer = places[other % places.length] ?? [];
  const copy = structuredClone(document) as JsonValue;
  const key = at.at(-1) ?? '';
  const parent = valueAt(copy, at.slice(0, -1)) as Record<string, JsonValue>;
  const set = (name: string, member: JsonValue) =>
    Object.defineProperty(parent, name, { value: member, enumerable: true, configurable: true, writable: true });
  switch (how) {
    case 'replace':
      set(key, value as JsonValue);
      break;
    case 'remove':
      delete parent[key];
      break;
    case 'rename': {
      const member = parent[key] ?? null;
      if (Array.isArray(parent)) break;
      delete parent[key];
      set(text, member);
      break;
    }
    case 'refer':
      set(key, { $ref: `#/${pointer.map(token => token.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}` });
      break;
    case 'copy':
      set(key, structuredClone(valueAt(document, pointer)) as JsonValue);
      break;
    case 'wrap':
      set(key, { [text]: parent[key] ?? null });
      break;
    default:
      how satisfies never;
  }
  return copy;
}

function pointersOf(value: JsonValue): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const visit = (node: JsonValue, at: readonly string[]) => {
    found.push(at);
    if (typeof node !== 'object' || node === null) return;
    for (const [key, member] of Object.entries(node)) visit(member as JsonValue, [...at, key]);
  };
  visit(value, []);
  return found;
}

function valueAt(value: JsonValue, pointer: readonly string[]): JsonValue {
  return pointer.reduce<JsonValue>((node, key) => (node as JsonObject)[key] as JsonValue, value);
}
