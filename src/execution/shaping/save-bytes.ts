import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a reply that is not text lies. */
export interface SavedFile {
  /** Path of the file. */
  readonly file: string;
  readonly bytes: number;
  readonly mediaType: string;
}

/**
 * Saves bytes in a folder, which is made where it is missing, under a name made from their content: the same bytes are
 * the same file. Names and types that a server proposes are not used, but for a known media type's usual extension.
 */
export async function saveBytes(bytes: Uint8Array, mediaType: string, folder: string): Promise<SavedFile> {
  const type = mediaType.split(';', 1)[0]?.trim().toLowerCase() || 'application/octet-stream';
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const file = join(folder, `${name}.${extensionOf(type)}`);
  const unfinished = `${file}.${randomUUID()}`;
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(unfinished, bytes, { mode: 0o600, flag: 'wx' });
    await rename(unfinished, file); // so that nobody reads half a file
  } catch (thrown) {
    await rm(unfinished, { force: true });
    throw thrown;
  }
  return { file, bytes: bytes.length, mediaType: type };
}

/** Extensions that open in viewers. What could run when it is opened is `bin`, as is what is not known. */
const extensions: Readonly<Record<string, string>> = {
  'application/gzip': 'gz',
  'application/pdf': 'pdf',
  'application/x-tar': 'tar',
  'application/zip': 'zip',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'audio/aac': 'aac',
  'audio/flac': 'flac',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'font/woff2': 'woff2',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tiff',
  'image/webp': 'webp',
  'image/x-icon': 'ico',
  'video/mp4': 'mp4',
  'video/mpeg': 'mpeg',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
};

function extensionOf(mediaType: string): string {
  return Object.hasOwn(extensions, mediaType) ? (extensions[mediaType] as string) : 'bin';
}
