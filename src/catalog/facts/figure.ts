import { type MetricUnit, metricOf, type NamedMetric } from './metrics.js';
import type { FactOrigin } from './origin.js';
import { parseQuantity, type Quantity, rounded } from './quantity.js';

/** A measured value that a document gives. */
export interface Figure {
  /** One of the names in `metrics`. */
  readonly metric: string;
  /** From 0 to 100 for metrics that are shares, however the document writes them. */
  readonly value: number;
  readonly unit: MetricUnit;
  /** What it was measured on, as the document calls it. */
  readonly dataset?: string;
  /** What else it is of: a variant, a language, a part of the data. */
  readonly subject?: string;
  readonly origin: FactOrigin;
}

/** A value of a metric as it is kept, or `undefined` where it cannot be one. */
export function metricValue({ metric, isInverted }: NamedMetric, { value, unit }: Quantity): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (metric.unit === 'percent') {
    if (unit !== '' && unit !== '%') return undefined;
    // Neither a share nor, in all likelihood, per cent: a loss that is called accuracy.
    if (unit === '' && metric.better === 'higher' && value > 1 && value < 2) return undefined;
    const percent = unit === '' && value <= 1 ? rounded(100 * value) : value;
    // Error rates of words may be above one error a word.
    const most = metric.better === 'lower' ? 1000 : 100;
    if (percent < 0 || percent > most) return undefined;
    return isInverted ? rounded(100 - percent) : percent;
  }
  if (metric.unit === 'db') return unit === '' || unit === 'db' ? value : undefined;
  if (unit === '%') return rounded(value / 100);
  return unit === '' ? value : undefined;
}

/** A figure within a text, without where the text stands. */
export type WrittenFigure = Pick<Figure, 'metric' | 'value' | 'unit' | 'dataset'>;

/**
 * The figures that a text lists, such as `Top-1: 80.3%, Top-5: 95.1%`, `mAP of 0.22` or `86.9% on SNLI, 78.9% on MultiNLI`.
 * `metric` is what a value without a name is of, `datasets` the names that may stand in brackets after one. Empty where
 * any part of the text says something else: of words around a number nobody knows what they do to it (`0.5% improvement
 * over …`).
 */
export function figuresIn(text: string, metric: NamedMetric | undefined, datasets = ''): readonly WrittenFigure[] {
  if (text.length > 300) return [];
  const parts = text.split(/[,;]\s+|\s+and\s+/).filter(part => part.trim() !== '');
  const found = parts.map(part => figureIn(part.trim(), metric, datasets));
  return found.every(figure => figure !== undefined) ? found : [];
}

const value = String.raw`-?\d[\d.,]*(?:\s*(?:±|\+\/?-)\s*[\d.]+)?\s*(?:%|dB)?`;
const nameThenValue = new RegExp(String.raw`^(.{1,60}?)(?:\s*[:=]\s*|\s+of\s+|\s+)(${value})$`, 'i');
const valueThenName = new RegExp(String.raw`^(${value})\s+(.{1,80})$`, 'i');
const onDataset = /^(.*?)\s*\bon (?:the )?([\p{L}\p{N}][\p{L}\p{N} .'/_-]{1,40}?)(?: dataset| benchmark| set)?$/u;

function figureIn(text: string, own: NamedMetric | undefined, datasets: string): WrittenFigure | undefined {
  const { rest, dataset } = partDataset(text);
  const alone = made(own, rest, dataset);
  if (alone !== undefined) return alone;
  const named = nameThenValue.exec(rest);
  if (named !== null) return made(metricOf(withoutBrackets(named[1] as string)), named[2] as string, dataset);
  const after = valueThenName.exec(rest);
  if (after === null) return undefined;
  const [, number = '', name = ''] = after;
  const bracketed = /^\(([^()]{1,60})\)$/.exec(name)?.[1];
  const metric = metricOf(bracketed ?? withoutBrackets(name));
  if (metric !== undefined) return made(metric, number, dataset);
  return bracketed !== undefined && datasets.includes(bracketed) ? made(own, number, bracketed) : undefined;
}

function made(metric: NamedMetric | undefined, number: string, dataset: string | undefined): WrittenFigure | undefined {
  const quantity = metric === undefined ? undefined : parseQuantity(number);
  const kept = metric === undefined || quantity === undefined ? undefined : metricValue(metric, quantity);
  if (metric === undefined || kept === undefined) return undefined;
  const { name, unit } = metric.metric;
  return { metric: name, value: kept, unit, ...(dataset === undefined ? {} : { dataset }) };
}

function partDataset(text: string): { readonly rest: string; readonly dataset?: string } {
  const match = onDataset.exec(text);
  if (match === null) return { rest: text };
  const [, rest = '', dataset = ''] = match;
  return /^(?:dev|development|test|validation|held.out)$/i.test(dataset) ? { rest } : { rest, dataset };
}

/** `mean intersection-over-union (mIOU)` says its name twice. */
function withoutBrackets(name: string): string {
  return name.replace(/\s*\([^()]*\)\s*$/, '');
}
