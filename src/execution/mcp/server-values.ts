import { type McpServer, readConfiguredValues } from '../../catalog/index.js';
import { checkHeaderValue } from '../http/header-safety.js';
import { MissingVariable } from './mcp-failure.js';

/** The value of an environment variable; undefined when it is not set. */
export type EnvironmentLookup = (name: string) => string | undefined;

/** How a server is reached now: with the values that were only named when it was imported. */
export type ReachableServer = ReachableProgram | ReachableAddress;

export interface ReachableProgram {
  readonly kind: 'stdio';
  readonly command: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Texts that must not be shown. */
  readonly secrets: readonly string[];
}

export interface ReachableAddress {
  readonly kind: 'http';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Texts that must not be shown. */
  readonly secrets: readonly string[];
}

/** Variables that programs cannot do without and that tell them nothing: everything else is named by the user. */
const always = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR'];
const alwaysOnWindows = [
  ...['APPDATA', 'COMSPEC', 'HOMEDRIVE', 'HOMEPATH', 'LOCALAPPDATA', 'PATHEXT', 'PROCESSOR_ARCHITECTURE'],
  ...['PROGRAMDATA', 'PROGRAMFILES', 'SYSTEMDRIVE', 'SYSTEMROOT', 'TEMP', 'TMP', 'USERNAME', 'USERPROFILE', 'WINDIR'],
];

/** Shorter values are words, such as `true` or `debug`. */
const shortestSecret = 8;

/** Looks every value up that a server was imported without. Throws `MissingVariable`. */
export async function serverValues(server: McpServer, lookup: EnvironmentLookup): Promise<ReachableServer> {
  const { configured } = server;
  const written =
    configured === undefined
      ? { environment: {}, headers: {} }
      : await readConfiguredValues(configured.file, configured.server);
  const secrets = new Set<string>();

  /** A text with `${NAME}` replaced by values. */
  function expanded(text: string): string {
    return text.replace(/\$\{(\w+)\}/g, (_, name: string) => secret(needed(name)));
  }
  function needed(name: string): string {
    const value = lookup(name);
    if (value === undefined) throw new MissingVariable(name);
    return value;
  }
  function secret(value: string): string {
    if (value.length >= shortestSecret) secrets.add(value);
    return value;
  }
  function member(members: Readonly<Record<string, string>>, name: string): string | undefined {
    return Object.hasOwn(members, name) ? members[name] : undefined;
  }

  if (server.kind === 'http') {
    const headers: Record<string, string> = {};
    for (const name of server.headers ?? []) {
      const value = secret(expanded(member(written.headers, name) ?? needed(name)));
      checkHeaderValue(name, value);
      headers[name.toLowerCase()] = value;
    }
    return { kind: 'http', url: server.url, headers, secrets: [...secrets] };
  }
  const environment: Record<string, string> = {};
  for (const name of process.platform === 'win32' ? [...always, ...alwaysOnWindows] : always) {
    const value = lookup(name);
    if (value !== undefined) environment[name] = value;
  }
  for (const name of server.environment ?? []) {
    environment[name] = secret(expanded(member(written.environment, name) ?? needed(name)));
  }
  const { command, folder } = server;
  return {
    kind: 'stdio',
    command,
    arguments: server.arguments.map(expanded),
    folder,
    environment,
    secrets: [...secrets],
  };
}
