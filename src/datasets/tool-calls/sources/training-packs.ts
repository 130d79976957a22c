import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CapuchinError, type JsonValue, messageOf } from '../../../base/index.js';
import type { ListedFunctions } from '../pools/listed-pool.js';
import { apibankFunctions } from './apibank-functions.js';
import { apibenchFunctions } from './apibench-functions.js';
import { metatoolFunctions } from './metatool-functions.js';

/** Data sets whose terms allow to train on them, as far as they are in a folder of packs. */
export interface TrainingPacks {
  readonly lists: readonly ListedFunctions[];
  /** Requests of Seal-Tools with their calls, for the functions of an imported collection. */
  readonly sealtools: readonly JsonValue[];
}

/** Reads what may be learned from; files that are not there add nothing. @throws CapuchinError `unreadable-file` */
export async function readTrainingPacks(folder: string): Promise<TrainingPacks> {
  const read = (path: string) => rowsOf(join(folder, path));
  const [tools = {}] = await read('toolcalls/metatool.tools.json');
  const lists = [
    metatoolFunctions(
      tools,
      await read('toolcalls/metatool.queries.jsonl'),
      await read('toolcalls/metatool.multi.json'),
    ),
    apibankFunctions(await read('toolcalls/apibank.lv3-train.json')),
    apibenchFunctions(await read('apibench/apis.jsonl'), await read('apibench/train.jsonl')),
  ];
  return {
    lists: lists.filter(({ asks, wishes }) => asks.size + wishes.length > 0),
    sealtools: await read('toolcalls/sealtools.dev.jsonl'),
  };
}

/** The values of a file of lines, of one array, or the one value that a file is. */
async function rowsOf(path: string): Promise<readonly JsonValue[]> {
  if (!existsSync(path)) return [];
  try {
    const text = await readFile(path, 'utf8');
    if (!path.endsWith('.jsonl')) {
      const value = JSON.parse(text) as JsonValue;
      return Array.isArray(value) ? value : [value];
    }
    const lines = text.split('\n').filter(line => line.trim() !== '');
    return lines.map(line => JSON.parse(line) as JsonValue);
  } catch (thrown) {
    throw new CapuchinError('unreadable-file', `cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  }
}
