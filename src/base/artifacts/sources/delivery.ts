import { open } from 'node:fs/promises';
import type { Clock } from '../../clock.js';
import { CapuchinError } from '../../errors.js';
import type { RunProgram } from '../../program.js';
import type { Random } from '../../random.js';
import type { ArtifactProgress } from '../artifact-cache.js';

/** What sources may use of the world. */
export interface SourceTools {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof fetch;
  readonly run: RunProgram;
  readonly clock: Clock;
  readonly random: Random;
}

/** Where a source has to put a file's content. Nobody trusts it before it is hashed. */
export interface Delivery {
  /** May hold the beginning of the content already. */
  readonly partialPath: string;
  /** The pinned size. A source stops when it is given more. */
  readonly bytes: number;
  /** An empty folder for this delivery alone, deleted afterwards. */
  readonly scratchFolder: string;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (stage: ArtifactProgress['stage'], done: number, total?: number) => void;
}

/**
 * Brings the content of one source to `partialPath`. Tells whether it continued what was there, in which case a wrong
 * hash may be the beginning's fault.
 */
export type Deliver<Source> = (
  source: Source,
  delivery: Delivery,
  tools: SourceTools,
) => Promise<{ readonly continued: boolean }>;

/** Writes a stream through to the disk, after the `start` bytes that the partial file has already. */
export async function writePartial(
  chunks: AsyncIterable<Uint8Array>,
  delivery: Delivery,
  stage: ArtifactProgress['stage'],
  start = 0,
): Promise<void> {
  const { partialPath, bytes, signal } = delivery;
  const file = await open(partialPath, start === 0 ? 'w' : 'a');
  try {
    let done = start;
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      if (done + chunk.length > bytes) throw new CapuchinError('wrong-size', `it is longer than ${bytes} bytes`);
      await file.writeFile(chunk);
      done += chunk.length;
      delivery.onProgress(stage, done);
    }
    if (done < bytes) throw new CapuchinError('cut-off', `it ended after ${done} of ${bytes} bytes`);
    await file.sync();
  } finally {
    await file.close();
  }
}
