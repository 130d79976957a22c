import { posix, win32 } from 'node:path';

/** Where this user's things lie. None of the folders need exist. */
export interface Folders {
  /** What cannot be fetched again: collections, runs. */
  readonly data: string;
  /** What can: artifacts, indexes. */
  readonly cache: string;
  readonly config: string;
}

export interface FoldersInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homeDir: string;
}

/**
 * Everything under `CAPUCHIN_HOME` when that is set; otherwise where the platform wants it (XDG folders, `~/Library`,
 * `%LOCALAPPDATA%`).
 *
 * Source: XDG Base Directory Specification 0.8, which also has relative paths in its variables ignored.
 */
export function folders({ env, platform, homeDir }: FoldersInput): Folders {
  const { join, resolve, isAbsolute } = platform === 'win32' ? win32 : posix;
  const under = (parent: string): Folders => ({
    data: join(parent, 'data'),
    cache: join(parent, 'cache'),
    config: join(parent, 'config'),
  });

  const home = env['CAPUCHIN_HOME'];
  if (home !== undefined && home !== '') return under(resolve(home));

  if (platform === 'win32') return under(join(env['LOCALAPPDATA'] || join(homeDir, 'AppData', 'Local'), 'capuchin'));

  if (platform === 'darwin') {
    const library = join(homeDir, 'Library');
    return {
      data: join(library, 'Application Support', 'capuchin'),
      cache: join(library, 'Caches', 'capuchin'),
      config: join(library, 'Preferences', 'capuchin'),
    };
  }

  const xdg = (variable: string, ...otherwise: string[]) => {
    const value = env[variable] ?? '';
    return join(isAbsolute(value) ? value : join(homeDir, ...otherwise), 'capuchin');
  };
  return {
    data: xdg('XDG_DATA_HOME', '.local', 'share'),
    cache: xdg('XDG_CACHE_HOME', '.cache'),
    config: xdg('XDG_CONFIG_HOME', '.config'),
  };
}
