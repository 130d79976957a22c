import { existsSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { UnknownName, UsageError } from '../../base/index.js';
import type { McpServer } from '../api.js';
import { commandWords } from './command-words.js';
import { type ConfiguredServer, readMcpConfig } from './mcp-config.js';

/** The servers that a source names. */
export interface McpSource {
  readonly servers: readonly ConfiguredServer[];
  /** Their names are the user's own, from a file; others were made up from the source. */
  readonly named: boolean;
  /** Every server of a file was asked for, so that their tools are kept apart. */
  readonly several: boolean;
}

/**
 * A source as users give it: an http(s) address, a configuration file (`mcp.json`, or `mcp.json#name` for one server of
 * it), or a command line. Variables before a command name what the program gets: `TOKEN=$TOKEN node server.mjs`.
 */
export async function mcpSource(source: string): Promise<McpSource> {
  const file = configFile(source);
  if (file !== undefined) return fromConfig(file.path, file.server);
  return { servers: [{ name: sourceName(source), server: serverOf(source) }], named: false, several: false };
}

async function fromConfig(path: string, name: string | undefined): Promise<McpSource> {
  const servers = await readMcpConfig(path);
  if (name === undefined) return { servers, named: true, several: true };
  const chosen = servers.filter(each => each.name === name);
  if (chosen.length > 0) return { servers: chosen, named: true, several: false };
  throw new UnknownName(
    `server in ${path}`,
    name,
    servers.map(each => each.name),
  );
}

function configFile(source: string): { readonly path: string; readonly server?: string } | undefined {
  const [, path = '', server] = /^(.*?\.json)(?:#(.+))?$/i.exec(source) ?? [];
  if (path === '' || isUrl(source) || (/\s/.test(path) && !existsSync(path))) return undefined;
  return server === undefined ? { path } : { path, server };
}

function serverOf(source: string): McpServer {
  if (isUrl(source)) {
    const { username, password } = new URL(source);
    if (username === '' && password === '') return { kind: 'http', url: source };
    throw new UsageError(
      'the address holds a user name or password, which would be stored; give a bearer token instead',
    );
  }
  const words = commandWords(source);
  const environment: string[] = [];
  let first = words.shift();
  while (first !== undefined && /^[A-Za-z_]\w*=/.test(first)) {
    environment.push(variableName(first));
    first = words.shift();
  }
  if (first === undefined) throw new UsageError('the command that starts the server is missing');
  return {
    kind: 'stdio',
    command: first,
    arguments: words,
    folder: resolve('.'),
    ...(environment.length > 0 && { environment: environment.sort() }),
  };
}

/** `TOKEN` of `TOKEN=$TOKEN`. A value would be stored, so only the name may be said. */
function variableName(assignment: string): string {
  const [, name = '', value] = /^(\w+)=\$\{?(\w+)\}?$/.exec(assignment) ?? [];
  if (name !== '' && name === value) return name;
  const given = assignment.slice(0, assignment.indexOf('='));
  throw new UsageError(`values are not stored; set ${given} in the environment and write ${given}=$${given}`);
}

/** Programs that start another, which is the one to name a server after. */
const runners = new Set([
  'npx',
  'bunx',
  'uvx',
  'pipx',
  'node',
  'bun',
  'deno',
  'python',
  'python3',
  'uv',
  'run',
  'docker',
]);

/** What a server is called before it has said so itself: the host, the name in the file, or the program. */
export function sourceName(source: string): string {
  if (isUrl(source)) return new URL(source).hostname.replace(/^(?:www|api|mcp)\.(?=.*\.)/, '');
  const file = configFile(source);
  if (file !== undefined) return file.server ?? stem(file.path);
  const words = commandWords(source).filter(word => !/^-|^[A-Za-z_]\w*=/.test(word));
  const telling = words.find(word => !runners.has(stem(word))) ?? words[0] ?? 'mcp';
  return stem(telling.replace(/(?<=.)@[^/@]*$/, ''));
}

function stem(path: string): string {
  const name = basename(path.replaceAll('\\', '/'));
  return name.slice(0, name.length - extname(name).length) || name;
}

function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}
