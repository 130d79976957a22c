import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { CapuchinError } from '../../base/index.js';

/** One of the files that a folder or pattern stands for. */
export interface DocumentFile {
  /** Absolute. */
  readonly path: string;
  /** Its path below the folder, or below the part of the pattern that is no pattern; without its ending where that is clear. */
  readonly name: string;
}

const documentPattern = '**/*.{json,yaml,yml}';

/**
 * The files of a folder that may be OpenAPI documents, or those that a pattern matches, in name order; undefined when the
 * source is neither. `node_modules` and names that begin with a dot are passed over.
 */
export async function documentFiles(source: string): Promise<readonly DocumentFile[] | undefined> {
  const found = await folderAndPattern(source);
  if (found === undefined) return undefined;
  const { glob } = await import('tinyglobby');
  const { folder, pattern } = found;
  const paths = await glob(pattern, { cwd: folder, absolute: true, ignore: ['**/node_modules/**'] });
  if (paths.length === 0) throw new CapuchinError('unreadable-source', `no file matches ${pattern} in ${folder}`);
  const named = paths.map(path => {
    const whole = relative(folder, path).split(sep).join('/');
    return { path: resolve(path), whole, short: whole.replace(/\.(?:json|ya?ml)$/i, '') };
  });
  const counts = new Map<string, number>();
  for (const { short } of named) counts.set(short, (counts.get(short) ?? 0) + 1);
  return named
    .map(({ path, whole, short }) => ({ path, name: counts.get(short) === 1 ? short : whole }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function folderAndPattern(source: string): Promise<{ folder: string; pattern: string } | undefined> {
  if (source === '-' || /^[a-z][a-z0-9+.-]*:\/\//i.test(source)) return undefined;
  const found = await stat(source).catch(() => undefined); // a pattern is no path that exists
  if (found?.isDirectory()) return { folder: resolve(source), pattern: documentPattern };
  if (found !== undefined || !/[*?{[]/.test(source)) return undefined;
  const segments = source.split(/[/\\]/);
  const first = segments.findIndex(segment => /[*?{[]/.test(segment));
  return { folder: resolve(segments.slice(0, first).join('/') || '.'), pattern: segments.slice(first).join('/') };
}
