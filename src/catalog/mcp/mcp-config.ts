import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CapuchinError, isJsonObject, type JsonObject, messageOf } from '../../base/index.js';
import type { McpServer } from '../api.js';

/** A server as an entry of a configuration file names it, or why that entry cannot be used. */
export type ConfiguredServer =
  | { readonly name: string; readonly server: McpServer }
  | { readonly name: string; readonly refused: string };

/** Variables and headers of an entry, as written in the file. */
export interface ConfiguredValues {
  readonly environment: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

const maxBytes = 5_000_000;

/**
 * The entries of a configuration file of the usual form, `{ "mcpServers": { name: { command, args, env } | { url,
 * headers } } }`, in the file's order; `servers` in place of `mcpServers` does as well.
 */
export async function readMcpConfig(path: string): Promise<readonly ConfiguredServer[]> {
  const file = resolve(path);
  const entries = Object.entries(await readEntries(file));
  if (entries.length === 0) throw new CapuchinError('unreadable-source', `${path} names no server`);
  return entries.map(([name, entry]) => configuredServer(name, entry, file));
}

/** What an entry says of values now; nothing when the file or the entry is not there any more. */
export async function readConfiguredValues(file: string, server: string): Promise<ConfiguredValues> {
  const nothing = { environment: {}, headers: {} };
  const entries = await readEntries(file).catch(() => ({})); // a value that is missing is told of by its name
  const entry = Object.hasOwn(entries, server) ? (entries as JsonObject)[server] : undefined;
  if (!isJsonObject(entry)) return nothing;
  return { environment: textMembers(entry['env']), headers: textMembers(entry['headers']) };
}

async function readEntries(file: string): Promise<JsonObject> {
  let parsed: unknown;
  try {
    const text = await readFile(file, 'utf8');
    if (text.length > maxBytes) throw new Error(`it is longer than ${maxBytes} characters`);
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (thrown) {
    throw new CapuchinError('unreadable-source', `${file} cannot be read: ${messageOf(thrown)}`, { cause: thrown });
  }
  const entries = isJsonObject(parsed) ? (parsed['mcpServers'] ?? parsed['servers']) : undefined;
  if (isJsonObject(entries)) return entries;
  throw new CapuchinError('unreadable-source', `${file} has no "mcpServers", which names servers`);
}

function configuredServer(name: string, entry: unknown, file: string): ConfiguredServer {
  if (!isJsonObject(entry)) return { name, refused: 'it is not an object' };
  const { command, args = [], url, cwd, type } = entry;
  const configured = { file, server: name };
  if (typeof url === 'string') {
    if (type === 'sse')
      return { name, refused: 'it speaks the older SSE transport; only streamable HTTP is spoken here' };
    if (!/^https?:\/\//i.test(url)) return { name, refused: `its url is not an http(s) address: ${url}` };
    const headers = Object.keys(textMembers(entry['headers'])).sort();
    return { name, server: { kind: 'http', url, ...(headers.length > 0 && { headers, configured }) } };
  }
  if (typeof command !== 'string' || command === '') return { name, refused: 'it has neither a command nor a url' };
  if (!isTexts(args)) return { name, refused: 'its args are not a list of texts' };
  const environment = Object.keys(textMembers(entry['env'])).sort();
  const folder = resolve(typeof cwd === 'string' ? cwd : '.');
  return {
    name,
    server: {
      kind: 'stdio',
      command,
      arguments: args,
      folder,
      ...(environment.length > 0 && { environment, configured }),
    },
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(each => typeof each === 'string');
}

function textMembers(value: unknown): Record<string, string> {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((member): member is [string, string] => typeof member[1] === 'string'),
  );
}
