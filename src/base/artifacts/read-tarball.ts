import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { CapuchinError } from '../errors.js';

export interface TarballFile {
  /** Path within the archive, without the top folder that packages have. */
  readonly path: string;
  readonly bytes: Buffer;
  /** How much of the archive had been read when this file was there, 0 to 1. */
  readonly fraction: number;
}

export interface ReadTarballOptions {
  /** Files that are not wanted are passed over without being kept. */
  readonly wanted: (path: string) => boolean;
  /** A larger file ends the reading with `document-too-large`. */
  readonly maxFileBytes: number;
  readonly signal?: AbortSignal;
}

/** The files of a gzipped tar archive, in its order, one at a time and without unpacking it: no file is held but the next. */
export async function* readTarball(
  path: string,
  { wanted, maxFileBytes, signal }: ReadTarballOptions,
): AsyncGenerator<TarballFile, void, void> {
  const { Parser } = await import('tar');
  const { size } = await stat(path);
  const ready: TarballFile[] = [];
  let readBytes = 0;
  let tooLarge: string | undefined;
  const parser = new Parser({
    strict: true,
    onReadEntry: entry => {
      const inside = entry.path.slice(entry.path.indexOf('/') + 1);
      const isWanted = entry.type === 'File' && wanted(inside);
      if (isWanted && entry.size > maxFileBytes) tooLarge ??= inside;
      if (!isWanted || entry.size > maxFileBytes) {
        entry.resume();
        return;
      }
      const chunks: Buffer[] = [];
      entry.on('data', chunk => chunks.push(chunk as Buffer));
      entry.on('end', () => {
        ready.push({ path: inside, bytes: Buffer.concat(chunks), fraction: size === 0 ? 1 : readBytes / size });
      });
    },
  });
  let failure: unknown;
  parser.on('error', thrown => {
    failure ??= thrown;
  });
  const check = () => {
    if (failure !== undefined) throw failure;
    if (tooLarge !== undefined) {
      throw new CapuchinError('document-too-large', `${tooLarge} in ${path} is larger than ${maxFileBytes} bytes`);
    }
  };
  const file = createReadStream(path, { highWaterMark: 64 * 1024, ...(signal === undefined ? {} : { signal }) });
  for await (const chunk of file as AsyncIterable<Buffer>) {
    readBytes += chunk.length;
    // Waiting here is what keeps the archive from running ahead of whoever reads the files.
    if (!parser.write(chunk)) await once(parser, 'drain').catch(() => undefined); // a failure is thrown by `check`
    check();
    for (let next = ready.shift(); next !== undefined; next = ready.shift()) yield next;
  }
  const ended = once(parser, 'end').catch(() => undefined);
  parser.end();
  await ended;
  check();
  yield* ready;
}
