import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { HttpReply } from './send-request.js';

export interface ReplyBytes {
  readonly bytes: Uint8Array;
  /** False when there was more than the limit: reading stopped there. */
  readonly complete: boolean;
}

/** A reply's body, decompressed, at most `maxBytes` of it; the rest is never read. */
export async function readReply({ body, headers }: HttpReply, maxBytes: number): Promise<ReplyBytes> {
  const stream = decompressed(body, headers['content-encoding']);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) break; // leaving the loop destroys the stream
  }
  body.on('error', () => {}); // said by the destroyed stream, and of no interest any more
  body.destroy();
  return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), complete: size <= maxBytes };
}

function decompressed(body: Readable, encoding: string | undefined): Readable {
  const layer = decoderFor(encoding?.trim().toLowerCase());
  if (layer === undefined) return body;
  pipeline(body, layer, () => {}); // a failure reaches the reader through `layer`
  return layer;
}

function decoderFor(encoding: string | undefined) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  return encoding === 'br' ? createBrotliDecompress() : undefined;
}
