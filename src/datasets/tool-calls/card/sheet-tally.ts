import { estimateTokens } from '../../../models/index.js';
import type { NumberedSheet } from '../generation/generate-tool-calls.js';
import { trainingRow } from '../sheets/training-row.js';
import { requestStyle } from './request-style.js';

export interface SheetCounts {
  readonly sheets: number;
  readonly examples: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly bySource: Readonly<Record<string, number>>;
  readonly byStyle: Readonly<Record<string, number>>;
  /** Sheets by how many functions are on offer. */
  readonly byCandidates: Readonly<Record<string, number>>;
  /** Different functions and providers by source: on offer in some sheet, and called in some example. */
  readonly functions: Readonly<Record<string, FunctionCounts>>;
  /** Examples that were made and left out, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Estimated, of the training rows: all that is read, and what is learned to write. */
  readonly tokens: { readonly read: number; readonly learned: number };
}

export interface FunctionCounts {
  readonly offered: number;
  readonly called: number;
  readonly providers: number;
}

export interface SheetTally {
  readonly examples: number;
  add(sheet: NumberedSheet): void;
  counts(): SheetCounts;
}

export function sheetTally(): SheetTally {
  let sheets = 0;
  let examples = 0;
  let read = 0;
  let learned = 0;
  const [byKind, bySource, byStyle, byCandidates, dropped] = Array.from({ length: 5 }, () => new Map<string, number>());
  const functions = new Map<string, Record<keyof FunctionCounts, Set<string>>>();

  function countFunctions({ source, functionIds, providers, examples: own }: NumberedSheet): void {
    const seen = functions.get(source) ?? { offered: new Set(), called: new Set(), providers: new Set() };
    functions.set(source, seen);
    for (const id of functionIds) seen.offered.add(id);
    for (const provider of providers) seen.providers.add(provider);
    for (const { called } of own) for (const id of called) seen.called.add(id);
  }

  return {
    get examples() {
      return examples;
    },
    add(sheet) {
      sheets += 1;
      examples += sheet.examples.length;
      increase(bySource, sheet.source, sheet.examples.length);
      increase(byCandidates, String(sheet.functions.length));
      for (const { kind, turns } of sheet.examples) {
        increase(byKind, kind);
        if (turns[0]?.role === 'request') increase(byStyle, requestStyle(turns[0].text));
      }
      for (const [reason, count] of Object.entries(sheet.dropped)) increase(dropped, reason, count);
      countFunctions(sheet);
      const row = trainingRow(sheet);
      read += estimateTokens(row.prefix);
      for (const { segments } of row.items) {
        for (const { text, learn } of segments) {
          const tokens = estimateTokens(text);
          read += tokens;
          if (learn) learned += tokens;
        }
      }
    },
    counts: () => ({
      sheets,
      examples,
      byKind: sorted(byKind),
      bySource: sorted(bySource),
      byStyle: sorted(byStyle),
      byCandidates: sorted(byCandidates),
      functions: Object.fromEntries(
        [...functions]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([source, { offered, called, providers }]) => [
            source,
            { offered: offered.size, called: called.size, providers: providers.size },
          ]),
      ),
      dropped: sorted(dropped),
      tokens: { read, learned },
    }),
  };
}

function increase(counts: Map<string, number> | undefined, key: string, by = 1): void {
  counts?.set(key, (counts.get(key) ?? 0) + by);
}

function sorted(counts: Map<string, number> | undefined): Record<string, number> {
  return Object.fromEntries([...(counts ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)));
}
