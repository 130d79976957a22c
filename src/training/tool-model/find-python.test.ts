import { describe, expect, it } from 'vitest';
import { ProgramNotFound, type ProgramResult } from '../../base/index.js';
import { findPython } from './find-python.js';

const reply = (installed: object): ProgramResult => ({
  exitCode: 0,
  stdout: JSON.stringify({ python: '3.11.7', wanted: { torch: '2.15.0', gguf: '0.19.0' }, installed }),
  stderr: '',
});
const all = reply({ torch: '2.15.0', gguf: '0.19.0' });
const broken: ProgramResult = { exitCode: 1, stdout: '', stderr: 'SyntaxError' };

const find = (there: Readonly<Record<string, ProgramResult>>, wanted?: string, env = {}) =>
  findPython({
    recipe: '/recipe',
    env,
    platform: 'linux',
    ...(wanted === undefined ? {} : { wanted }),
    run: async command => {
      const found = there[command];
      if (found === undefined) throw new ProgramNotFound(command);
      return found;
    },
  });

describe('findPython', () => {
  it('takes the active environment first, then the usual names', async () => {
    const there = { '/env/bin/python': all, python3: all, python: all };
    expect((await find(there, undefined, { VIRTUAL_ENV: '/env' })).command).toBe('/env/bin/python');
    expect((await find(there)).command).toBe('python3');
    expect((await find({ python3: broken, python: all })).command).toBe('python');
  });

  it('takes other versions and says which', async () => {
    expect(await find({ python3: reply({ torch: '2.14.1', gguf: '0.19.0' }) })).toEqual({
      command: 'python3',
      version: '3.11.7',
      otherVersions: ['torch 2.14.1 instead of 2.15.0'],
    });
  });

  it('says what to install where nothing has the packages', async () => {
    await expect(
      find({ python3: reply({ torch: null, gguf: null }), python: reply({ torch: null, gguf: '0.19.0' }) }),
    ).rejects.toThrow(
      'of the packages of python (Python 3.11.7), torch==2.15.0 is needed and not installed; try: python3 -m venv recipe-python' +
        ' && recipe-python/bin/python -m pip install -r "/recipe/requirements.txt", then name it with --python recipe-python/bin/python',
    );
    await expect(find({})).rejects.toThrow('Python 3.11 or newer is needed and not installed');
  });

  it('takes no other than the one that was named', async () => {
    await expect(find({ python3: all }, '/no/python')).rejects.toThrow('/no/python cannot be run as Python 3');
    expect((await find({ mine: all, python3: all }, 'mine')).command).toBe('mine');
  });
});
