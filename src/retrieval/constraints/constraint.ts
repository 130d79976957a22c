import { type Effect, metrics, type Region, rounded } from '../../catalog/index.js';

export type Comparison = '<' | '<=' | '>' | '>=';

/** A bound on a number that an API's document gives. */
export interface Bound {
  readonly kind: 'bound';
  /** `params` (a count), `size` (bytes) or the name of a metric. */
  readonly of: string;
  readonly comparison: Comparison;
  /** In the unit in which facts are kept: metrics that are shares go from 0 to 100. */
  readonly value: number;
  /** What a metric must have been measured on. */
  readonly dataset?: string;
}

/** What an API must be, by the facts that its document gives. */
export type Constraint =
  | Bound
  | { readonly kind: 'free' | 'no-key' | 'https' | 'not-deprecated' }
  | { readonly kind: 'region'; readonly region: Region }
  | { readonly kind: 'effect'; readonly effect: Effect }
  | { readonly kind: 'licence'; readonly licence: string };

/** The constraint as `parseWhere` reads it, and always the same text for the same constraint. */
export function constraintText(constraint: Constraint): string {
  switch (constraint.kind) {
    case 'bound': {
      const { of, comparison, value, dataset } = constraint;
      return `${of}${dataset === undefined ? '' : `[${dataset}]`}${comparison}${quantityText(of, value)}`;
    }
    case 'region':
      return `region=${constraint.region}`;
    case 'effect':
      return `effect=${constraint.effect}`;
    case 'licence':
      return `licence=${constraint.licence}`;
    default:
      return constraint.kind;
  }
}

const countUnits = [[1e9, 'B'], [1e6, 'M'], [1e3, 'k']] as const; // biome-ignore format: a table
const byteUnits = [[1e9, 'GB'], [1e6, 'MB'], [1e3, 'kB'], [1, 'B']] as const; // biome-ignore format: a table

/** A number as it is said of `params` (11.7M), `size` (98MB) or a metric (76.1%). */
export function quantityText(of: string, value: number): string {
  const units = of === 'params' ? countUnits : of === 'size' ? byteUnits : [];
  const unit = units.find(([times]) => value >= times);
  if (unit !== undefined) return `${rounded(value / unit[0])}${unit[1]}`;
  return metrics.find(({ name }) => name === of)?.unit === 'percent' ? `${rounded(value)}%` : String(rounded(value));
}

export function meets(value: number, { comparison, value: bound }: Bound): boolean {
  switch (comparison) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    default:
      return comparison satisfies never;
  }
}
