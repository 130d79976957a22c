import type { Api } from '../../catalog/index.js';
import { type ConstraintVerdict, checkConstraint } from './check-constraint.js';
import { type Constraint, constraintText } from './constraint.js';

/** What constraints did to what was found. */
export interface Screening {
  /** As `constraintText` writes them. */
  readonly constraints: readonly string[];
  /** How many hits were looked at, and what became of them. */
  readonly found: number;
  readonly satisfied: number;
  readonly unknown: number;
  readonly removed: number;
  /** The first of what was removed, with the reasons. */
  readonly examples: readonly { readonly id: string; readonly name: string; readonly reason: string }[];
  /** Why nothing is left; absent where something is. */
  readonly explanation?: string;
}

/** An API with what each constraint says of it. */
export interface Judged {
  readonly api: Api;
  readonly status: ConstraintVerdict['status'];
  /** In the order of the constraints. */
  readonly verdicts: readonly ConstraintVerdict[];
}

/** Violated by one is violated; unknown to one is unknown. */
export function judge(api: Api, constraints: readonly Constraint[]): Judged {
  const verdicts = constraints.map(constraint => checkConstraint(api, constraint));
  const has = (status: ConstraintVerdict['status']) => verdicts.some(verdict => verdict.status === status);
  return { api, verdicts, status: has('violated') ? 'violated' : has('unknown') ? 'unknown' : 'satisfied' };
}

const maxExamples = 5;

/** `judged` in the order in which it was found; `isLeft`: something was found in the end. */
export function screeningOf(
  judged: readonly Judged[],
  constraints: readonly Constraint[],
  { keepsUnknown, isLeft }: { readonly keepsUnknown: boolean; readonly isLeft: boolean },
): Screening {
  const count = (status: ConstraintVerdict['status']) => judged.filter(each => each.status === status).length;
  const removed = judged.filter(({ status }) => status === 'violated' || (status === 'unknown' && !keepsUnknown));
  const texts = constraints.map(constraintText);
  const examples = removed.slice(0, maxExamples).map(each => ({
    id: each.api.id,
    name: each.api.name,
    reason: reasonOf(each, texts),
  }));
  return {
    constraints: texts,
    found: judged.length,
    satisfied: count('satisfied'),
    unknown: count('unknown'),
    removed: removed.length,
    examples,
    ...(isLeft || judged.length === 0 ? {} : { explanation: explanationOf(judged, texts) }),
  };
}

/** The first constraint that it does not meet, or that it says nothing of, and why. */
function reasonOf({ status, verdicts }: Judged, texts: readonly string[]): string {
  const i = verdicts.findIndex(verdict => verdict.status === status);
  return `${texts[i]}: ${verdicts[i]?.reason ?? ''}`;
}

/** `12 found, none meets params<10M: nearest is resnet18 with 11.7M (performance.Params (M): 11.7)`. */
function explanationOf(judged: readonly Judged[], texts: readonly string[]): string {
  const violated = judged.filter(({ status }) => status === 'violated');
  const silent = judged.length - violated.length;
  const start = `${judged.length} found, none ${silent === 0 ? 'meets' : 'is known to meet'} ${texts.join(', ')}`;
  const says = silent === 0 ? '' : `; ${silent === judged.length ? 'all' : silent} of them do not say`;
  const nearest = [...violated].sort(byNearness)[0];
  if (nearest === undefined) return `${start}${says}`;
  const i = nearest.verdicts.findIndex(({ status }) => status === 'violated');
  const which = texts.length === 1 ? '' : `, but ${texts[i]}`;
  const reason = nearest.verdicts[i]?.reason ?? '';
  return `${start}${says}; nearest is ${nearest.api.name}${which} with ${reason}`;
}

/** First what violates the fewest, then what says most, then what misses its bounds least. */
function byNearness(a: Judged, b: Judged): number {
  const count = ({ verdicts }: Judged, status: string) => verdicts.filter(verdict => verdict.status === status).length;
  const missed = ({ verdicts }: Judged) =>
    verdicts.reduce((sum, { status, distance = 1 }) => (status === 'violated' ? sum + distance : sum), 0);
  return (
    count(a, 'violated') - count(b, 'violated') || count(a, 'unknown') - count(b, 'unknown') || missed(a) - missed(b)
  );
}
