import { randomBytes } from 'node:crypto';
import type { Provenance } from '../observation.js';
import type { Recording } from './recording.js';

/** `calls` that were made, or `simulations`. One cassette never holds both. */
export type Holds = 'calls' | 'simulations';

/** Recordings that belong together, in the order they were made. */
export interface Cassette {
  readonly holds: Holds;
  /** What the keys of its recordings are made with. */
  readonly salt: string;
  readonly recordings: readonly Recording[];
}

/** A cassette that is in no file. Without a file there is nothing to guard, so its salt may be any. */
export function cassetteOf(recordings: readonly Recording[], holds: Holds = 'calls'): Cassette {
  return { holds, salt: '', recordings };
}

export function makeSalt(): string {
  return randomBytes(16).toString('hex');
}

/** Whether an observation may be in a cassette. What was replayed is in one already, and what never ran in none. */
export function belongsIn(holds: Holds, provenance: Provenance): boolean {
  return holds === 'simulations' ? provenance === 'simulated' : provenance === 'live' || provenance === 'local';
}
