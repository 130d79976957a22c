// Views and tools of every operation of the corpus: tokens of the views, and whether each tool is one that a vendor takes.
// npm run bench -- tool-schemas [--corpus <package.tgz>] [--each <n>] [--json]
import { specTypeSchemas } from '@modelcontextprotocol/client';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import {
  type Api,
  anthropicTool,
  isJsonObject,
  type JsonSchema,
  type JsonValue,
  mcpTool,
  openaiTool,
  promptView,
  promptViewTokens,
  undescribed,
} from '../src/index.js';
import { corpusDocuments, corpusOptions } from './corpus.js';
import { type Figure, report } from './machine.js';

/** What looks like a special token is text like any other. */
const plainText = { disallowedSpecial: new Set<string>() };
const maxCharacters = 20_000;
const sizes = ['signature', 'short', 'full'] as const;
/** Keywords that OpenAI's strict mode refuses. */
const notStrict = ['allOf', 'oneOf', 'not', 'if', 'default', 'patternProperties', 'uniqueItems', 'minProperties'];
const ajv = new Ajv2020({ strict: false });

const tokens: Record<(typeof sizes)[number], number[]> = { signature: [], short: [], full: [] };
const toolCharacters: number[] = [];
const wrong = new Map<string, string[]>();
let operations = 0;
let made = 0;
let cut = 0;

const { path, each } = await corpusOptions();
for await (const { apis } of corpusDocuments(path, each)) {
  for (const api of apis) {
    operations += 1;
    if (api.description.startsWith(undescribed)) made += 1;
    for (const size of sizes) tokens[size].push(countTokens(promptView(api, size), plainText));
    for (const problem of await problemsOf(api)) {
      const places = wrong.get(problem);
      if (places === undefined) wrong.set(problem, [api.id]);
      else places.push(api.id);
    }
  }
}

async function problemsOf(api: Api): Promise<string[]> {
  const openai = openaiTool(api);
  const strict = openaiTool(api, { strict: true });
  const anthropic = anthropicTool(api);
  const mcp = mcpTool(api);
  const { parameters } = openai.function;
  const text = JSON.stringify(parameters);
  toolCharacters.push(text.length);
  if (text.length < JSON.stringify(api.parameters).length && text.includes('…')) cut += 1;
  return [
    ...named('openai', openai.function.name, openai.function.description),
    ...named('mcp', mcp.name, mcp.description),
    ...schemaProblems('openai', parameters),
    ...schemaProblems('openai strict', strict.function.parameters),
    ...strictProblems(strict.function.parameters),
    ...schemaProblems('anthropic', anthropic.input_schema),
    ...schemaProblems('mcp input', mcp.inputSchema),
    ...(mcp.outputSchema === undefined ? [] : schemaProblems('mcp output', mcp.outputSchema)),
    ...(await mcpProblems(mcp)),
  ];
}

function named(what: string, name: string, description: string): string[] {
  return [
    ...(/^[a-zA-Z0-9_-]{1,64}$/.test(name) ? [] : [`${what}: illegal name`]),
    ...(description.length >= 1 && description.length <= 1_024 ? [] : [`${what}: description too long or missing`]),
  ];
}

function schemaProblems(what: string, schema: JsonSchema): string[] {
  const isValid = ajv.validateSchema(schema) === true;
  const isObject = schema['type'] === 'object' && isJsonObject(schema['properties']);
  const combined = ['allOf', 'anyOf', 'oneOf', 'not', 'enum', '$ref'].some(keyword => Object.hasOwn(schema, keyword));
  return [
    ...(isValid ? [] : [`${what}: no JSON Schema 2020-12: ${ajv.errorsText(ajv.errors).slice(0, 100)}`]),
    ...(isObject && !combined ? [] : [`${what}: not an object with members at its top`]),
    ...(JSON.stringify(schema).length <= maxCharacters ? [] : [`${what}: longer than ${maxCharacters} characters`]),
    ...(refersOnlyWithin(schema) ? [] : [`${what}: a reference leads nowhere`]),
  ];
}

/** Looks at every object that could be a schema, also at those that are values; a value named `$ref` would be told. */
function refersOnlyWithin(root: JsonSchema): boolean {
  const { $defs } = root;
  const known = new Set(Object.keys(isJsonObject($defs) ? $defs : {}).map(name => `#/$defs/${name}`));
  const visit = (value: JsonValue): boolean => {
    if (Array.isArray(value)) return value.every(visit);
    if (!isJsonObject(value)) return true;
    const { $ref } = value;
    return (typeof $ref !== 'string' || known.has($ref)) && Object.values(value).every(visit);
  };
  return visit(root);
}

/** What OpenAI's strict mode refuses: open objects, optional members, other keywords. */
function strictProblems(root: JsonSchema): string[] {
  const found = new Set<string>();
  const visit = (schema: JsonValue): void => {
    if (!isJsonObject(schema)) return;
    for (const keyword of notStrict) if (Object.hasOwn(schema, keyword)) found.add(`strict: has ${keyword}`);
    const { type, properties, required, additionalProperties, items, anyOf, $defs, $ref } = schema;
    if ($ref !== undefined && Object.keys(schema).length > 1) found.add('strict: a reference with siblings');
    if (type === undefined && anyOf === undefined && $ref === undefined) found.add('strict: a schema without a type');
    const members = isJsonObject(properties) ? properties : {};
    if (type === 'object') {
      if (additionalProperties !== false) found.add('strict: an open object');
      const names = Array.isArray(required) ? required : [];
      if (Object.keys(members).some(name => !names.includes(name))) found.add('strict: an optional member');
    }
    for (const member of Object.values(members)) visit(member);
    if (items !== undefined) visit(items);
    for (const one of Array.isArray(anyOf) ? anyOf : []) visit(one);
    for (const definition of Object.values(isJsonObject($defs) ? $defs : {})) visit(definition);
  };
  visit(root);
  return [...found];
}

/** By the schema of the protocol's own package. */
async function mcpProblems(tool: object): Promise<string[]> {
  const result = await specTypeSchemas.Tool['~standard'].validate(tool);
  return result.issues === undefined ? [] : [`mcp: ${result.issues[0]?.message}`];
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

const figures: Figure[] = [{ what: 'operations', value: operations, unit: '' }];
for (const size of sizes) {
  const within = tokens[size].filter(count => count <= promptViewTokens[size]).length;
  figures.push(
    { what: `${size} view: p50`, value: quantile(tokens[size], 0.5), unit: 'tokens' },
    { what: `${size} view: p99`, value: quantile(tokens[size], 0.99), unit: 'tokens' },
    {
      what: `${size} view: max`,
      value: quantile(tokens[size], 1),
      unit: 'tokens',
      target: `<= ${promptViewTokens[size]}`,
    },
    { what: `${size} view: within its limit`, value: (100 * within) / operations, unit: '%', target: '>= 100' },
  );
}
const badOperations = new Set([...wrong.values()].flat()).size;
figures.push(
  { what: 'arguments of a tool: p50', value: quantile(toolCharacters, 0.5), unit: 'characters' },
  { what: 'arguments of a tool: p99', value: quantile(toolCharacters, 0.99), unit: 'characters' },
  {
    what: 'arguments of a tool: max',
    value: quantile(toolCharacters, 1),
    unit: 'characters',
    target: `<= ${maxCharacters}`,
  },
  { what: 'tools of which something was cut', value: (100 * cut) / operations, unit: '%' },
  { what: 'operations whose description was made', value: (100 * made) / operations, unit: '%' },
  {
    what: 'operations whose tools are all valid',
    value: (100 * (operations - badOperations)) / operations,
    unit: '%',
    target: '>= 100',
  },
);
report('tool-schemas', figures);
for (const [problem, ids] of [...wrong].sort((a, b) => b[1].length - a[1].length)) {
  console.error(`${String(ids.length).padStart(6)}  ${problem}  ${ids.slice(0, 2).join('  ')}`);
}
