import { describe, expect, it } from 'vitest';
import { folders } from './folders.js';

const linux = { platform: 'linux', homeDir: '/home/ada' } as const;

describe('folders', () => {
  it('puts everything under CAPUCHIN_HOME when it is set', () => {
    const env = { CAPUCHIN_HOME: '/srv/capuchin', XDG_DATA_HOME: '/elsewhere' };
    expect(folders({ env, ...linux })).toEqual({
      data: '/srv/capuchin/data',
      cache: '/srv/capuchin/cache',
      config: '/srv/capuchin/config',
    });
  });

  it('makes a relative CAPUCHIN_HOME absolute, and takes an empty one as unset', () => {
    expect(folders({ env: { CAPUCHIN_HOME: 'here' }, ...linux }).data).toBe(`${process.cwd()}/here/data`);
    expect(folders({ env: { CAPUCHIN_HOME: '' }, ...linux }).data).toBe('/home/ada/.local/share/capuchin');
  });

  it('follows XDG, except for relative paths', () => {
    const env = { XDG_DATA_HOME: '/data', XDG_CACHE_HOME: 'relative' };
    expect(folders({ env, ...linux })).toEqual({
      data: '/data/capuchin',
      cache: '/home/ada/.cache/capuchin',
      config: '/home/ada/.config/capuchin',
    });
  });

  it('knows macOS and Windows', () => {
    expect(folders({ env: {}, platform: 'darwin', homeDir: '/Users/ada' })).toEqual({
      data: '/Users/ada/Library/Application Support/capuchin',
      cache: '/Users/ada/Library/Caches/capuchin',
      config: '/Users/ada/Library/Preferences/capuchin',
    });
    const env = { LOCALAPPDATA: 'C:\\Local' };
    expect(folders({ env, platform: 'win32', homeDir: 'C:\\Users\\ada' })).toEqual({
      data: 'C:\\Local\\capuchin\\data',
      cache: 'C:\\Local\\capuchin\\cache',
      config: 'C:\\Local\\capuchin\\config',
    });
  });
});
