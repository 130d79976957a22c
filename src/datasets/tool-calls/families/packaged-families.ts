import { readdir, readFile } from 'node:fs/promises';
import { CapuchinError, messageOf } from '../../../base/index.js';
import type { FunctionFamily } from './function-family.js';
import { readFamily } from './read-family.js';

/**
 * The families of a folder's `.jsonl` files, one a line, files in name order; by default those of the package. The name of
 * a file is the domain of its families.
 *
 * @throws CapuchinError `bad-family` naming file and line.
 */
export async function packagedFamilies(folder = new URL('./', import.meta.url)): Promise<FunctionFamily[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.jsonl')).sort();
  const files = await Promise.all(names.map(name => readFile(new URL(name, folder), 'utf8')));
  return files.flatMap((text, place) => familiesIn(text, names[place] ?? ''));
}

function familiesIn(text: string, file: string): FunctionFamily[] {
  return text.split('\n').flatMap((line, place) => {
    if (line.trim() === '') return [];
    try {
      return [readFamily(JSON.parse(line), file.replace(/\.jsonl$/, ''))];
    } catch (thrown) {
      throw new CapuchinError('bad-family', `${file}:${place + 1}: ${messageOf(thrown)}`, { cause: thrown });
    }
  });
}
