import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** A server of its own for tests, in a temporary folder and reached over a socket in it. */
export interface TestPostgres {
  /** Makes an empty database; gives its address. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** The folder of the newest server's programs on this machine, or why there is none to use. */
export function findPostgres(): { readonly programs: string } | { readonly absent: string } {
  if (process.platform === 'win32') return { absent: 'no Unix sockets' };
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged) ? readdirSync(packaged).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map(version => join(packaged, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  const programs = folders.find(folder => ['initdb', 'pg_ctl', 'psql'].every(name => existsSync(join(folder, name))));
  if (programs === undefined) return { absent: 'Postgres not installed' };
  return process.getuid?.() === 0 && userToBe() === undefined ? { absent: 'no user but root' } : { programs };
}

/** Postgres refuses to run as root. */
function userToBe(): { readonly uid: number; readonly gid: number } | undefined {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }).toString());
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // no such user
    }
  }
  return undefined;
}

export async function startPostgres(programs: string): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-pg-'));
  const user = process.getuid?.() === 0 ? userToBe() : undefined;
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const run = (program: string, ...args: string[]) =>
    promisify(execFile)(join(programs, program), args, { ...user, cwd: folder });
  const data = join(folder, 'data');
  const stop = async () => {
    await run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
    rmSync(folder, { recursive: true, force: true });
  };
  await run('initdb', '-D', data, '-U', 'capuchin', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync');
  const options = `-c listen_addresses='' -c fsync=off -k ${folder}`;
  await run('pg_ctl', '-D', data, '-o', options, '-l', join(folder, 'log'), '-w', 'start');
  let made = 0;
  return {
    stop,
    async newDatabase() {
      made += 1;
      const name = `test_${made}`;
      await run('psql', '-h', folder, '-U', 'capuchin', '-d', 'postgres', '-c', `create database ${name}`);
      return `postgresql:///${name}?host=${encodeURIComponent(folder)}&user=capuchin`;
    },
  };
}
