import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type CredentialFile, credentialFile } from './credential-file.js';
import type { StoredCredential } from './stored-credential.js';

const newFile = () => credentialFile(join(mkdtempSync(join(tmpdir(), 'capuchin-credentials-')), 'own', 'file.json'));
const posix = process.platform !== 'win32';

function credential(scheme: string, secret = 'very-secret'): StoredCredential {
  const content = { kind: 'secret', secret } as const;
  return { owner: 'a.example', scheme, origins: ['https://a.example'], addedAt: '2026-01-01T00:00:00.000Z', content };
}

/** A file with this text, its modes right. */
function written(text: string): CredentialFile {
  const file = newFile();
  mkdirSync(dirname(file.path), { mode: 0o700 });
  writeFileSync(file.path, text, { mode: 0o600 });
  return file;
}

describe('credentialFile', () => {
  it('is empty where there is no file, and makes none to look', async () => {
    const file = newFile();
    expect(await file.read()).toEqual([]);
    expect(readdirSync(dirname(dirname(file.path)))).toEqual([]);
  });

  it.runIf(posix)('is for its owner only, and leaves nothing else behind', async () => {
    const file = newFile();
    await file.update(before => [...before, credential('key')]);
    expect(await file.read()).toEqual([credential('key')]);
    expect((statSync(file.path).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(dirname(file.path)).mode & 0o777).toString(8)).toBe('700');
    expect(readdirSync(dirname(file.path))).toEqual(['file.json']);
    expect(JSON.parse(readFileSync(file.path, 'utf8'))).toMatchObject({ format: 'capuchin-credentials', version: 1 });
  });

  it.runIf(posix)('is refused when others can reach it', async () => {
    const file = newFile();
    await file.update(() => [credential('key')]);
    chmodSync(file.path, 0o640);
    await expect(file.read()).rejects.toMatchObject({
      code: 'credentials-exposed',
      message: expect.stringContaining(`(mode 0640), so no credential in it is used`),
    });
    await expect(file.update(() => [])).rejects.toMatchObject({ code: 'credentials-exposed' });
    chmodSync(file.path, 0o600);
    chmodSync(dirname(file.path), 0o755);
    await expect(file.read()).rejects.toThrow(`run: chmod 700 ${dirname(file.path)}`);
  });

  it('is not written when nothing changes, and stays what it was when a change fails', async () => {
    const file = newFile();
    await file.update(() => [credential('key')]);
    const before = statSync(file.path).ino;
    await file.update(same => same);
    await expect(file.update(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(statSync(file.path).ino).toBe(before);
    expect(await file.read()).toEqual([credential('key')]);
  });

  it.each([
    ['no JSON', '{"secret', 'it is no JSON'],
    ['another file', '{"a":1}', 'it is no file of credentials'],
    ['a later version', '{"format":"capuchin-credentials","version":2}', 'its version is 2, and this program knows 1'],
    ['no list', '{"format":"capuchin-credentials","version":1}', 'it has no list of credentials'],
    [
      'an odd credential',
      JSON.stringify({
        format: 'capuchin-credentials',
        version: 1,
        credentials: [credential('key'), { ...credential('odd'), content: { kind: 'magic', secret: 'very-secret' } }],
      }),
      'its credential number 2 is none',
    ],
  ])('says what is wrong with %s, without quoting it', async (_name, text, why) => {
    const failed = await written(text)
      .read()
      .catch((thrown: Error) => thrown);
    expect(failed).toMatchObject({
      code: 'bad-credentials',
      message: expect.stringContaining(`cannot be read: ${why};`),
    });
    expect((failed as Error).message).not.toContain('secret');
  });

  it('keeps what two processes write at once', { timeout: 60_000 }, async () => {
    const file = newFile();
    const jiti = fileURLToPath(new URL('../../../node_modules/jiti/lib/jiti-cli.mjs', import.meta.url));
    const script = join(dirname(dirname(file.path)), 'write.ts');
    const module = fileURLToPath(new URL('./credential-file.ts', import.meta.url));
    writeFileSync(
      script,
      `import { credentialFile } from ${JSON.stringify(module)};
       const [path = '', name = ''] = process.argv.slice(2);
       for (let i = 0; i < 5; i++) {
         await credentialFile(path).update(before => [...before, {
           owner: 'a', scheme: name + i, origins: [], addedAt: 'now', content: { kind: 'secret', secret: name },
         }]);
       }`,
    );
    const run = promisify(execFile);
    await Promise.all(['x', 'y'].map(name => run(process.execPath, [jiti, script, file.path, name])));
    const schemes = (await file.read()).map(({ scheme }) => scheme).toSorted();
    expect(schemes).toEqual(['x0', 'x1', 'x2', 'x3', 'x4', 'y0', 'y1', 'y2', 'y3', 'y4']);
  });
});
