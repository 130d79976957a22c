import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import { type Figure, figuresIn, metricValue, type WrittenFigure } from './figure.js';
import { metricOf, type NamedMetric } from './metrics.js';
import { type Stated, stated } from './origin.js';
import { byteUnit, countUnit, parseBytes, parseCount, parseQuantity, rounded } from './quantity.js';

/** What a document says of how well and how big a model is. */
export interface Performance {
  readonly figures: readonly Figure[];
  /** How many parameters; absent where the document gives several counts, or one without its unit. */
  readonly parameters?: Stated<number>;
  /** Of what is downloaded. */
  readonly sizeBytes?: Stated<number>;
}

/** Where a value of the field stands. */
interface Place {
  readonly path: readonly string[];
  readonly depth: number;
  readonly dataset?: string;
  readonly subject?: string;
  readonly metric?: NamedMetric;
  /** Names at this level are those of datasets. */
  readonly isList?: true;
  /** The metric is the field `accuracy`, which some documents use for whatever was measured. */
  readonly isGeneric?: boolean;
  /** The name of the metric is but a heading: others stand beside, each with its own. */
  readonly isHeading?: true;
}

type Found =
  | { readonly kind: 'figure'; readonly figure: Figure }
  | { readonly kind: 'parameters' | 'size'; readonly size: Stated<number> };

const maxDepth = 8;
const maxMembers = 500;

/**
 * Figures and sizes out of a free-form field, such as Gorilla's `performance`: objects, lists and texts in which metrics,
 * datasets and variants stand in any order. In the order of the field.
 *
 * A value is read only where a metric is named for it and nothing else is said of it. Not read: ranges, bounds, estimates
 * and gains; plain numbers called `accuracy` on data sets that are not measured so (a correlation on STS); first and fifth
 * places that cannot both be accuracies; a count of parameters without a unit that cannot be one (`34.57`).
 */
export function readPerformance(value: JsonValue, field = 'performance'): Performance {
  const found = [...visit(value, { path: [field], depth: 0 })];
  const figures = consistent(found.flatMap(each => (each.kind === 'figure' ? [each.figure] : [])));
  const parameters = onlyValue(found.flatMap(each => (each.kind === 'parameters' ? [each.size] : [])));
  const sizeBytes = onlyValue(found.flatMap(each => (each.kind === 'size' ? [each.size] : [])));
  return {
    figures,
    ...(parameters === undefined ? {} : { parameters }),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
  };
}

/** The value that all state; none where they differ. */
function onlyValue(sizes: readonly Stated<number>[]): Stated<number> | undefined {
  const [first] = sizes;
  return sizes.every(({ value }) => value === first?.value) ? first : undefined;
}

function* visit(value: JsonValue, outer: Place): Generator<Found, void, void> {
  const place = { ...outer, depth: outer.depth + 1 };
  if (place.depth > maxDepth) return;
  if (typeof value === 'string' || typeof value === 'number') yield* leaf(value, place);
  else if (isJsonObject(value)) yield* members(value, place);
  else if (Array.isArray(value)) for (const item of value.slice(0, maxMembers)) yield* visit(item, place);
}

function* members(object: JsonObject, outer: Place): Generator<Found, void, void> {
  const place = { ...outer, ...ownPlace(object, outer) };
  const lists = sideBySide(object);
  if (lists !== undefined)
    return yield* lists.flatMap(([dataset, value]) => [...visit(value, { ...place, dataset, ...accuracy(place) })]);
  const entries = Object.entries(object).slice(0, maxMembers);
  const isHeading = place.metric?.metric.name === 'accuracy' && entries.some(([name]) => metricOf(name) !== undefined);
  const here: Place = isHeading ? { ...place, isHeading } : place;
  for (const [name, member] of entries) yield* memberOf(name, member, here);
}

function* memberOf(name: string, member: JsonValue, place: Place): Generator<Found, void, void> {
  const path = [...place.path, name];
  const size = sizeOf(name, member, path);
  if (size !== undefined) return yield size;
  if (/^(?:dataset|datasets)$/i.test(name)) {
    if (typeof member === 'object') yield* visit(member, { ...place, path, isList: true });
    return;
  }
  if (settingNames.test(name)) return;
  const metric = metricOf(name);
  const { isList, isHeading, ...inner } = place;
  if (isHeading && metric === undefined && typeof member !== 'object') return;
  if (metric !== undefined) yield* visit(member, { ...inner, path, metric, isGeneric: /^accuracy$/i.test(name) });
  else if (otherMeasures.test(name)) return;
  else if (isList && place.dataset === undefined) yield* visit(member, { ...inner, path, dataset: name });
  else yield* visit(member, { ...inner, path, subject: name });
}

/** Members that say what the figures are of, or how the model was made, and are no figures. */
const settingNames =
  /^(?:name|model|model[_ ]structure|language|description|resolution|speakers|onset|offset|min_duration_(?:on|off)|gen_len|epochs?|steps?|batch[_ ]size|learning[_ ]rate|seed|dimensions?|flops.*)$/i;

/** Measures that have no name in `metrics`, whatever they stand under. */
const otherMeasures =
  /(?:^|[ _-])(?:loss|error|rmsle|anls|appa|si[ _-]?snr|snr|sdr|sir|sar|eer|likelihood|reward|r@\d+|(?:fa|miss|conf)%|delta\d|\w+_imp)$/i;

/** What the members of an object say all its figures are of. */
function ownPlace(object: JsonObject, { dataset }: Place): Pick<Place, 'dataset' | 'subject'> {
  const text = (name: string) => {
    const member = object[name];
    return typeof member === 'string' && /[\p{L}\p{N}]/u.test(member) && !/^(?:unknown|none|n\/a)$/i.test(member.trim())
      ? member.trim().slice(0, 120)
      : undefined;
  };
  const own = text('dataset') ?? (dataset === undefined ? text('name') : undefined);
  const subject = text('model') ?? text('model_structure') ?? text('language');
  return { ...(own === undefined ? {} : { dataset: own }), ...(subject === undefined ? {} : { subject }) };
}

/** `{ dataset: [a, b], accuracy: [1, 2] }`: as many values as names. */
function sideBySide({ dataset, accuracy: values }: JsonObject): readonly [string, JsonValue][] | undefined {
  if (!Array.isArray(dataset) || !Array.isArray(values) || dataset.length !== values.length) return undefined;
  if (!dataset.every(name => typeof name === 'string') || values.some(value => typeof value === 'object'))
    return undefined;
  return dataset.map((name, i) => [name as string, values[i] as JsonValue]);
}

function accuracy({ path }: Place): Pick<Place, 'metric' | 'isGeneric' | 'path'> {
  return { metric: metricOf('accuracy') as NamedMetric, isGeneric: true, path: [...path, 'accuracy'] };
}

/** Data sets on which something other than accuracy is published, so that a bare number called so is that. */
const otherwiseMeasured =
  /\bsts\b|^sts-?b|semantic textual similarity|^coco\b|coco ?20|wikitext|enwiki|text8|\bptb\b|news-?test|newssyscomb|tatoeba|^opus|flores|librispeech|common[ _]?voice|vivos|ms ?marco|cnn_dailymail|xsum|r(?:ou|o)gue?-?\d|xent|cartpole/i;

function* leaf(value: string | number, place: Place): Generator<Found, void, void> {
  const { path, dataset, subject } = place;
  const { origin } = stated(value, path.join('.'), String(value));
  for (const figure of writtenFigures(value, place)) {
    const of = { ...(dataset === undefined ? {} : { dataset }), ...(subject === undefined ? {} : { subject }) };
    yield { kind: 'figure', figure: { ...of, ...figure, origin } };
  }
}

function writtenFigures(value: string | number, place: Place): readonly WrittenFigure[] {
  const { path, dataset, metric, isGeneric } = place;
  const quantity = typeof value === 'number' ? { value, unit: '' } : parseQuantity(value);
  const own = isGeneric && isOtherwise(value, place) ? undefined : metric;
  if (quantity !== undefined && own !== undefined) {
    const isPercent = /%/.test(path.at(-1) ?? '') && quantity.unit === '';
    const kept = metricValue(own, isPercent ? { ...quantity, unit: '%' } : quantity);
    if (kept !== undefined) return [{ metric: own.metric.name, value: kept, unit: own.metric.unit }];
  }
  return typeof value === 'string' ? figuresIn(value, own, dataset) : [];
}

/** Whether a value called accuracy is of something else: by its data set, or by a spread, which rewards of games have. */
function isOtherwise(value: string | number, { dataset = '', subject = '' }: Place): boolean {
  const hasSpread = /^[^%]*(?:±|\+\/?-)[^%]*$/.test(String(value));
  return hasSpread || otherwiseMeasured.test(dataset) || otherwiseMeasured.test(subject);
}

const parameterName = /^(?:num(?:ber)?[ _](?:of[ _])?)?(?:model[ _])?param(?:eter)?s?(?:[ _]count)?(?:\s*\((\w+)\))?$/i;
const sizeName = /^(?:model|file|download|disk|checkpoint)?[ _]?size(?:\s*\((\w+)\))?$/i;

function sizeOf(name: string, member: JsonValue, path: readonly string[]): Found | undefined {
  if (typeof member !== 'string' && typeof member !== 'number') return undefined;
  const found = (kind: 'parameters' | 'size', value: number | undefined): Found | undefined =>
    value === undefined || value <= 0
      ? undefined
      : { kind, size: stated(rounded(value), path.join('.'), String(member)) };
  const times = (unit: string, unitOf: (unit: string) => number | undefined) => {
    const factor = unitOf(unit);
    const value = typeof member === 'number' ? member : parseQuantity(member)?.value;
    return factor === undefined || value === undefined ? undefined : factor * value;
  };
  const parameters = parameterName.exec(name);
  if (parameters !== null) {
    const unit = parameters[1];
    if (unit !== undefined) return found('parameters', times(unit, countUnit));
    const count = typeof member === 'number' ? member : parseCount(member);
    // `34.57` may be millions, but nobody says so.
    return found('parameters', count !== undefined && Number.isInteger(count) && count >= 1000 ? count : undefined);
  }
  const size = sizeName.exec(name);
  if (size === null) return undefined;
  return found('size', size[1] === undefined ? parseBytes(String(member)) : times(size[1], byteUnit));
}

/** Without first and fifth places where the fifth is rarer than the first: those are no accuracies. */
function consistent(figures: readonly Figure[]): readonly Figure[] {
  const group = ({ origin, dataset = '', subject = '' }: Figure) =>
    [origin.field.replace(/[^.]*$/, ''), dataset, subject].join('\n');
  const first = new Map(figures.filter(({ metric }) => metric === 'top-1').map(each => [group(each), each.value]));
  const wrong = new Set(
    figures.filter(each => each.metric === 'top-5' && each.value < (first.get(group(each)) ?? 0)).map(group),
  );
  return figures.filter(each => !(wrong.has(group(each)) && /^top-[15]$/.test(each.metric)));
}
