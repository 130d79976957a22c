import type { IndexFaults, IndexStatus } from '../retrieval/index.js';
import { table } from './layout.js';

/** A table of indexes, and below it why some are not up to date. */
export function infoLines(indexes: readonly IndexStatus[], width: number): string[] {
  const number = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    { title: 'collection' },
    ...['KiB', 'APIs', 'dead', 'segments', 'terms', 'postings'].map(number),
    { title: 'analyzer' },
    { title: 'state' },
  ];
  const rows = indexes.map(({ collection, bytes, content, state }) => [
    collection,
    String(Math.ceil(bytes / 1_024)),
    ...(content === undefined
      ? ['–', '–', '–', '–', '–', '–']
      : [
          ...[content.documents, content.dead, content.segments, content.terms, content.postings].map(String),
          `${content.analyzer} ${content.analyzerVersion}`,
        ]),
    state === 'current' ? 'up to date' : state,
  ]);
  const reasons = indexes.flatMap(({ collection, reason }) =>
    reason === undefined ? [] : [`${collection}: ${reason}`],
  );
  return [...table(columns, rows, width), ...(reasons.length > 0 ? [''] : []), ...reasons];
}

/** What is wrong with an index, in one line. */
export function faultLine({ collection, state, reason, content, ...faults }: IndexFaults): string {
  if (state !== 'current') return `${collection}: ${state}${reason === undefined ? '' : ` (${reason})`}`;
  const { missing, missingCount, strange, strangeCount } = faults;
  const wrong = [
    ...(missingCount > 0 ? [`${missingCount} APIs are not in it: ${shown(missing, missingCount)}`] : []),
    ...(strangeCount > 0 ? [`${strangeCount} are in it that are no more: ${shown(strange, strangeCount)}`] : []),
  ];
  return `${collection}: ${wrong.length === 0 ? `sound, ${content?.documents ?? 0} APIs` : wrong.join('; ')}`;
}

function shown(ids: readonly string[], count: number): string {
  return `${ids.join(', ')}${count > ids.length ? ', …' : ''}`;
}
