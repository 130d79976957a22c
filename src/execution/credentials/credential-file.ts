import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CapuchinError, isJsonObject, type JsonValue, withFileLock } from '../../base/index.js';
import { isStoredCredential, type StoredCredential } from './stored-credential.js';

/** The file credentials are kept in. Only its owner can read it, and it is refused when others can. */
export interface CredentialFile {
  readonly path: string;
  /** Empty when there is no file. Throws `credentials-exposed`, `bad-credentials`. */
  read(): Promise<readonly StoredCredential[]>;
  /** Replaces all by what `change` makes of them, one process at a time; nothing is written when it gives the same list back. */
  update(change: (before: readonly StoredCredential[]) => Updated | Promise<Updated>): Promise<Updated>;
}

type Updated = readonly StoredCredential[];

const format = 'capuchin-credentials';
const version = 1;

/** The folder of `path` must be for this file alone: it is made for its owner only, and refused when it is not. */
export function credentialFile(path: string): CredentialFile {
  const file: CredentialFile = {
    path,
    async read() {
      await refuseExposed(dirname(path), '700');
      await refuseExposed(path, '600');
      const text = await readFile(path, 'utf8').catch(unlessThere);
      return text === undefined ? [] : credentialsIn(text, path);
    },
    async update(change) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      return withFileLock(`${path}.lock`, async () => {
        const before = await file.read();
        const after = await change(before);
        if (after !== before)
          await replace(path, `${JSON.stringify({ format, version, credentials: after }, null, 1)}\n`);
        return after;
      });
    },
  };
  return file;
}

/** Windows keeps a user's files from other users by other means than these bits. */
async function refuseExposed(path: string, mode: string): Promise<void> {
  if (process.platform === 'win32') return;
  const found = await stat(path).catch(unlessThere);
  if (found === undefined || (found.mode & 0o077) === 0) return;
  const open = (found.mode & 0o777).toString(8).padStart(4, '0');
  throw new CapuchinError(
    'credentials-exposed',
    `other users of this machine can reach ${path} (mode ${open}), so no credential in it is used; ` +
      `change those that may have been seen, then run: chmod ${mode} ${path}`,
  );
}

function unlessThere(thrown: NodeJS.ErrnoException): undefined {
  if (thrown.code !== 'ENOENT') throw thrown;
  return undefined;
}

function credentialsIn(text: string, path: string): readonly StoredCredential[] {
  const value = parsed(text, path);
  if (!isJsonObject(value) || value['format'] !== format) throw bad(path, 'it is no file of credentials');
  if (value['version'] !== version)
    throw bad(path, `its version is ${value['version']}, and this program knows ${version}`);
  const list = value['credentials'];
  if (!Array.isArray(list)) throw bad(path, 'it has no list of credentials');
  const odd = list.findIndex(each => !isStoredCredential(each));
  if (odd !== -1) throw bad(path, `its credential number ${odd + 1} is none`);
  return list as unknown as readonly StoredCredential[];
}

function parsed(text: string, path: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw bad(path, 'it is no JSON'); // without the parser's message, which quotes what it read
  }
}

function bad(path: string, why: string): CapuchinError {
  return new CapuchinError('bad-credentials', `${path} cannot be read: ${why}; mend it, or remove it and start anew`);
}

/** At once: whoever reads sees all of the old text or all of the new. */
async function replace(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, path);
  } catch (thrown) {
    await rm(draft, { force: true });
    throw thrown;
  }
}
