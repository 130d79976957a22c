import { open } from 'node:fs/promises';
import { join } from 'node:path';
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

/** What a source has to bring, and where to. Nobody trusts it before it is hashed. */
export interface Delivery {
  /** The pinned size. A source stops when it is given more. */
  readonly bytes: number;
  /** An empty folder for this delivery alone, deleted afterwards. */
  readonly scratchFolder: string;
  /** Outlives failed deliveries: may hold the beginning of the content from an earlier one. */
  readonly partialPath: string;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (stage: ArtifactProgress['stage'], done: number, total?: number) => void;
}

export interface Delivered {
  /** The whole content, in the scratch folder or at `partialPath`. */
  readonly path: string;
  /** Whether its beginning was there already, in which case a wrong hash may be the beginning's fault. */
  readonly continued: boolean;
}

export type Deliver<Source> = (source: Source, delivery: Delivery, tools: SourceTools) => Promise<Delivered>;

/** Writes a stream to a new file in the scratch folder. */
export async function deliverStream(
  chunks: AsyncIterable<Uint8Array>,
  delivery: Delivery,
  stage: ArtifactProgress['stage'],
): Promise<Delivered> {
  const path = join(delivery.scratchFolder, 'content');
  await writeStream(chunks, path, delivery, { stage, start: 0 });
  return { path, continued: false };
}

/** Writes a stream to a file, after the `start` bytes that the file has already. */
export async function writeStream(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  { bytes, signal, onProgress }: Delivery,
  { stage, start }: { readonly stage: ArtifactProgress['stage']; readonly start: number },
): Promise<void> {
  const file = await open(path, start === 0 ? 'w' : 'a');
  try {
    let done = start;
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      if (done + chunk.length > bytes) throw new CapuchinError('wrong-size', `it is longer than ${bytes} bytes`);
      await file.writeFile(chunk);
      done += chunk.length;
      onProgress(stage, done);
    }
    if (done < bytes) throw new CapuchinError('cut-off', `it ended after ${done} of ${bytes} bytes`);
  } finally {
    await file.close();
  }
}
