import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { CapuchinError, isJsonObject, type JsonObject, type JsonValue, messageOf } from '../../../base/index.js';
import type { EvaluationContent, EvaluationFunction, EvaluationRequest } from './evaluation-content.js';

/** What is read of each evaluation: its files by their place in the folder of packs, and what they ask and offer. */
interface Pack {
  readonly suite: string;
  readonly files: RegExp;
  readonly read: (row: JsonObject) => Partial<Found>;
}

interface Found {
  readonly texts: readonly JsonValue[];
  readonly functions: readonly Omit<EvaluationFunction, 'suite'>[];
  readonly providers: readonly string[];
}

const packs: readonly Pack[] = [
  { suite: 'bfcl', files: /^bfcl\/(?!ast-)[a-z_]+\.jsonl$/, read: bfclRow },
  {
    suite: 'bfcl',
    files: /^bfcl\/multi_turn_func_doc\/.+\.json$/,
    read: row => ({ functions: [schemaFunction(row)] }),
  },
  {
    suite: 'taskbench',
    files: /^taskbench\/(?:.+\.dev|gold_sample)\.jsonl$/,
    read: row => ({ texts: [row['instruction'] ?? null, row['user_request'] ?? null] }),
  },
  { suite: 'taskbench', files: /^taskbench\/.+\.tool_desc\.json$/, read: taskbenchTools },
  { suite: 'toolalpaca', files: /^toolalpaca\/eval_.+\.json$/, read: toolalpacaApi },
  { suite: 'restbench', files: /^restbench\/[a-z]+\.json$/, read: row => ({ texts: [row['query'] ?? null] }) },
  { suite: 'restbench', files: /^restbench\/specs\/.+\.json$/, read: row => ({ providers: providersOf(row) }) },
  {
    suite: 'apibank',
    files: /^apibank\/dialogues\/.+\.jsonl$/,
    read: row => (row['role'] === 'User' ? { texts: [row['text'] ?? null] } : {}),
  },
  {
    suite: 'apibank',
    files: /^apibank\/apis.*\.json$/,
    read: row => ({ functions: [namedFunction(row['name'], row['input_parameters'])] }),
  },
  { suite: 'apibench', files: /^apibench\/questions\.jsonl$/, read: row => ({ texts: [row['text'] ?? null] }) },
  { suite: 'toolbench', files: /^toolbench\/queries.*\.jsonl$/, read: row => ({ texts: [row['query'] ?? null] }) },
  {
    suite: 'sealtools',
    files: /^toolcalls\/sealtools\.test.*\.jsonl$/,
    read: row => ({ texts: [row['query'] ?? null] }),
  },
];

/**
 * What the evaluation packs in a folder ask and offer; packs that are not there add nothing.
 *
 * @throws CapuchinError `unreadable-file`.
 */
export async function readEvaluationPacks(folder: string): Promise<EvaluationContent> {
  const requests: EvaluationRequest[] = [];
  const functions: EvaluationFunction[] = [];
  const providers = new Set<string>();
  const paths = await filesBelow(folder);
  for (const { suite, files, read } of packs) {
    for (const path of paths.filter(each => files.test(each))) {
      for (const row of await rowsOf(join(folder, path))) {
        const { texts = [], functions: offered = [], providers: hosts = [] } = read(row);
        for (const text of texts) if (typeof text === 'string' && text.trim() !== '') requests.push({ suite, text });
        functions.push(...offered.filter(({ name }) => name !== '').map(each => ({ suite, ...each })));
        for (const host of hosts) providers.add(host);
      }
    }
  }
  return { requests, functions, providers: [...providers] };
}

async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter(each => each.isFile())
    .map(each => relative(folder, join(each.parentPath, each.name)).split(sep).join('/'))
    .sort();
}

/** Rows of a file of one value a line, of one array, or of one value alone. */
async function rowsOf(path: string): Promise<JsonObject[]> {
  try {
    const text = await readFile(path, 'utf8');
    const isLines = path.endsWith('.jsonl') || path.includes('multi_turn_func_doc');
    const values: JsonValue = isLines
      ? text
          .split('\n')
          .filter(line => line.trim() !== '')
          .map(line => JSON.parse(line) as JsonValue)
      : (JSON.parse(text) as JsonValue);
    return (Array.isArray(values) ? values : [values as JsonValue]).filter(isJsonObject);
  } catch (thrown) {
    throw new CapuchinError('unreadable-file', `cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

function bfclRow({ question, function: offered }: JsonObject): Partial<Found> {
  const messages = asArray(question).flatMap(asArray).filter(isJsonObject);
  return {
    texts: messages.filter(({ role }) => role === 'user').map(({ content }) => content ?? null),
    functions: asArray(offered).filter(isJsonObject).map(schemaFunction),
  };
}

function schemaFunction({ name, parameters }: JsonObject): Omit<EvaluationFunction, 'suite'> {
  return namedFunction(name, isJsonObject(parameters) ? parameters['properties'] : undefined);
}

function namedFunction(name: JsonValue | undefined, parameters: JsonValue | undefined) {
  return {
    name: typeof name === 'string' ? name : '',
    parameters: isJsonObject(parameters) ? Object.keys(parameters) : [],
  };
}

/** Tools whose arguments are not listed are known by what goes in and out, which is no signature. */
function taskbenchTools({ nodes }: JsonObject): Partial<Found> {
  const functions = asArray(nodes)
    .filter(isJsonObject)
    .filter(({ parameters }) => Array.isArray(parameters))
    .map(({ id, parameters }) => ({
      name: typeof id === 'string' ? id : '',
      parameters: asArray(parameters).flatMap(each => (isJsonObject(each) ? String(each['name']) : [])),
    }));
  return { functions };
}

function toolalpacaApi({ Instructions: texts, Function_Description: described }: JsonObject): Partial<Found> {
  const functions = Object.entries(isJsonObject(described) ? described : {}).flatMap(([name, text]) => {
    const written = /^Parameters: (\{.*\})$/m.exec(String(text))?.[1];
    return written === undefined
      ? []
      : [{ name, parameters: [...written.matchAll(/"(\w+)": "/g)].map(([, each]) => each ?? '') }];
  });
  return { texts: asArray(texts), functions };
}

/** `https://api.example.com/v1` → `example.com`. */
function providersOf({ servers }: JsonObject): string[] {
  return asArray(servers).flatMap(server => {
    const url = isJsonObject(server) ? String(server['url']) : '';
    return URL.canParse(url) ? [new URL(url).hostname.split('.').slice(-2).join('.')] : [];
  });
}

function asArray(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
