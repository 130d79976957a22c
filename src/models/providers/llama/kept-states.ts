import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../../base/index.js';
import type { BoundSequence, Token } from './binding.js';

/** Tokens that a model has read, kept in files so that another process need not read them again. */
export interface KeptStates {
  /** Puts a state into an empty sequence; false when there is none. */
  load(sequence: BoundSequence, tokens: readonly Token[]): Promise<boolean>;
  /** Keeps the state of a sequence that holds exactly these tokens. */
  save(sequence: BoundSequence, tokens: readonly Token[]): Promise<void>;
}

/**
 * States in a folder that belongs to one model and one runtime: a state of another could crash the process. For the same
 * reason each file has its hash beside it, and one that does not match is deleted and never loaded.
 */
export function keptStates(folder: string): KeptStates {
  const pathOf = (tokens: readonly Token[]) => join(folder, `${sha256(tokens.join(' ')).slice(0, 24)}.state`);
  return {
    async load(sequence, tokens) {
      const path = pathOf(tokens);
      if (!existsSync(path)) return false;
      const kept = await readFile(`${path}.sha256`, 'utf8').catch(() => '');
      if (kept !== sha256(await readFile(path))) {
        await rm(path, { force: true });
        return false;
      }
      await sequence.loadStateFromFile(path, { acceptRisk: true });
      return true;
    },
    async save(sequence, tokens) {
      const path = pathOf(tokens);
      const unfinished = `${path}.${process.pid}`;
      await mkdir(folder, { recursive: true });
      await sequence.saveStateToFile(unfinished);
      await writeFile(`${path}.sha256`, sha256(await readFile(unfinished)));
      await rename(unfinished, path);
    },
  };
}
