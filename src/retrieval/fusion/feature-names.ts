/**
 * What the second stage knows of a candidate, in the order of a row of features. All are relative, none says which API or
 * which word it is about: so what was learned with some APIs holds for others.
 *
 * Names that end in `OfBest` are shares of the best candidate's value, those that end in `OfRequest` shares of the weight
 * (the sum of inverse document frequencies) of the request's words. `share` is the share of a field's own words that the
 * request has. Clauses are the parts of a request of several wishes; a request of one wish is its only clause.
 */
export const featureNames = [
  'scoreOfBest',
  'scoreOfRequest',
  'ownOfBest',
  'ownOfRequest',
  'titleOfBest',
  'toolNameOfBest',
  'descriptionOfBest',
  'toolDescriptionOfBest',
  'parametersOfBest',
  'categoryOfBest',
  'examplesOfBest',
  'placeOfBest',
  'titleOfRequest',
  'toolNameOfRequest',
  'descriptionOfRequest',
  'toolOfBest',
  'toolOfRequest',
  'toolTitlesOfBest',
  'toolTextsOfBest',
  'coveredOfRequest',
  'namedOfRequest',
  'toolCoveredOfRequest',
  'titleShare',
  'toolNameShare',
  'descriptionShare',
  'rarestTitleWord',
  'rank',
  'ownRank',
  'toolRank',
  'rankInTool',
  'bestSibling',
  'ownOfTool',
  'candidatesOfTool',
  'clauseScore',
  'clauseOwn',
  'clauseRank',
  'clauseCovered',
  'clausesLed',
  'descriptionLength',
  'parametersLength',
  'toolSize',
  'dense',
  'denseOfBest',
  'denseRank',
  'clauseDense',
] as const;

export type FeatureName = (typeof featureNames)[number];

export const featureCount = featureNames.length;

/** The place of a feature in a row. */
export const featurePlace = Object.fromEntries(featureNames.map((name, place) => [name, place])) as Readonly<
  Record<FeatureName, number>
>;
