import type { Api } from '../../catalog/index.js';
import {
  type Constraint,
  checkConstraint,
  constrained,
  constraintText,
  type ReadConstraint,
  type Retriever,
  readConstraints,
} from '../../retrieval/index.js';
import type { ConstraintQuestion } from './constraint-questions.js';

/** How a question is asked. */
export const constraintWays = [
  'plain',
  'constrained',
  'constrained, bounds not searched for',
  'constrained, unknown dropped',
] as const;
export type ConstraintWay = (typeof constraintWays)[number];

/** Shares over all questions. */
export interface ConstraintScores {
  /** What comes first is known to meet all bounds; says nothing of one; violates one. They and `nothing` add up to 1. */
  readonly satisfied: number;
  readonly unknown: number;
  readonly violated: number;
  readonly nothing: number;
  /** What comes first is of the question's own tool and category, and meets all bounds. */
  readonly right: number;
  /** Something among the first k is. */
  readonly rightInK: number;
  /** Of the first k hits, those that violate a bound. */
  readonly violatingInK: number;
}

export interface ConstraintReport {
  readonly questions: number;
  /** Questions from which exactly their bounds were read. */
  readonly readBack: number;
  readonly scores: Readonly<Record<ConstraintWay, ConstraintScores>>;
}

export interface EvaluateConstraintsOptions {
  readonly retriever: Retriever;
  readonly questions: readonly ConstraintQuestion[];
  readonly k: number;
  readonly signal?: AbortSignal;
  readonly onAsked?: () => void;
}

/**
 * Asks each question in every way. The constraints are what is read from its text, as `ask` does; what is found is judged by
 * the bounds from which the question was made.
 */
export async function evaluateConstraints(options: EvaluateConstraintsOptions): Promise<ConstraintReport> {
  const { questions, signal, onAsked } = options;
  const rows = new Map<ConstraintWay, Judged[]>(constraintWays.map(way => [way, []]));
  let readBack = 0;
  for (const question of questions) {
    const read = readConstraints(question.text);
    const texts = (all: readonly Constraint[]) => all.map(constraintText).sort().join();
    if (texts(read.map(({ constraint }) => constraint)) === texts(question.bounds)) readBack += 1;
    for (const way of constraintWays) {
      signal?.throwIfAborted();
      rows.get(way)?.push(judged(question, await asked(question, read, way, options)));
    }
    onAsked?.();
  }
  const scores = Object.fromEntries(constraintWays.map(way => [way, scoresOf(rows.get(way) ?? [])]));
  return { questions: questions.length, readBack, scores: scores as Record<ConstraintWay, ConstraintScores> };
}

async function asked(
  { text }: ConstraintQuestion,
  read: readonly ReadConstraint[],
  way: ConstraintWay,
  { retriever, k, signal }: EvaluateConstraintsOptions,
): Promise<readonly Api[]> {
  const constraints = read.map(({ constraint }) => constraint);
  const unknown = way === 'constrained, unknown dropped' ? 'drop' : 'keep';
  const used = way === 'plain' ? retriever : constrained(retriever, constraints, { unknown });
  const query = way === 'constrained, bounds not searched for' ? withoutConstraints(text, read) : text;
  return (await used.search(query, k, signal === undefined ? {} : { signal })).map(({ api }) => api);
}

/** A request without the words that are constraints. */
function withoutConstraints(text: string, read: readonly ReadConstraint[]): string {
  return read.reduceRight((left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`, text);
}

interface Judged {
  readonly first: 'satisfied' | 'unknown' | 'violated' | 'nothing';
  readonly isRight: boolean;
  readonly isRightInK: boolean;
  readonly violating: number;
  readonly hits: number;
}

function judged({ bounds, satisfying }: ConstraintQuestion, found: readonly Api[]): Judged {
  const statuses = found.map(api => {
    const all = bounds.map(bound => checkConstraint(api, bound).status);
    return all.includes('violated') ? 'violated' : all.includes('unknown') ? 'unknown' : 'satisfied';
  });
  return {
    first: statuses[0] ?? 'nothing',
    isRight: found[0] !== undefined && satisfying.has(found[0].id),
    isRightInK: found.some(({ id }) => satisfying.has(id)),
    violating: statuses.filter(status => status === 'violated').length,
    hits: found.length,
  };
}

function scoresOf(rows: readonly Judged[]): ConstraintScores {
  const share = (is: (row: Judged) => boolean) => (rows.length === 0 ? 0 : rows.filter(is).length / rows.length);
  const hits = rows.reduce((sum, row) => sum + row.hits, 0);
  return {
    satisfied: share(({ first }) => first === 'satisfied'),
    unknown: share(({ first }) => first === 'unknown'),
    violated: share(({ first }) => first === 'violated'),
    nothing: share(({ first }) => first === 'nothing'),
    right: share(({ isRight }) => isRight),
    rightInK: share(({ isRightInK }) => isRightInK),
    violatingInK: hits === 0 ? 0 : rows.reduce((sum, row) => sum + row.violating, 0) / hits,
  };
}
