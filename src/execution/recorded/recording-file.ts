import { existsSync, statSync } from 'node:fs';
import { CapuchinError, type Clock, openJsonlWriter, withFileLock } from '../../base/index.js';
import { callKeys } from './call-key.js';
import { belongsIn, type Cassette, type Holds, makeSalt } from './cassette.js';
import { headerOf, readCassette } from './read-cassette.js';
import type { Recording } from './recording.js';
import { scrubRecording } from './scrub-recording.js';
import { secretKeeper } from './secret-keeper.js';

export interface RecordingFile {
  readonly path: string;
  /** What it held when it was opened. */
  readonly cassette: Cassette;
  /** For `recording`. The line is handed to the operating system before it resolves: a killed process loses none of it. */
  readonly keep: (recording: Recording) => Promise<void>;
  /** Waits for the disk and lets others write. May be called twice. */
  close(): Promise<void>;
}

export interface RecordingFileOptions {
  readonly holds?: Holds;
  /** Values that must never be written; asked for at each line. */
  readonly secrets?: () => Iterable<string>;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
}

/**
 * Opens a file of recordings to add to, and makes it when there is none. One process at a time: it holds the lock file
 * `<path>.lock` until it is closed.
 *
 * Secrets are not written. Values of `secrets`, in any spelling, become `[secret]` wherever they stand; so does what
 * stands under a secret's name (`password`, `access_token`, `set-cookie`), and the same value elsewhere from then on. A
 * call whose arguments lost something keeps the key it is found by; see `callKeys` for what that key gives away.
 *
 * A call that is recorded anew replaces what older openings of the file recorded of it; the same call made several times
 * in one opening is kept as often, in order.
 *
 * @throws CapuchinError `recordings-in-use` when another process is writing it, `bad-recordings` when it is something
 * else or holds the other kind, `unwritable-file`.
 */
export async function openRecordingFile(path: string, options: RecordingFileOptions = {}): Promise<RecordingFile> {
  const release = await lock(path, options);
  try {
    return await openLocked(path, options, release);
  } catch (thrown) {
    await release();
    throw thrown;
  }
}

async function openLocked(path: string, options: RecordingFileOptions, release: () => Promise<void>) {
  const { holds = 'calls' } = options;
  const isNew = !existsSync(path) || statSync(path).size === 0;
  const cassette: Cassette = isNew ? { holds, salt: makeSalt(), recordings: [] } : await readCassette(path);
  if (cassette.holds !== holds) {
    throw new CapuchinError('bad-recordings', `${path} holds ${cassette.holds}, and ${holds} need a file of their own`);
  }
  const secrets = secretKeeper(options.secrets);
  const keyOf = callKeys(cassette.salt, secrets.scrubKnown);
  const outdated = new Set<string>();
  for (const { api, arguments: args, key } of cassette.recordings) outdated.add(key ?? (await keyOf(api, args)));
  const writer = openJsonlWriter(path, { append: true });
  if (isNew) writer.write(headerOf(cassette));

  let closed = false;
  return {
    path,
    cassette,
    async keep(made: Recording) {
      const { provenance } = made.observation;
      if (!belongsIn(holds, provenance)) {
        throw new CapuchinError('bad-recordings', `${path} holds ${holds}, and the observation is ${provenance}`);
      }
      const key = await keyOf(made.api, made.arguments);
      const { recording, argumentsHeldSecrets } = scrubRecording(made, secrets);
      const replaces = outdated.delete(key);
      writer.write({
        ...recording,
        ...(argumentsHeldSecrets ? { key } : {}),
        ...(replaces ? { replaces } : {}),
      });
    },
    async close() {
      if (closed) return;
      closed = true;
      writer.sync();
      writer.close();
      await release();
    },
  };
}

/** Takes the file's lock; gives what lets go of it. Never waits for another process. */
async function lock(path: string, { clock, signal }: RecordingFileOptions): Promise<() => Promise<void>> {
  let letGo = () => {};
  const wanted = new Promise<void>(resolve => {
    letGo = resolve;
  });
  let held: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    held = withFileLock(
      `${path}.lock`,
      async () => {
        resolve();
        await wanted;
      },
      {
        ...(clock === undefined ? {} : { clock }),
        ...(signal === undefined ? {} : { signal }),
        onWait: () => {
          throw new CapuchinError('recordings-in-use', `${path} is being written by another process; use another file`);
        },
      },
    );
    held.catch(reject);
  });
  return () => {
    letGo();
    return held;
  };
}
