import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Runs `work`, telling now and then how many bytes a folder holds: for programs that do not tell how far they are. */
export async function watchFolder<T>(
  folder: string,
  onBytes: (bytes: number) => void,
  work: () => Promise<T>,
  lookEveryMs = 500,
): Promise<T> {
  let looking = false;
  let over = false;
  const look = async () => {
    if (looking) return;
    looking = true;
    const bytes = await folderBytes(folder);
    looking = false;
    if (!over) onBytes(bytes);
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  try {
    return await work();
  } finally {
    over = true;
    clearInterval(timer);
  }
}

/** Bytes of all files below; 0 for a folder that is not there. What vanishes meanwhile does not count. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map(async entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return folderBytes(path);
      const found = await lstat(path).catch(() => undefined);
      return found?.size ?? 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
