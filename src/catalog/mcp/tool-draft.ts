import { isJsonObject } from '../../base/index.js';
import type { ApiDraft, McpServer, SourcePointer } from '../api.js';
import type { ImportItem } from '../importer.js';
import { baseName } from '../naming.js';
import { plainText } from '../openapi/plain-text.js';
import { toolSchema } from './tool-schema.js';

/** The server that tools are listed by, as their drafts need it. */
export interface ListingServer {
  readonly server: McpServer;
  /** What it is called, by the user or by itself. */
  readonly label: string;
  readonly provider: string;
  readonly instructions?: string;
  /** Stands before the tool's name in keys; empty where no other server's tools are in the collection. */
  readonly keyPrefix: string;
  /** What its annotations say counts. */
  readonly trusted: boolean;
  readonly uri: string;
}

const maxNameCharacters = 128;

/** A tool as its server lists it, as an item of an import. */
export function toolItem(tool: unknown, from: ListingServer): ImportItem {
  const name = isJsonObject(tool) ? tool['name'] : undefined;
  if (!isJsonObject(tool) || typeof name !== 'string' || name === '') {
    return refused({ uri: from.uri }, 'a tool without a name');
  }
  const source = { uri: from.uri, pointer: plainText(name, maxNameCharacters) };
  if (name.length > maxNameCharacters) return refused(source, `its name has more than ${maxNameCharacters} characters`);
  if (/[^\x21-\x7e]/.test(name)) return refused(source, 'its name has characters other than printable ASCII ones');
  const parameters = toolSchema(tool['inputSchema']);
  if ('refused' in parameters) return refused(source, `its input schema cannot be used: ${parameters.refused}`);
  const returns = toolSchema(tool['outputSchema']);
  const readOnly = from.trusted && saysReadOnly(tool);
  const instructions = plainText(from.instructions, 500);
  const draft: ApiDraft = {
    key: `${from.keyPrefix}${name}`,
    baseName: baseName(from.label, name),
    provider: from.provider,
    tool: from.label,
    ...(instructions !== '' && { toolDescription: instructions }),
    category: 'mcp',
    title: name,
    description: describe(tool),
    parameters: parameters.schema,
    ...('schema' in returns && { returns: returns.schema }),
    effect: readOnly ? 'read' : 'irreversible',
    examples: [],
    source,
    invocation: { kind: 'mcp', server: from.server, tool: name, ...(readOnly && { readOnly }) },
  };
  return { kind: 'api', draft };
}

/** Whether its annotations say that a tool changes nothing. Any server can say so of any tool. */
export function saysReadOnly(tool: unknown): boolean {
  const annotations = isJsonObject(tool) ? tool['annotations'] : undefined;
  return isJsonObject(annotations) && annotations['readOnlyHint'] === true;
}

/** The tool's description, or at least its title. */
function describe(tool: Readonly<Record<string, unknown>>): string {
  const annotations = isJsonObject(tool['annotations']) ? tool['annotations'] : {};
  const texts = [tool['description'], tool['title'], annotations['title']].map(text => plainText(text, 2_000));
  return texts.find(text => text !== '') ?? '';
}

function refused(source: SourcePointer, reason: string): ImportItem {
  return { kind: 'refused', source, reason };
}
