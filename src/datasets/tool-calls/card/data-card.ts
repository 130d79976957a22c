import type { JsonObject } from '../../../base/index.js';
import type { Split } from '../generation/split-of.js';
import type { SheetCounts } from './sheet-tally.js';
import { ownLicence, sourceLicences } from './source-licences.js';

export const cardFormat = 'capuchin/tool-call-card';

/** What a folder of examples holds and what it was made of. */
export interface DataCard {
  readonly format: typeof cardFormat;
  readonly version: 1;
  /** Seed, weights and fingerprints of what went in. */
  readonly madeOf: JsonObject;
  /** Whether anything was compared with evaluations. */
  readonly isChecked: boolean;
  readonly splits: Readonly<Record<Split, SheetCounts>>;
  /** By split and source: functions that are left out since an evaluation offers them. */
  readonly contaminated: Readonly<Record<Split, Readonly<Record<string, number>>>>;
  readonly licences: Readonly<Record<string, string>>;
}

export function dataCard(
  madeOf: JsonObject,
  splits: DataCard['splits'],
  contaminated: DataCard['contaminated'],
): DataCard {
  const sources = new Set(Object.values(splits).flatMap(({ bySource }) => Object.keys(bySource)));
  return {
    format: cardFormat,
    version: 1,
    madeOf,
    isChecked: madeOf['packs'] !== 'none',
    splits,
    contaminated,
    licences: Object.fromEntries([...sources].sort().map(name => [name, sourceLicences[name] ?? ownLicence])),
  };
}
