import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { CapuchinError, messageOf } from '../../base/index.js';
import type { HttpReply } from './send-request.js';

export interface ReplyBytes {
  readonly bytes: Uint8Array;
  /** False when there was more than the limit: reading stopped there. */
  readonly complete: boolean;
}

/**
 * A reply's body, decompressed, at most `maxBytes` of it; the rest is never read. Throws `CapuchinError`
 * `reply-broken` when it ends too early or cannot be decompressed, and the reason of the signal it was sent with.
 */
export async function readReply(
  { body, headers }: HttpReply,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<ReplyBytes> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of decompressed(body, headers['content-encoding']) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) break; // leaving the loop destroys the stream
    }
  } catch (thrown) {
    signal?.throwIfAborted();
    throw new CapuchinError('reply-broken', `the reply broke off after ${size} bytes: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  } finally {
    body.on('error', () => {}); // said by the destroyed stream, and of no interest any more
    body.destroy();
  }
  return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), complete: size <= maxBytes };
}

/** No honest host compresses what is compressed more often than this. */
const maxLayers = 3;

function decompressed(body: Readable, encodings: string | undefined): Readable {
  const names = (encodings ?? '').split(',').map(name => name.trim().toLowerCase());
  const layers = names.reverse().flatMap(name => decoderFor(name) ?? []);
  if (layers.length > maxLayers) throw new Error('it is compressed too often');
  return layers.reduce<Readable>((inner, layer) => {
    pipeline(inner, layer, () => {}); // a failure reaches the reader through the last layer
    return layer;
  }, body);
}

function decoderFor(encoding: string) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  return encoding === 'br' ? createBrotliDecompress() : undefined;
}
