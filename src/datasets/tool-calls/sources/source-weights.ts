/**
 * How often each source is taken, in proportion to the others; about 60 % of the examples are families', whose requests
 * people wrote.
 */
export const sourceWeights: Readonly<Record<string, number>> = {
  families: 60,
  'apis-guru': 28,
  sealtools: 10,
  toolbox: 4,
  metatool: 3,
  apibank: 2,
  apibench: 1,
};

/** Of a collection that is not listed. */
export const otherWeight = 20;
