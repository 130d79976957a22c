import { fitWidth, UsageError } from '../base/index.js';
import { signature } from '../catalog/index.js';
import type { ChatModel } from '../models/index.js';
import { type Found, type Hit, type Retriever, searchWithFit, unmatchedWords } from '../retrieval/index.js';
import { type Decompose, splitBy } from './decompose.js';
import type { FilterFlags } from './filter-options.js';
import { fitLines } from './fit-lines.js';
import { coloursFor, type Io, print, printJson, widthOf } from './io.js';
import { openModel } from './open-model.js';
import { searchFilter } from './search-filter.js';
import { type WhereFlags, whereOf } from './where-option.js';
import { whyLines } from './why-lines.js';
import type { Workbench } from './workbench.js';

export interface SearchApisFlags extends FilterFlags, WhereFlags {
  readonly k?: number;
  readonly collection?: readonly string[];
  readonly decompose: Decompose;
  readonly why?: boolean;
  readonly json?: boolean;
}

/** Prints the best APIs for a request and whether any of them fits; gives what it found. */
export async function searchApis(io: Io, bench: Workbench, query: string, flags: SearchApisFlags): Promise<Found> {
  let model: Promise<ChatModel> | undefined;
  const wishes = splitBy(flags.decompose, () => (model ??= openModel(io, bench)), io.signal);
  try {
    const { retriever, name } = await bench.retriever(flags.collection ?? [], wishes);
    if (flags.why && retriever.why === undefined) {
      throw new UsageError(`the retriever "${name}" cannot say what made a score; choose another with --retriever`);
    }
    const filter = await searchFilter(io, bench, flags);
    const where = await whereOf(io, query, flags);
    const narrowed = where.over(retriever);
    const found = await searchWithFit(narrowed, query, flags.k ?? 10, {
      ...(filter && { filter }),
      signal: io.signal,
    });
    const unmatched = found.fit === undefined ? [] : unmatchedWords(query, found.hits);
    const why = flags.why ? narrowed.why : undefined;
    if (flags.json) printJson(io, foundRecord({ query, name, unmatched, ...found }, why));
    else for (const line of foundLines(io, { ...found, unmatched }, why)) print(io, line);
    return found;
  } finally {
    const opened = await model?.catch(() => undefined); // whoever asked for it was told
    await opened?.close?.();
  }
}

type Why = Retriever['why'];

interface Shown extends Found {
  readonly unmatched: readonly string[];
}

function foundRecord(
  { query, name, hits, fit, unmatched, screening }: Shown & { query: string; name: string },
  why: Why,
) {
  const found = hits.map(hit => ({
    id: hit.api.id,
    name: hit.api.name,
    collection: hit.api.collection,
    score: hit.score,
    effect: hit.api.effect,
    description: hit.api.description,
    variants: hit.variants ?? [],
    ...(why === undefined ? {} : { why: why(hit) }),
  }));
  const judged = fit && { fit: { ...fit, fits: fit.probability >= fit.threshold }, unmatched };
  const narrowed = screening && { constraints: screening };
  return { query, retriever: name, hits: found, ...judged, ...narrowed };
}

function foundLines(io: Io, { hits, fit, unmatched }: Shown, why: Why): string[] {
  const judged = fit === undefined ? [] : fitLines({ ...fit, hitCount: hits.length, unmatched });
  return [...hits.flatMap(hit => hitLines(io, hit, why)), ...(judged.length === 0 ? [] : ['', ...judged])].map(line =>
    fitWidth(line, widthOf(io, 'stdout')),
  );
}

function hitLines(io: Io, hit: Hit, why: Why): string[] {
  const { api, score, variants = [] } = hit;
  const colours = coloursFor(io, 'stdout');
  const parts = why === undefined ? [] : whyLines(why(hit), widthOf(io, 'stdout') - 4);
  return [
    `${colours.bold(api.name)}  ${colours.dim(`${score.toFixed(2).padStart(6)}  ${api.collection}`)}`,
    `  ${signature(api)}`,
    ...(variants.length === 0 ? [] : [colours.dim(`  ${nearlyTheSame(variants)}`)]),
    ...parts.map(line => colours.dim(`    ${line}`)),
  ];
}

/** Ids, as `show` takes them. */
function nearlyTheSame(variants: readonly string[]): string {
  return `and ${variants.length} nearly the same: ${variants.join(', ')}`;
}
