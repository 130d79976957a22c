import { auroc, brierScore, type ScoredLabel } from '../../evaluation/index.js';
import { type FitModel, type FusionModel, fitLogit } from '../../retrieval/index.js';
import { type FoldOfTool, isTested, isTrainedOn } from './cross-validate.js';
import { type FitCandidates, fitExampleOf } from './fit-examples.js';
import { type FitExample, trainFit } from './train-fit.js';

/** How well it is told whether anything answers a request. */
export interface FitScore {
  /** Absent where all requests are of one kind. */
  readonly auroc: number | undefined;
  readonly brier: number;
}

export interface FitRefit {
  readonly fit: FitModel;
  /** False where the fit that was there says it better; then it is that one. */
  readonly isRetrained: boolean;
  /** Requests that both scores are of. */
  readonly n: number;
  readonly before: FitScore;
  readonly after: FitScore;
}

export interface FitRefitOptions {
  readonly before: { readonly model: FusionModel; readonly fit: FitModel };
  /** What orders candidates from now on, and by fold what was trained without its tools. */
  readonly model: FusionModel;
  readonly models: readonly FusionModel[];
  readonly foldOf: FoldOfTool;
}

/**
 * Trains a fit for a new model, and keeps it where on tools (and misfits) that were held out its squared error is not
 * above that of the old fit over the new model.
 */
export function refitFit(
  answered: readonly FitCandidates[],
  misfits: readonly FitCandidates[],
  options: FitRefitOptions,
): FitRefit {
  const { before, model, models, foldOf } = options;
  const labels = { before: [] as ScoredLabel[], old: [] as ScoredLabel[], retrained: [] as ScoredLabel[] };
  for (const [fold, heldOut] of models.entries()) {
    const isOfFold = (_: FitCandidates, place: number) => place % models.length === fold;
    const taught = [
      ...answered.filter(({ tools }) => isTrainedOn(tools, fold, foldOf)),
      ...misfits.filter((each, place) => !isOfFold(each, place)),
    ];
    const retrained = trainFit(examplesOf(taught, heldOut));
    const tested = [...answered.filter(({ tools }) => isTested(tools, fold, foldOf)), ...misfits.filter(isOfFold)];
    for (const candidates of tested) {
      const [first, second] = [fitExampleOf(candidates, before.model), fitExampleOf(candidates, heldOut)];
      if (first === undefined || second === undefined) continue;
      labels.before.push(labelOf(before.fit, first));
      labels.old.push(labelOf(before.fit, second));
      labels.retrained.push(labelOf(retrained, second));
    }
  }
  const scores = { before: scoreOf(labels.before), old: scoreOf(labels.old), retrained: scoreOf(labels.retrained) };
  const isRetrained = labels.retrained.length > 0 && scores.retrained.brier <= scores.old.brier;
  return {
    fit: isRetrained ? trainFit(examplesOf([...answered, ...misfits], model)) : before.fit,
    isRetrained,
    n: labels.before.length,
    before: scores.before,
    after: isRetrained ? scores.retrained : scores.old,
  };
}

function examplesOf(candidates: readonly FitCandidates[], model: FusionModel): FitExample[] {
  return candidates.flatMap(each => fitExampleOf(each, model) ?? []);
}

function labelOf(fit: FitModel, { values, isAnswered }: FitExample): ScoredLabel {
  return { score: 1 / (1 + Math.exp(-fitLogit(fit, values))), positive: isAnswered };
}

function scoreOf(labels: readonly ScoredLabel[]): FitScore {
  return { auroc: auroc(labels), brier: brierScore(labels) };
}
