import {
  type Api,
  accessFacts,
  deprecationFact,
  effectFact,
  type FactOrigin,
  type Figure,
  licenceFact,
  modelFacts,
  type Performance,
  type Stated,
  serverFacts,
} from '../../catalog/index.js';
import { type Bound, type Constraint, meets, quantityText } from './constraint.js';

/** Whether an API is what a constraint asks for, as far as its document says. */
export interface ConstraintVerdict {
  readonly status: 'satisfied' | 'violated' | 'unknown';
  /** Why, in words that quote the document: `11.7M (performance.Params (M): 11.7)`. */
  readonly reason: string;
  /** How far a violated bound is missed, as a share of the bound. */
  readonly distance?: number;
}

/** Checks an API against one constraint. A document that does not say it, or says both, leaves it unknown. */
export function checkConstraint(api: Api, constraint: Constraint): ConstraintVerdict {
  switch (constraint.kind) {
    case 'bound':
      return checkBound(modelFacts(api), constraint);
    case 'free':
      return checkStated(accessFacts(api).isFree, free => free, 'says no price');
    case 'no-key':
      return checkStated(accessFacts(api).needsKey, needsKey => !needsKey, 'does not say whether it needs a key');
    case 'https':
      return checkStated(serverFacts(api).isHttps, isHttps => isHttps, 'names no server');
    case 'not-deprecated':
      return checkStated(deprecationFact(api), isDeprecated => !isDeprecated, '');
    case 'region':
      return checkStated(
        serverFacts(api).region,
        region => region === constraint.region,
        'does not say where its server is',
      );
    case 'effect':
      return checkStated(effectFact(api), effect => effect === constraint.effect, '');
    case 'licence':
      return checkStated(licenceFact(api), licence => licence === constraint.licence, 'names no licence');
    default:
      return constraint satisfies never;
  }
}

function checkStated<T>(fact: Stated<T> | undefined, isMet: (value: T) => boolean, silence: string): ConstraintVerdict {
  if (fact === undefined) return { status: 'unknown', reason: silence };
  return { status: isMet(fact.value) ? 'satisfied' : 'violated', reason: quote(fact.origin) };
}

function checkBound(facts: Performance, bound: Bound): ConstraintVerdict {
  if (bound.of === 'params' || bound.of === 'size') {
    const fact = bound.of === 'params' ? facts.parameters : facts.sizeBytes;
    const values = fact === undefined ? [] : [{ value: fact.value, origin: fact.origin }];
    return checkValues(values, bound);
  }
  return checkValues(
    facts.figures.filter(figure => isMeant(figure, bound)),
    bound,
  );
}

function checkValues(
  values: readonly { readonly value: number; readonly origin: FactOrigin }[],
  bound: Bound,
): ConstraintVerdict {
  const { of, dataset, value: wanted } = bound;
  const [first] = values;
  if (first === undefined) {
    return { status: 'unknown', reason: `says no ${of}${dataset === undefined ? '' : ` on ${dataset}`}` };
  }
  const met = values.filter(({ value }) => meets(value, bound));
  const describe = ({ value, origin }: typeof first) => `${quantityText(of, value)} (${quote(origin)})`;
  if (met.length === values.length) return { status: 'satisfied', reason: describe(first) };
  const nearest = values.reduce((best, each) => (gap(each.value, wanted) < gap(best.value, wanted) ? each : best));
  if (met.length > 0) {
    return { status: 'unknown', reason: `${met.length} of its ${values.length} values meet it, others do not` };
  }
  return { status: 'violated', reason: describe(nearest), distance: gap(nearest.value, wanted) };
}

function gap(value: number, bound: number): number {
  return Math.abs(value - bound) / Math.max(Math.abs(bound), 1e-9);
}

/** Where a request has one right answer, accuracy is how often it comes first; boxes are measured by either name. */
const sameMetric: Readonly<Record<string, readonly string[]>> = {
  accuracy: ['top-1'],
  'top-1': ['accuracy'],
  map: ['ap'],
  ap: ['map'],
};

function isMeant({ metric, dataset, subject }: Figure, bound: Bound): boolean {
  if (metric !== bound.of && !sameMetric[bound.of]?.includes(metric)) return false;
  if (bound.dataset === undefined) return true;
  const wanted = plain(bound.dataset);
  return [dataset, subject].some(name => name !== undefined && plain(name).includes(wanted));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function quote({ field, text }: FactOrigin): string {
  return `${field}: ${text}`;
}
