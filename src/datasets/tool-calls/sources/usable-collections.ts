import { CapuchinError, didYouMean } from '../../../base/index.js';
import type { Collection } from '../../../catalog/index.js';

/** Importers of sources whose terms allow to train on them and to give away what was trained. */
const permissive = new Set(['apis-guru', 'sealtools']);
/** Terms for research only; what is learned from them could not be shipped. */
const researchOnly = new Set(['toolbench']);
/** Functions that an evaluation offers. */
const evaluated = new Set(['bfcl']);

/**
 * The collections that examples are made of: those that are named, or all that are there whose terms are known to allow it.
 *
 * @throws CapuchinError `not-found`; `not-permitted` for what may not be learned from.
 */
export function usableCollections(known: readonly Collection[], names: readonly string[]): Collection[] {
  if (names.length === 0) return known.filter(({ name, importer }) => permissive.has(importer) || name === 'toolbox');
  return names.map(wanted => {
    const found = known.find(({ name }) => name === wanted);
    if (found === undefined) {
      const others = known.map(({ name }) => name);
      throw new CapuchinError('not-found', `no collection named "${wanted}"${didYouMean(wanted, others)}`);
    }
    if (researchOnly.has(found.importer))
      throw new CapuchinError('not-permitted', `${wanted} is of ${found.importer}, whose terms are for research only`);
    if (evaluated.has(found.importer))
      throw new CapuchinError('not-permitted', `${wanted} is of ${found.importer}, which evaluations are made of`);
    return found;
  });
}
