import { appendFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../base/index.js';
import { sampleApi } from '../executor.contract.js';
import type { Observation } from '../observation.js';
import { readCassette, readRecordings } from './read-cassette.js';
import { recorded } from './recorded.js';
import type { Recording } from './recording.js';
import { openRecordingFile } from './recording-file.js';

const newPath = () => join(mkdtempSync(join(tmpdir(), 'capuchin-recordings-')), 'calls.jsonl');
const login = sampleApi({ name: 'login' });
const seen: Observation = { status: 'ok', body: '18', value: 18, provenance: 'live', elapsedMs: 12, coerced: [] };
const made = (args: JsonObject, observation: Observation = seen): Recording => ({
  api: login.id,
  arguments: args,
  observation,
});
const giving = (value: JsonValue): Observation => ({
  ...seen,
  body: typeof value === 'string' ? value : JSON.stringify(value, null, 2),
  value,
});

async function write(path: string, recordings: readonly Recording[], secrets: readonly string[] = []) {
  const file = await openRecordingFile(path, { secrets: () => secrets });
  for (const recording of recordings) await file.keep(recording);
  await file.close();
}

async function read(path: string): Promise<Recording[]> {
  const found: Recording[] = [];
  for await (const recording of readRecordings(path)) found.push(recording);
  return found;
}

describe('a file of recordings', () => {
  it('names format, version and kind, and is added to', async () => {
    const path = newPath();
    await write(path, [made({ city: 'Oslo' })]);
    await write(path, [made({ city: 'Rome' })]);
    const [header, ...lines] = readFileSync(path, 'utf8').split('\n');
    expect(JSON.parse(header ?? '')).toEqual({
      format: 'capuchin-recordings',
      version: 2,
      holds: 'calls',
      salt: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(lines).toHaveLength(3);
    expect(await read(path)).toEqual([made({ city: 'Oslo' }), made({ city: 'Rome' })]);
  });

  it('has each call on the file as soon as it is kept', async () => {
    const path = newPath();
    const file = await openRecordingFile(path);
    await file.keep(made({}));
    expect(await read(path)).toEqual([made({})]);
    await file.close();
  });

  it('lets a call that is recorded anew replace what was there, and keeps its repetitions', async () => {
    const path = newPath();
    await write(path, [made({}, giving('old')), made({}, giving('older'))]);
    await write(path, [made({}, giving('new')), made({}, giving('newer'))]);
    const executor = recorded(await readCassette(path));
    const said = [await executor.call(login, {}), await executor.call(login, {})];
    expect(said.map(each => each.status === 'ok' && each.body)).toEqual(['new', 'newer']);
  });

  it('passes over a last line that was cut off by a kill, and writes on after it', async () => {
    const path = newPath();
    await write(path, [made({})]);
    appendFileSync(path, '{"api":"samples/lo');
    expect(await read(path)).toEqual([made({})]);
    await write(path, [made({ a: 1 })]);
    expect(await read(path)).toEqual([made({}), made({ a: 1 })]);
  });

  it('is written by one at a time', async () => {
    const path = newPath();
    const first = await openRecordingFile(path);
    await expect(openRecordingFile(path)).rejects.toMatchObject({
      code: 'recordings-in-use',
      message: `${path} is being written by another process; use another file`,
    });
    await first.keep(made({}));
    await first.close();
    await first.close();
    await write(path, [made({ a: 1 })]);
    expect(await read(path)).toHaveLength(2);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('is taken over from a process that died', async () => {
    const path = newPath();
    writeFileSync(`${path}.lock`, `999999999 ${hostname()} dead`);
    await write(path, [made({})]);
    expect(await read(path)).toEqual([made({})]);
  });

  it('holds calls or simulations, never both', async () => {
    const path = newPath();
    const simulated: Observation = { ...seen, provenance: 'simulated' };
    const calls = await openRecordingFile(path);
    await expect(calls.keep(made({}, simulated))).rejects.toThrow('holds calls, and the observation is simulated');
    await calls.close();
    await expect(openRecordingFile(path, { holds: 'simulations' })).rejects.toThrow(
      `${path} holds calls, and simulations need a file of their own`,
    );
    const other = newPath();
    const simulations = await openRecordingFile(other, { holds: 'simulations' });
    await simulations.keep(made({}, simulated));
    await expect(simulations.keep(made({}))).rejects.toThrow('holds simulations, and the observation is live');
    await simulations.close();
    expect(await read(other)).toEqual([made({}, simulated)]);
  });

  const header = '{"format":"capuchin-recordings","version":2,"holds":"calls","salt":"aa"}';
  it.each([
    ['', 'is not a file of recordings'],
    ['{"format":"other"}\n', 'is not a file of recordings'],
    ['{"format":"capuchin-recordings","version":9}\n', 'has version 9; this program reads 2'],
    ['{"format":"capuchin-recordings","version":2,"holds":"all"}\n', 'must say what it holds'],
    [`${header}\n[]\n`, ':2 is no recording'],
    [`${header}\n{"api":"a","arguments":{},"observation":{"status":"ok"}}\n`, ':2 is no recording; it needs api'],
    [
      `${header}\n${JSON.stringify(made({}, { ...seen, provenance: 'simulated' }))}\n`,
      ':2 is simulated, and the file says that it holds calls',
    ],
    [
      `${header}\n${JSON.stringify(made({}, { ...seen, provenance: 'recorded' }))}\n`,
      ':2 is recorded, and the file says that it holds calls',
    ],
    [`${header}\n{bad\n`, ':2: '],
  ])('is refused, with the place, when it is something else: %j', async (text, message) => {
    const path = newPath();
    writeFileSync(path, text);
    await expect(read(path)).rejects.toThrow(message);
  });
});

describe('secrets', () => {
  it('are not written, and the call is found with them all the same', async () => {
    const path = newPath();
    const args = { user: 'jane', password: 'correct horse', deep: [{ api_key: 12345678 }] };
    const observation = giving({
      token: 'abcdef-123456',
      note: 'correct horse is your password',
      next_page_token: 'p2',
    });
    await write(path, [made(args, observation)]);
    const text = readFileSync(path, 'utf8');
    for (const secret of ['correct horse', '12345678', 'abcdef-123456']) expect(text).not.toContain(secret);
    const executor = recorded(await readCassette(path));
    const value = { token: '[secret]', note: '[secret] is your password', next_page_token: 'p2' };
    expect(await executor.call(login, args)).toEqual({ ...giving(value), provenance: 'recorded' });
    await expect(executor.call(login, { ...args, password: 'battery staple' })).rejects.toThrow(
      /"password":"\[secret\]".* differs in a secret$/,
    );
  });

  it('that a replayed reply no longer holds are not missed by the call that sends them', async () => {
    const path = newPath();
    const use = { token: 'abcdef-123456', query: '?access=abcdef-123456' };
    await write(path, [made({ user: 'jane' }, giving({ token: 'abcdef-123456' })), made(use)]);
    const executor = recorded(await readCassette(path));
    const first = await executor.call(login, { user: 'jane' });
    expect(first).toMatchObject({ value: { token: '[secret]' } });
    const second = await executor.call(login, { token: '[secret]', query: '?access=[secret]' });
    expect(second).toEqual({ ...seen, provenance: 'recorded' });
    expect(readFileSync(path, 'utf8')).not.toContain('abcdef');
  });

  it('are taken out of what else there was of a reply', async () => {
    const path = newPath();
    const reply = { value: { token: 'abcdef-123456' }, nextUrl: 'https://h/?api_key=hunter2xyz&page=2' };
    await write(path, [{ ...made({}), reply }]);
    expect((await read(path))[0]?.reply).toEqual({
      value: { token: '[secret]' },
      nextUrl: 'https://h/?api_key=[secret]&page=2',
    });
  });

  it.each<[string, string]>([
    ['{"user": 1, "password": "hunter2xyz", "a": [', '{"user": 1, "password": "[secret]", "a": ['],
    ['{"session": {"access_token": {"v": "hunter2xyz", "n": [1', '{"session": {"access_token": "[secret]"'],
    ['{"token": "hunter2xy', '{"token": "[secret]"'],
    [
      '<login><user>jane</user><password>hunter2xyz</password></login>',
      '<login><user>jane</user><password>[secret]</password></login>',
    ],
    ['user=jane&password=hunter2xyz&x=1', 'user=jane&password=[secret]&x=1'],
    ['HTTP 200\nset-cookie: hunter2xyz; Path=/\nage: 3', 'HTTP 200\nset-cookie: [secret]\nage: 3'],
    ['curl -H "X: Bearer hunter2xyz"', 'curl -H "X: Bearer [secret]"'],
  ])('are taken out of texts that are no JSON: %s', async (body, stored) => {
    const path = newPath();
    const cut: Observation = { status: 'ok', body, fullLength: 999, provenance: 'live', elapsedMs: 1, coerced: [] };
    await write(path, [made({}, cut)]);
    expect((await read(path))[0]?.observation).toMatchObject({ body: stored });
  });

  it('that were looked up stand nowhere in the file, in no spelling', async () => {
    // The end makes it no part of what recordings are written with.
    const secret = fc.string({ minLength: 8, maxLength: 40 }).map(text => `${text}~7q`);
    const place = fc.constantFrom('argument', 'name', 'reply', 'url', 'base64', 'reason', 'nested text');
    await fc.assert(
      fc.asyncProperty(secret, fc.array(place, { minLength: 1, maxLength: 4 }), async (secret, places) => {
        const path = newPath();
        await write(
          path,
          places.map(at => hiding(secret, at)),
          [secret],
        );
        const lines = readFileSync(path, 'utf8')
          .split('\n')
          .slice(1)
          .filter(line => line !== '');
        expect(lines).toHaveLength(places.length);
        for (const line of lines) {
          const { key: _key, ...stored } = JSON.parse(line) as Record<string, unknown>;
          const texts = textsIn(stored as JsonValue).join('\n');
          for (const spelt of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
            expect(texts).not.toContain(spelt);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('under a secret name stand nowhere in the file', async () => {
    const name = fc.constantFrom('password', 'access_token', 'apiKey', 'Set-Cookie', 'authorization', 'client_secret');
    const secret = fc.stringMatching(/^[A-Za-z0-9+/_.-]{8,30}$/);
    await fc.assert(
      fc.asyncProperty(name, secret, fc.boolean(), async (name, secret, inReply) => {
        const path = newPath();
        const holder = { list: [{ [name]: secret }], about: `it is ${secret}.` };
        await write(path, [inReply ? made({ q: secret }, giving(holder)) : made(holder, giving(`so ${secret}`))]);
        expect(readFileSync(path, 'utf8')).not.toContain(secret);
      }),
      { numRuns: 40 },
    );
  });
});

function hiding(secret: string, at: string): Recording {
  switch (at) {
    case 'argument':
      return made({ q: `x ${secret} y` });
    case 'name':
      return made({ [secret]: 1 });
    case 'reply':
      return made({}, giving({ a: [secret] }));
    case 'url':
      return made({}, giving(`https://h/?k=${encodeURIComponent(secret)}`));
    case 'base64':
      return made({}, giving({ a: Buffer.from(secret).toString('base64') }));
    case 'reason':
      return made(
        {},
        { status: 'failed', reason: `no ${secret}`, provenance: 'live', elapsedMs: 1, coerced: [secret] },
      );
    default:
      return made({}, giving(JSON.stringify({ a: secret })));
  }
}

function textsIn(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsIn(member as JsonValue)]);
}
