import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findProjectFile, findUserFile, readConfigFile } from './config-file.js';

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-config-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('findProjectFile', () => {
  it('looks upward as far as the folder that holds .git', () => {
    const folder = folderWith({
      'capuchin.config.json': '{}',
      'a/b/x': '',
      'repository/.git/HEAD': '',
      'repository/c/x': '',
      'own/.git/HEAD': '',
      'own/capuchin.config.mjs': '',
    });
    expect(findProjectFile(join(folder, 'a/b'))).toBe(join(folder, 'capuchin.config.json'));
    expect(findProjectFile(join(folder, 'repository/c'))).toBeUndefined();
    expect(findProjectFile(join(folder, 'own'))).toBe(join(folder, 'own/capuchin.config.mjs'));
    expect(findUserFile(join(folder, 'a'))).toBeUndefined();
  });

  it('refuses to choose between two', () => {
    const folder = folderWith({ 'capuchin.config.json': '{}', 'capuchin.config.ts': '' });
    expect(() => findProjectFile(folder)).toThrow(`${folder} has both capuchin.config.ts and capuchin.config.json`);
  });
});

describe('readConfigFile', () => {
  const typescript = 'interface C { model: string }\nconst config: C = { model: "m" };\nexport default config;\n';

  it.each([
    ['capuchin.config.json', '\uFEFF{"model":"m"}'],
    ['capuchin.config.ts', typescript],
    ['capuchin.config.mts', typescript],
    ['capuchin.config.mjs', 'export default { model: "m" };'],
    ['capuchin.config.js', 'module.exports = { model: "m" };'],
  ])('reads %s', async (name, text) => {
    const path = join(folderWith({ [name]: text }), name);
    expect(await readConfigFile(path)).toEqual({ path, values: { model: 'm' } });
  });

  it.each([
    ['capuchin.config.json', '{"model":}', /config\.json: not JSON from column 10 on/],
    ['capuchin.config.json', '[]', /config\.json must hold an object/],
    ['capuchin.config.mjs', 'export const model = 1;', /config\.mjs must have as its default export an object/],
    ['capuchin.config.ts', 'throw new Error("broken")', /cannot read .*config\.ts: broken/],
  ])('says what is wrong with %s: %s', async (name, text, message) => {
    await expect(readConfigFile(join(folderWith({ [name]: text }), name))).rejects.toThrow(message);
  });

  it('names a file that is not there', async () => {
    await expect(readConfigFile('/nowhere/capuchin.config.json')).rejects.toThrow('cannot read /nowhere/capuchin');
  });
});
