import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FieldName, fieldNames } from '../analysis/field-names.js';
import type { LexicalQuery, LexicalTerm } from '../lexical/lexical-index.js';
import { type FeatureName, featureCount, featureNames } from './feature-names.js';
import { type FusionRequest, fusionFeatures } from './features.js';
import {
  type HandMade,
  type HandMadeFields,
  handMadeEvidence,
  handMadeQueries,
  handMades,
  handMadeTerm,
} from './hand-made.contract.js';

const documentCount = 1_000;
type Row = Readonly<Record<FeatureName, number>>;

function rowsOf(request: FusionRequest, made: HandMade): Row[] {
  const rows = fusionFeatures(request, handMadeEvidence(request.whole, made), documentCount);
  return made.candidates.map((_, i) => rowAt(rows, i));
}

function rowAt(rows: Float32Array, i: number): Row {
  return Object.fromEntries(featureNames.map((name, place) => [name, rows[i * featureCount + place]!])) as Row;
}

// The formulas, written down once more over plain counts: own weights and pivots first, then those of tools.
const texts = {
  title: [2, 5, 0.5, 60],
  tool: [3, 4, 1, 4],
  description: [1, 20, 0, 200],
  toolDescription: [0.7, 25, 1, 25],
  parameters: [0.3, 40, 0, 500],
  category: [0.8, 3, 0.3, 3],
  examples: [1, 30, 0.3, 60],
  place: [0.3, 8, 0, 8],
} as const satisfies Record<FieldName, readonly number[]>;

function slowRows({ whole, clauses }: FusionRequest, { candidates, tools: allTools }: HandMade): Row[] {
  const tools = allTools.map((tool, place) => ({ ...tool, isUsed: candidates.some(each => each.tool === place) }));
  const own = candidates.map(({ fields }) => sum(whole.terms, term => said(term, fields)));
  const ofTools = tools.map(({ fields }) => sum(whole.terms, term => saidByTool(term, fields)));
  const used = ofTools.filter((_, place) => tools[place]!.isUsed);
  const score = candidates.map(({ tool }, i) => own[i]! + 0.6 * ofTools[tool]!);
  const weightOf = (terms: readonly LexicalTerm[]) => sum(terms, worth);
  const requestWeight = Math.max(
    1e-9,
    weightOf(whole.terms) + whole.unmatched.length * Math.log(1 + (documentCount + 0.5) / 0.5),
  );
  const inField = (fields: HandMadeFields, name: FieldName, pivotAt: 1 | 3) =>
    sum(whole.terms, term => {
      const scale = term.weight * (pivotAt === 1 ? term.idf : term.toolIdf);
      return scale * saturated(count(fields, name, term), norm(fields, name, pivotAt));
    });
  const fieldsOf = (name: FieldName) => candidates.map(({ fields }) => inField(fields, name, 1));
  const toolField = (name: FieldName) => tools.map(({ fields }) => inField(fields, name, 3));
  const usedOf = (values: readonly number[]) => values.filter((_, place) => tools[place]!.isUsed);
  const parts = (clauses.length === 0 ? [whole] : clauses).map(clause => slowClause(clause, whole, candidates, tools));

  return candidates.map(({ fields, tool }, i): Row => {
    const siblings = own.filter((_, j) => candidates[j]!.tool === tool);
    const others = own.filter((_, j) => j !== i && candidates[j]!.tool === tool);
    const bestOfAny = (values: (part: (typeof parts)[number]) => number) => Math.max(...parts.map(values));
    const matched = (names: readonly FieldName[]) =>
      whole.terms.filter(term => names.some(name => count(fields, name, term) > 0));
    const share = (name: FieldName) => Math.min(1, matched([name]).length / Math.max(1, fields[name]?.length ?? 0));
    return {
      scoreOfBest: ofBest(score[i]!, score),
      scoreOfRequest: score[i]! / requestWeight,
      ownOfBest: ofBest(own[i]!, own),
      ownOfRequest: own[i]! / requestWeight,
      titleOfBest: ofBest(fieldsOf('title')[i]!, fieldsOf('title')),
      toolNameOfBest: ofBest(fieldsOf('tool')[i]!, fieldsOf('tool')),
      descriptionOfBest: ofBest(fieldsOf('description')[i]!, fieldsOf('description')),
      toolDescriptionOfBest: ofBest(fieldsOf('toolDescription')[i]!, fieldsOf('toolDescription')),
      parametersOfBest: ofBest(fieldsOf('parameters')[i]!, fieldsOf('parameters')),
      categoryOfBest: ofBest(fieldsOf('category')[i]!, fieldsOf('category')),
      examplesOfBest: ofBest(fieldsOf('examples')[i]!, fieldsOf('examples')),
      placeOfBest: ofBest(fieldsOf('place')[i]!, fieldsOf('place')),
      titleOfRequest: fieldsOf('title')[i]! / requestWeight,
      toolNameOfRequest: fieldsOf('tool')[i]! / requestWeight,
      descriptionOfRequest: fieldsOf('description')[i]! / requestWeight,
      toolOfBest: ofBest(ofTools[tool]!, used),
      toolOfRequest: ofTools[tool]! / requestWeight,
      toolTitlesOfBest: ofBest(toolField('title')[tool]!, usedOf(toolField('title'))),
      toolTextsOfBest: ofBest(toolField('description')[tool]!, usedOf(toolField('description'))),
      coveredOfRequest: weightOf(matched(fieldNames)) / requestWeight,
      namedOfRequest: weightOf(matched(['title', 'tool', 'description'])) / requestWeight,
      toolCoveredOfRequest:
        weightOf(whole.terms.filter(term => fieldNames.some(name => count(tools[tool]!.fields, name, term) > 0))) /
        requestWeight,
      titleShare: share('title'),
      toolNameShare: share('tool'),
      descriptionShare: share('description'),
      rarestTitleWord:
        Math.max(0, ...matched(['title']).map(worth)) / Math.max(1e-9, ...whole.terms.map(({ idf }) => idf)),
      rank: inverseRank(score[i]!, score),
      ownRank: inverseRank(own[i]!, own),
      toolRank: inverseRank(ofTools[tool]!, used),
      rankInTool: inverseRank(own[i]!, siblings),
      bestSibling: ofBest(Math.max(0, ...others), own),
      ownOfTool: ofBest(own[i]!, siblings),
      candidatesOfTool: Math.min(1, siblings.length / 10),
      clauseScore: bestOfAny(part => ofBest(part.score[i]!, part.score)),
      clauseOwn: bestOfAny(part => ofBest(part.own[i]!, part.own)),
      clauseRank: bestOfAny(part => inverseRank(part.score[i]!, part.score)),
      clauseCovered: bestOfAny(part => part.covered[i]!),
      clausesLed: Math.min(1, parts.filter(part => inverseRank(part.score[i]!, part.score) === 1).length / 2),
      descriptionLength: Math.log(1 + (fields.description?.length ?? 0)) / 5,
      parametersLength: Math.log(1 + (fields.parameters?.length ?? 0)) / 6,
      toolSize: Math.log(1 + tools[tool]!.size) / 8,
      dense: 0,
      denseOfBest: 0,
      denseRank: 0,
      clauseDense: 0,
    };
  });
}

function slowClause(
  clause: LexicalQuery,
  whole: LexicalQuery,
  candidates: HandMade['candidates'],
  tools: HandMade['tools'],
) {
  const known = clause.terms.filter(({ term }) => whole.terms.some(each => each.term === term));
  const own = candidates.map(({ fields }) => sum(known, term => said(term, fields)));
  const score = candidates.map(
    ({ tool }, i) => own[i]! + 0.6 * sum(known, term => saidByTool(term, tools[tool]!.fields)),
  );
  const covered = candidates.map(
    ({ fields }) =>
      sum(known, term => (fieldNames.some(name => count(fields, name, term) > 0) ? worth(term) : 0)) /
      Math.max(1e-9, sum(clause.terms, worth)),
  );
  return { own, score, covered };
}

const sum = <T>(all: readonly T[], of: (each: T) => number) => all.reduce((total, each) => total + of(each), 0);
const worth = ({ idf, weight }: LexicalTerm) => idf * Math.min(1, weight);
const count = (fields: HandMadeFields, name: FieldName, { term }: LexicalTerm) => fields[name]?.counts[term] ?? 0;
const norm = (fields: HandMadeFields, name: FieldName, pivotAt: 1 | 3) =>
  0.25 + (0.75 * (fields[name]?.length ?? 0)) / texts[name][pivotAt];
const saturated = (frequency: number, k: number) => (frequency === 0 ? 0 : (2.2 * frequency) / (frequency + 1.2 * k));
const frequency = (term: LexicalTerm, fields: HandMadeFields, side: 0 | 2) =>
  sum(fieldNames, name => (texts[name][side] * count(fields, name, term)) / norm(fields, name, side === 0 ? 1 : 3));
const said = (term: LexicalTerm, fields: HandMadeFields) =>
  term.weight * term.idf * saturated(frequency(term, fields, 0), 1);
const saidByTool = (term: LexicalTerm, fields: HandMadeFields) =>
  term.weight * term.toolIdf * saturated(frequency(term, fields, 2), 1);
const ofBest = (value: number, all: readonly number[]) => value / Math.max(1e-9, ...all);
// What differs by rounding alone is no other rank.
const inverseRank = (value: number, all: readonly number[]) =>
  1 / (1 + all.filter(each => each > value + 1e-12).length);

const weather = handMadeTerm('weather', 1, 2, 1);
const forecast = handMadeTerm('forecast', 2, 3, 2);
const city = handMadeTerm('city', 0.25, 4, 3);
const whole: LexicalQuery = { terms: [weather, forecast, city], unmatched: ['oslo'] };
const wishes: readonly LexicalQuery[] = [
  { terms: [weather, handMadeTerm('refund', 1, 5, 5)], unmatched: [] },
  { terms: [{ ...forecast, weight: 1 }, city], unmatched: [] },
];

/** Two APIs of a weather service and one of a shop. */
const three: HandMade = {
  candidates: [
    {
      tool: 0,
      fields: {
        title: { length: 2, counts: { weather: 1, forecast: 1 } },
        tool: { length: 1, counts: { weather: 1 } },
        description: { length: 9, counts: { forecast: 2, city: 1 } },
        parameters: { length: 3, counts: { city: 1 } },
        category: { length: 1, counts: { weather: 1 } },
      },
    },
    {
      tool: 0,
      fields: {
        title: { length: 3, counts: { city: 1 } },
        tool: { length: 1, counts: { weather: 1 } },
        toolDescription: { length: 12, counts: { forecast: 1 } },
        examples: { length: 20, counts: { weather: 1 } },
      },
    },
    {
      tool: 1,
      fields: { description: { length: 30, counts: { city: 1 } }, place: { length: 4, counts: { city: 1 } } },
    },
  ],
  tools: [
    {
      size: 12,
      fields: {
        title: { length: 5, counts: { weather: 1, forecast: 1, city: 1 } },
        tool: { length: 1, counts: { weather: 1 } },
        description: { length: 9, counts: { forecast: 2, city: 1 } },
        toolDescription: { length: 12, counts: { forecast: 1 } },
      },
    },
    { size: 1, fields: { description: { length: 30, counts: { city: 1 } } } },
  ],
};

const groups: Readonly<Record<string, readonly FeatureName[]>> = {
  scores: ['scoreOfBest', 'scoreOfRequest', 'ownOfBest', 'ownOfRequest', 'rank', 'ownRank'],
  fields: featureNames.slice(featureNames.indexOf('titleOfBest'), featureNames.indexOf('toolOfBest')),
  coverage: featureNames.slice(featureNames.indexOf('coveredOfRequest'), featureNames.indexOf('rank')),
  tools: ['toolOfBest', 'toolOfRequest', 'toolTitlesOfBest', 'toolTextsOfBest', 'toolRank', 'toolSize'],
  siblings: ['rankInTool', 'bestSibling', 'ownOfTool', 'candidatesOfTool'],
  clauses: ['clauseScore', 'clauseOwn', 'clauseRank', 'clauseCovered', 'clausesLed'],
  lengths: ['descriptionLength', 'parametersLength'],
  'what no dense arm says': ['dense', 'denseOfBest', 'denseRank', 'clauseDense'],
};

describe('features of candidates', () => {
  for (const [group, names] of Object.entries(groups)) {
    it.each([
      ['one wish', []],
      ['two wishes', wishes],
    ] as const)(`${group}, of a request of %s`, (_, clauses) => {
      const made = rowsOf({ whole, clauses }, three);
      const slow = slowRows({ whole, clauses }, three);
      const pick = (row: Row) => names.map(name => row[name]);
      for (const [i, row] of made.entries()) expectClose(pick(row), pick(slow[i]!));
    });
  }

  it('by hand', () => {
    const [first, second, third] = rowsOf({ whole, clauses: wishes }, three);
    expect([first!.rank, second!.rank, third!.rank]).toEqual([1, 0.5, Math.fround(1 / 3)]);
    expect([first!.rankInTool, second!.rankInTool, third!.rankInTool]).toEqual([1, 0.5, 1]);
    expect([first!.clausesLed, second!.clausesLed, third!.clausesLed]).toEqual([1, 0, 0]);
    expect(third!.bestSibling).toBe(0);
    expect(first!.titleShare).toBe(1); // both of its words
    expect(first!.descriptionShare).toBeCloseTo(2 / 9, 6); // a word that stands there twice is one
    // 2 + 3 + a quarter of 4, and the word that stands nowhere.
    expect(first!.coveredOfRequest).toBeCloseTo(6 / (6 + Math.log(1 + 1_000.5 / 0.5)), 6);
    expect(third!.rarestTitleWord).toBe(0);
    expect(first!.rarestTitleWord).toBeCloseTo(3 / 4, 6);
  });

  it('of any candidates are those of the formulas, and finite', () => {
    fc.assert(
      fc.property(handMadeQueries, fc.array(handMadeQueries, { maxLength: 3 }), handMades, (query, clauses, made) => {
        const rows = rowsOf({ whole: query, clauses }, made);
        const slow = slowRows({ whole: query, clauses }, made);
        for (const [i, row] of rows.entries()) {
          expectClose(
            featureNames.map(name => row[name]),
            featureNames.map(name => slow[i]![name]),
          );
          expect(Object.values(row).every(Number.isFinite)).toBe(true);
        }
      }),
    );
  });

  it('do not depend on the order of the candidates', () => {
    fc.assert(
      fc.property(handMadeQueries, fc.array(handMadeQueries, { maxLength: 3 }), handMades, (query, clauses, made) => {
        const turned = { ...made, candidates: [...made.candidates].reverse() };
        expect(rowsOf({ whole: query, clauses }, turned).reverse()).toEqual(rowsOf({ whole: query, clauses }, made));
      }),
    );
  });

  it('are none without candidates', () => {
    expect(rowsOf({ whole, clauses: wishes }, { ...three, candidates: [] })).toEqual([]);
    const rows = fusionFeatures({ whole, clauses: [] }, handMadeEvidence(whole, { candidates: [], tools: [] }), 0);
    expect(rows).toEqual(new Float32Array(0));
  });

  it('of a dense arm are its cosines, shares, ranks and the best for any wish', () => {
    const dense = { whole: Float32Array.of(0.5, 0.25, 0.5), clauses: [Float32Array.of(0.1, 0.75, -0.5)] };
    const rows = fusionFeatures({ whole, clauses: wishes }, handMadeEvidence(whole, three), documentCount, dense);
    const of = (name: FeatureName) => three.candidates.map((_, i) => rowAt(rows, i)[name]);
    expect(of('dense')).toEqual([0.5, 0.25, 0.5]);
    expect(of('denseOfBest')).toEqual([1, 0.5, 1]);
    expect(of('denseRank')).toEqual([1, Math.fround(1 / 3), 1]);
    expect(of('clauseDense')).toEqual([0.5, 0.75, 0.5]);
  });
});

function expectClose(given: readonly number[], wanted: readonly number[]): void {
  for (const [i, value] of given.entries()) expect(value).toBeCloseTo(wanted[i]!, 5);
}
