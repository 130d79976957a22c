import { fieldCount, fieldNames } from '../analysis/field-names.js';
import { lengthOf } from '../lexical/length-code.js';
import type { LexicalEvidence, LexicalQuery } from '../lexical/lexical-index.js';
import { countIn } from '../lexical/packed-counts.js';
import { contributions } from './contributions.js';
import { type FeatureName, featureCount, featurePlace } from './feature-names.js';
import { inverseRanks, largest, sumOfRows } from './rows.js';

/** A request as the second stage reads it. */
export interface FusionRequest {
  readonly whole: LexicalQuery;
  /** The wishes of a request that has several; empty for one of a single wish. */
  readonly clauses: readonly LexicalQuery[];
}

/** What a dense arm says of the candidates: the cosines of their vectors with the request's and its clauses'. */
export interface DenseEvidence {
  readonly whole: Float32Array; // [candidates]
  readonly clauses: readonly Float32Array[]; // one for each clause
}

/** How much the evidence for its tool counts beside a candidate's own. */
const toolShare = 0.6;

/**
 * The features of candidates, one row each. Nothing beyond the candidates, their tools and the request's terms is looked at.
 *
 * @param documentCount of the whole index: what a word is worth that stands in no document.
 * @returns [candidates × features], row-major, in the order of `featureNames`; without a dense arm its features are 0.
 */
export function fusionFeatures(
  request: FusionRequest,
  evidence: LexicalEvidence,
  documentCount: number,
  dense?: DenseEvidence,
): Float32Array {
  const scored = scoredCandidates(request, evidence, documentCount);
  const rows = new Float32Array(scored.count * featureCount);
  const set: SetFeature = (name, value) => {
    const place = featurePlace[name];
    for (let i = 0; i < scored.count; i++) rows[i * featureCount + place] = value(i);
  };
  setScores(set, scored);
  setFields(set, evidence, scored);
  setCoverage(set, request.whole, evidence, scored);
  setTools(set, evidence, scored);
  setClauses(set, request, evidence, scored);
  if (dense !== undefined) setDense(set, dense);
  return rows;
}

type SetFeature = (name: FeatureName, value: (candidate: number) => number) => void;

type Scored = ReturnType<typeof scoredCandidates>;

function scoredCandidates({ whole }: FusionRequest, evidence: LexicalEvidence, documentCount: number) {
  const parts = contributions(whole, evidence);
  const count = evidence.documents.length;
  const own = sumOfRows(parts.own, count);
  const tools = sumOfRows(parts.tools, evidence.tools.length);
  const score = own.map((value, i) => value + toolShare * (tools[evidence.toolPlaces[i] as number] as number));
  const unknownIdf = Math.log(1 + (documentCount + 0.5) / 0.5);
  const requestWeight =
    whole.unmatched.length * unknownIdf +
    whole.terms.reduce((sum, { idf, weight }) => sum + idf * Math.min(1, weight), 0);
  return { parts, count, own, tools, score, requestWeight: Math.max(requestWeight, tiny) };
}

/** Stands below what is divided by, so that nothing divided by nothing is 0. */
const tiny = 1e-9;

function setScores(set: SetFeature, { own, score, requestWeight }: Scored): void {
  const best = { own: largest(own), score: largest(score) };
  const ranks = { own: inverseRanks(own), score: inverseRanks(score) };
  set('scoreOfBest', i => at(score, i) / best.score);
  set('scoreOfRequest', i => at(score, i) / requestWeight);
  set('ownOfBest', i => at(own, i) / best.own);
  set('ownOfRequest', i => at(own, i) / requestWeight);
  set('rank', i => at(ranks.score, i));
  set('ownRank', i => at(ranks.own, i));
}

const fieldFeatures = {
  title: 'titleOfBest',
  tool: 'toolNameOfBest',
  description: 'descriptionOfBest',
  toolDescription: 'toolDescriptionOfBest',
  parameters: 'parametersOfBest',
  category: 'categoryOfBest',
  examples: 'examplesOfBest',
  place: 'placeOfBest',
} as const satisfies Record<(typeof fieldNames)[number], FeatureName>;

const [title, tool, description, parameters] = (['title', 'tool', 'description', 'parameters'] as const).map(name =>
  fieldNames.indexOf(name),
) as [number, number, number, number];

function setFields(set: SetFeature, evidence: LexicalEvidence, { parts, count, requestWeight }: Scored): void {
  const { fields } = parts;
  for (const [field, name] of fieldNames.entries()) {
    let best = tiny;
    for (let i = 0; i < count; i++) best = Math.max(best, at(fields, i * fieldCount + field));
    set(fieldFeatures[name], i => at(fields, i * fieldCount + field) / best);
  }
  set('titleOfRequest', i => at(fields, i * fieldCount + title) / requestWeight);
  set('toolNameOfRequest', i => at(fields, i * fieldCount + tool) / requestWeight);
  set('descriptionOfRequest', i => at(fields, i * fieldCount + description) / requestWeight);
  const words = (i: number, field: number) => lengthOf(at(evidence.lengths, i * fieldCount + field));
  set('descriptionLength', i => Math.log1p(words(i, description)) / 5);
  set('parametersLength', i => Math.log1p(words(i, parameters)) / 6);
}

/** How much of the request a candidate's fields have, and how much of the fields the request has. */
function setCoverage(set: SetFeature, whole: LexicalQuery, evidence: LexicalEvidence, scored: Scored): void {
  const { count, requestWeight } = scored;
  const terms = whole.terms.length;
  const covered = new Float64Array(count);
  const named = new Float64Array(count);
  const rarestTitle = new Float64Array(count);
  const matched = new Float64Array(count * fieldCount); // distinct terms in each field
  const rarest = whole.terms.reduce((most, { idf }) => Math.max(most, idf), tiny);
  for (const [term, { idf, weight }] of whole.terms.entries()) {
    const worth = idf * Math.min(1, weight);
    for (let i = 0; i < count; i++) {
      const packed = evidence.counts[i * terms + term] as number;
      if (packed === 0) continue;
      (covered[i] as number) += worth;
      let inName = false;
      for (const field of [title, tool, description]) {
        if (countIn(packed, field) === 0) continue;
        inName = true;
        (matched[i * fieldCount + field] as number) += 1;
      }
      if (inName) (named[i] as number) += worth;
      if (countIn(packed, title) > 0) rarestTitle[i] = Math.max(rarestTitle[i] as number, worth);
    }
  }
  const share = (i: number, field: number) =>
    Math.min(
      1,
      at(matched, i * fieldCount + field) / Math.max(1, lengthOf(at(evidence.lengths, i * fieldCount + field))),
    );
  set('coveredOfRequest', i => at(covered, i) / requestWeight);
  set('namedOfRequest', i => at(named, i) / requestWeight);
  set('rarestTitleWord', i => at(rarestTitle, i) / rarest);
  set('titleShare', i => share(i, title));
  set('toolNameShare', i => share(i, tool));
  set('descriptionShare', i => share(i, description));
  const toolCovered = new Float64Array(evidence.tools.length);
  for (const [term, { idf, weight }] of whole.terms.entries()) {
    for (let i = 0; i < toolCovered.length; i++) {
      if (evidence.toolCounts[i * terms + term] !== 0) (toolCovered[i] as number) += idf * Math.min(1, weight);
    }
  }
  set('toolCoveredOfRequest', i => at(toolCovered, at(evidence.toolPlaces, i)) / requestWeight);
}

function setTools(set: SetFeature, evidence: LexicalEvidence, { parts, own, tools, requestWeight }: Scored): void {
  const place = (i: number) => at(evidence.toolPlaces, i);
  const best = largest(tools);
  const ranks = inverseRanks(tools);
  set('toolOfBest', i => at(tools, place(i)) / best);
  set('toolOfRequest', i => at(tools, place(i)) / requestWeight);
  set('toolRank', i => at(ranks, place(i)));
  for (const [name, field] of [
    ['toolTitlesOfBest', title],
    ['toolTextsOfBest', description],
  ] as const) {
    let most = tiny;
    for (let i = 0; i < tools.length; i++) most = Math.max(most, at(parts.toolFields, i * fieldCount + field));
    set(name, i => at(parts.toolFields, place(i) * fieldCount + field) / most);
  }
  const group = siblings(own, evidence.toolPlaces, tools.length);
  const bestOwn = largest(own);
  set('rankInTool', i => 1 / (1 + at(group.rank, i)));
  set('bestSibling', i => (at(group.rank, i) === 0 ? at(group.second, place(i)) : at(group.first, place(i))) / bestOwn);
  set('ownOfTool', i => at(own, i) / Math.max(tiny, at(group.first, place(i))));
  set('candidatesOfTool', i => Math.min(1, at(group.size, place(i)) / 10));
  set('toolSize', i => Math.log1p(at(evidence.toolSizes, place(i))) / 8);
}

/** The candidates of each tool: how many, the scores of the two best, and each one's rank, from 0; equal ones share it. */
function siblings(own: Float64Array, toolPlaces: Uint32Array, toolCount: number) {
  const rank = new Uint32Array(own.length);
  const size = new Uint32Array(toolCount);
  const first = new Float64Array(toolCount);
  const second = new Float64Array(toolCount);
  const last = new Float64Array(toolCount);
  const lastRank = new Uint32Array(toolCount);
  const order = Uint32Array.from(own, (_, i) => i).sort((i, j) => at(own, j) - at(own, i));
  for (const i of order) {
    const place = at(toolPlaces, i);
    if (size[place] === 0) first[place] = at(own, i);
    if (size[place] === 1) second[place] = at(own, i);
    if (size[place] === 0 || at(own, i) !== last[place]) lastRank[place] = at(size, place);
    rank[i] = at(lastRank, place);
    last[place] = at(own, i);
    (size[place] as number) += 1;
  }
  return { rank, size, first, second };
}

/** The best that a candidate does for any one clause. */
function setClauses(set: SetFeature, request: FusionRequest, evidence: LexicalEvidence, scored: Scored): void {
  const { count } = scored;
  const best = { score: new Float64Array(count), own: new Float64Array(count), rank: new Float64Array(count) };
  const covered = new Float64Array(count);
  const led = new Float64Array(count);
  for (const clause of request.clauses.length === 0 ? [request.whole] : request.clauses) {
    const part = scoresOfClause(clause, request.whole, evidence, scored);
    const most = { score: largest(part.score), own: largest(part.own) };
    const ranks = inverseRanks(part.score);
    for (let i = 0; i < count; i++) {
      best.score[i] = Math.max(at(best.score, i), at(part.score, i) / most.score);
      best.own[i] = Math.max(at(best.own, i), at(part.own, i) / most.own);
      best.rank[i] = Math.max(at(best.rank, i), at(ranks, i));
      covered[i] = Math.max(at(covered, i), at(part.covered, i));
      if (at(ranks, i) === 1) (led[i] as number) += 1;
    }
  }
  set('clauseScore', i => at(best.score, i));
  set('clauseOwn', i => at(best.own, i));
  set('clauseRank', i => at(best.rank, i));
  set('clauseCovered', i => at(covered, i));
  set('clausesLed', i => Math.min(1, at(led, i) / 2));
}

/** As the whole request's scores, from the terms of a clause alone. Words that the whole request lacks count for nothing. */
function scoresOfClause(
  clause: LexicalQuery,
  whole: LexicalQuery,
  evidence: LexicalEvidence,
  { parts, count }: Scored,
) {
  const terms = whole.terms.length;
  const own = new Float64Array(count);
  const tools = new Float64Array(evidence.tools.length);
  const covered = new Float64Array(count);
  let clauseWeight = tiny;
  for (const { term, weight, idf } of clause.terms) {
    const place = whole.terms.findIndex(each => each.term === term);
    clauseWeight += idf * Math.min(1, weight);
    if (place < 0) continue;
    const scale = weight / (whole.terms[place]?.weight ?? 1);
    for (let i = 0; i < count; i++) {
      const value = at(parts.own, i * terms + place);
      if (value === 0) continue;
      (own[i] as number) += scale * value;
      (covered[i] as number) += idf * Math.min(1, weight);
    }
    for (let i = 0; i < tools.length; i++) (tools[i] as number) += scale * at(parts.tools, i * terms + place);
  }
  const score = own.map((value, i) => value + toolShare * at(tools, at(evidence.toolPlaces, i)));
  return { own, score, covered: covered.map(value => value / clauseWeight) };
}

function setDense(set: SetFeature, { whole, clauses }: DenseEvidence): void {
  const best = largest(whole);
  const ranks = inverseRanks(whole);
  set('dense', i => at(whole, i));
  set('denseOfBest', i => at(whole, i) / best);
  set('denseRank', i => at(ranks, i));
  set('clauseDense', i => clauses.reduce((most, cosines) => Math.max(most, at(cosines, i)), at(whole, i)));
}

/** An element that is there: places come from the arrays themselves. */
function at(numbers: ArrayLike<number>, place: number): number {
  return numbers[place] as number;
}
