import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CapuchinError, isJsonObject, type JsonValue, messageOf, UsageError } from '../../base/index.js';
import type { SourcePointer } from '../api.js';
import { collectionNameFrom } from '../collection-name.js';
import type { Importer, ImportItem, ImportOptions } from '../importer.js';
import { baseName } from '../naming.js';

/** The published list has 17 kB. */
const maxBytes = 20_000_000;

/** MetaTool's tools: one JSON object of names with their descriptions. Nothing is said of arguments. The key is the name. */
export const metatoolImporter: Importer = {
  name: 'metatool',
  accepts: 'a .json file of MetaTool tools, name to description (- for standard input)',
  defaultCollection: source => collectionNameFrom(basename(source).replace(/\.json$/, '')),
  async *read(source, options = {}) {
    const tools = await readTools(source, options);
    if (!isJsonObject(tools)) throw unreadable(source, 'expected an object of names with their descriptions');
    for (const [name, description] of Object.entries(tools)) {
      yield itemOf(name, description, { uri: source, pointer: `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}` });
    }
  },
};

function itemOf(name: string, description: JsonValue, source: SourcePointer): ImportItem {
  if (name === '') return { kind: 'refused', source, reason: 'a tool must have a name' };
  if (typeof description !== 'string') return { kind: 'refused', source, reason: 'its description must be a text' };
  return {
    kind: 'api',
    draft: {
      key: name,
      baseName: baseName(name),
      provider: 'MetaTool',
      tool: '',
      category: '',
      title: name,
      description,
      parameters: { type: 'object', properties: {} },
      // Nobody knows what a tool does that is only described.
      effect: 'irreversible',
      examples: [],
      source,
      invocation: { kind: 'code', language: 'text', code: name },
    },
  };
}

async function readTools(source: string, { stdin }: ImportOptions): Promise<JsonValue> {
  if (source === '-' && stdin === undefined) throw new UsageError('"-" reads standard input, and none was given');
  try {
    if (source !== '-' && (await stat(source)).size > maxBytes) throw new Error(`it is larger than ${maxBytes} bytes`);
    const bytes = source === '-' && stdin !== undefined ? await buffer(stdin) : await readFile(source);
    return JSON.parse(bytes.toString('utf8')) as JsonValue;
  } catch (thrown) {
    throw unreadable(source, messageOf(thrown), thrown);
  }
}

function unreadable(source: string, reason: string, cause?: unknown): CapuchinError {
  return new CapuchinError('unreadable-file', `cannot read ${source}: ${reason}`, { cause });
}
