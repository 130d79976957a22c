import { type PairedComparison, pairedComparison } from '../../evaluation/index.js';
import type { Verdicts } from './verdicts.js';

/** What training changed on functions that it never showed. */
export interface AdapterGain {
  /** Of the collections that were trained for. */
  readonly own: PairedComparison;
  /** Of everything else: what must not be unlearned. */
  readonly others: PairedComparison;
  /** The interval of `own` lies above 0, and that of `others` not below it. */
  readonly helps: boolean;
}

/**
 * Compares two judgements of the same examples, of which both have judged. `isOwn` takes the name of a source's pool.
 *
 * The rate is that of replies that are exactly the expected ones, written without a grammar.
 */
export function adapterGain(
  before: Verdicts,
  after: Verdicts,
  sources: ReadonlyMap<string, string>,
  isOwn: (pool: string) => boolean,
): AdapterGain {
  const judged = [...after.exact.keys()].filter(id => before.exact.has(id)).sort();
  const own = compared(
    before,
    after,
    judged.filter(id => isOwn(poolOf(sources.get(id)))),
  );
  const others = compared(
    before,
    after,
    judged.filter(id => !isOwn(poolOf(sources.get(id)))),
  );
  return { own, others, helps: own.interval[0] > 0 && others.interval[1] >= 0 };
}

function poolOf(source = ''): string {
  return source.slice(0, Math.max(0, source.lastIndexOf('/')));
}

function compared(before: Verdicts, after: Verdicts, ids: readonly string[]): PairedComparison {
  const values = ({ exact }: Verdicts) => ids.map(id => Number(exact.get(id)));
  return pairedComparison(values(before), values(after));
}
