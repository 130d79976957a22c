import type { Split } from '../generation/split-of.js';
import type { DataCard } from './data-card.js';
import type { SheetCounts } from './sheet-tally.js';

/** The card as Markdown: the same facts as its JSON, to be read. */
export function cardText(card: DataCard): string {
  return [
    '# Examples of tool calls',
    '',
    'Requests with the functions on offer and the calls that answer them, made by `capuchin data tool-calls`.',
    'Functions of `dev` never show in `train`.',
    '',
    ...facts(card),
    '',
    ...tableOf('Kind', card, counts => counts.byKind),
    ...tableOf('Source', card, counts => counts.bySource),
    ...tableOf('Style of the request', card, counts => counts.byStyle),
    ...tableOf('Functions on offer (sheets)', card, counts => counts.byCandidates),
    ...functionTable(card),
    ...tableOf('Made and dropped', card, counts => counts.dropped),
    ...tableOf('Left out since an evaluation offers them', card, (_, split) => card.contaminated[split]),
    '## Terms',
    '',
    ...Object.entries(card.licences).map(([source, licence]) => `- ${source}: ${licence}`),
    '',
    '## Made of',
    '',
    '```json',
    JSON.stringify(card.madeOf, null, 2),
    '```',
    '',
  ].join('\n');
}

const order: readonly Split[] = ['train', 'dev'];

function facts({ splits, isChecked }: DataCard): string[] {
  const check = isChecked
    ? 'No request has the words of an evaluation request, whole or eight in a row.'
    : 'Nothing was compared with evaluations: no packs were given.';
  return [
    ...order.map(split => {
      const { examples, sheets, tokens } = splits[split];
      return `- ${split}: ${number(examples)} examples on ${number(sheets)} sheets, about ${number(tokens.read)} tokens, ${number(tokens.learned)} of them learned`;
    }),
    `- ${check}`,
  ];
}

function tableOf(
  title: string,
  { splits }: DataCard,
  countsOf: (counts: SheetCounts, split: Split) => Readonly<Record<string, number>>,
): string[] {
  const [train, dev] = order.map(split => countsOf(splits[split], split)) as [Counts, Counts];
  const names = [...new Set([...Object.keys(train), ...Object.keys(dev)])].sort(byNumber);
  if (names.length === 0) return [];
  const rows = names.map(name => `| ${name} | ${number(train[name] ?? 0)} | ${number(dev[name] ?? 0)} |`);
  return [`| ${title} | train | dev |`, '|---|--:|--:|', ...rows, ''];
}

type Counts = Readonly<Record<string, number>>;

function functionTable({ splits: { train } }: DataCard): string[] {
  const rows = Object.entries(train.functions).map(
    ([source, { offered, called, providers }]) =>
      `| ${source} | ${number(offered)} | ${number(called)} | ${number(providers)} |`,
  );
  return ['| Functions of train | on offer | called | providers |', '|---|--:|--:|--:|', ...rows, ''];
}

function byNumber(a: string, b: string): number {
  return Number(a) - Number(b) || (a < b ? -1 : 1);
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
