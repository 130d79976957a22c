import type { DataCard, SheetCounts } from '../datasets/index.js';
import { table } from './layout.js';

const count = (value: number) => value.toLocaleString('en-US');
const numeric = (title: string) => ({ title, align: 'right' as const });

/** The card's figures in short; the whole card lies beside the examples. */
export function toolCallLines({ splits: { train, dev }, contaminated }: DataCard, width: number): string[] {
  const rows = Object.entries(train.functions).map(([source, { offered, called, providers }]) => [
    source,
    count(train.bySource[source] ?? 0),
    count(dev.bySource[source] ?? 0),
    ...[offered, called, providers].map(count),
  ]);
  const columns = ['train', 'dev', 'functions on offer', 'called', 'providers'].map(numeric);
  const leftOut = Object.values(contaminated)
    .flatMap(Object.values)
    .reduce((sum: number, each: number) => sum + each, 0);
  return [
    ...table([{ title: 'source' }, ...columns], rows, width),
    '',
    `train: ${described(train)}`,
    `dev: ${described(dev)}`,
    `kinds: ${listed(train.byKind)}`,
    `dropped: ${listed(train.dropped)}`,
    ...(leftOut > 0 ? [`left out: ${count(leftOut)} functions that evaluations offer`] : []),
  ];
}

function described({ examples, sheets, tokens }: SheetCounts): string {
  return `${count(examples)} examples on ${count(sheets)} sheets, about ${count(tokens.read)} tokens, ${count(tokens.learned)} learned`;
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, value]) => `${name} ${count(value)}`)
    .join(', ');
}
