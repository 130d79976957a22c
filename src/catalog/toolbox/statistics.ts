import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description =
  'Statistics of lists of numbers: averages, spread, percentiles, correlation, regression, tests.';

const numbers = {
  type: 'array',
  items: { type: 'number', minimum: -1e100, maximum: 1e100 },
  minItems: 1,
  maxItems: 10_000,
};

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'describe_numbers',
    description:
      'Summarises a list of numbers: count, sum, mean (average), median, mode, range, variance and standard deviation.',
    parameters: parameters({ numbers: { ...numbers, description: 'The numbers.' } }),
    examples: [
      {
        request: 'What are the average and median of 2, 4, 4, 4, 5, 5, 7 and 9?',
        arguments: { numbers: [2, 4, 4, 4, 5, 5, 7, 9] },
        returns: {
          count: 8,
          sum: 40,
          mean: 5,
          median: 4.5,
          mode: 4,
          minimum: 2,
          maximum: 9,
          population_standard_deviation: 2,
          sample_standard_deviation: 2.138089935299395,
        },
      },
    ],
    run: async ({ numbers: given }: { numbers: number[] }) => {
      const statistics = await import('simple-statistics');
      return {
        count: given.length,
        sum: statistics.sum(given),
        mean: statistics.mean(given),
        median: statistics.median(given),
        mode: statistics.mode(given),
        minimum: statistics.min(given),
        maximum: statistics.max(given),
        population_standard_deviation: statistics.standardDeviation(given),
        sample_standard_deviation: given.length > 1 ? statistics.sampleStandardDeviation(given) : null,
      };
    },
  },
  {
    name: 'percentile',
    description: 'Finds the value below which a percentage of a list of numbers lies: percentiles, quartiles, median.',
    parameters: parameters({
      numbers: { ...numbers, description: 'The numbers.' },
      percent: { type: 'number', minimum: 0, maximum: 100, description: 'Which percentile, 0 to 100.' },
    }),
    examples: [
      {
        request: 'What is the 75th percentile of 3, 6, 7, 8, 8, 10, 13, 15, 16, 20?',
        arguments: { numbers: [3, 6, 7, 8, 8, 10, 13, 15, 16, 20], percent: 75 },
        returns: 14.5,
      },
    ],
    run: async ({ numbers: given, percent }: { numbers: number[]; percent: number }) => {
      const { quantile } = await import('simple-statistics');
      return quantile(given, percent / 100);
    },
  },
  {
    name: 'correlation',
    description: 'Measures how strongly two lists of numbers go together: Pearson and Spearman (rank) correlation.',
    parameters: parameters({
      x: { ...numbers, minItems: 2, description: 'The first list.' },
      y: { ...numbers, minItems: 2, description: 'The second list, of the same length.' },
    }),
    examples: [
      {
        request: 'Do these go together: hours 1,2,3,4,5 and scores 2,4,5,4,5?',
        arguments: { x: [1, 2, 3, 4, 5], y: [2, 4, 5, 4, 5] },
        returns: { pearson: 0.774597, spearman: 0.737865 },
      },
    ],
    run: async ({ x, y }: { x: number[]; y: number[] }) => {
      const { correlations } = await import('./statistics/pairs.js');
      return correlations(x, y);
    },
  },
  {
    name: 'linear_regression',
    description: 'Fits a straight line through points (trend line, least squares) and can predict from it.',
    parameters: parameters(
      {
        x: { ...numbers, minItems: 2, description: 'Horizontal values.' },
        y: { ...numbers, minItems: 2, description: 'Vertical values, as many.' },
        predict: { type: 'number', description: 'A horizontal value to predict the vertical value for.' },
      },
      ['predict'],
    ),
    examples: [
      {
        request: 'Sales were 3, 5, 7 in months 1, 2, 3; what does a straight line say for month 6?',
        arguments: { x: [1, 2, 3], y: [3, 5, 7], predict: 6 },
        returns: { slope: 2, intercept: 1, r_squared: 1, predicted: 13 },
      },
    ],
    run: async ({ x, y, predict }: { x: number[]; y: number[]; predict?: number }) => {
      const { regression } = await import('./statistics/pairs.js');
      return regression(x, y, predict);
    },
  },
  {
    name: 'compare_averages',
    description:
      'Tests whether the averages of two groups of numbers really differ (Welch t-test) and gives the p-value.',
    parameters: parameters({
      a: { ...numbers, minItems: 2, description: 'Measurements of the first group.' },
      b: { ...numbers, minItems: 2, description: 'Measurements of the second group.' },
    }),
    examples: [
      {
        request: 'Is there a real difference between groups 1,2,3,4,5 and 6,7,8,9,10?',
        arguments: { a: [1, 2, 3, 4, 5], b: [6, 7, 8, 9, 10] },
        returns: { t: -5, degrees_of_freedom: 8, p_value: 0.001053 },
      },
    ],
    run: async ({ a, b }: { a: number[]; b: number[] }) => {
      const { welch } = await import('./statistics/welch.js');
      return { ...welch(a, b) };
    },
  },
  {
    name: 'histogram',
    description: 'Counts how many numbers of a list fall into each of some equal ranges.',
    parameters: parameters({
      numbers: { ...numbers, description: 'The numbers.' },
      bins: { type: 'integer', minimum: 1, maximum: 200, default: 10, description: 'How many ranges.' },
    }),
    examples: [
      {
        request: 'Split 1, 2, 2, 3, 9 into two bins and count them',
        arguments: { numbers: [1, 2, 2, 3, 9], bins: 2 },
        returns: [
          { from: 1, to: 5, count: 4 },
          { from: 5, to: 9, count: 1 },
        ],
      },
    ],
    run: ({ numbers: given, bins }: { numbers: number[]; bins: number }) => {
      const low = Math.min(...given);
      const width = (Math.max(...given) - low) / bins;
      const counts = Array.from({ length: bins }, () => 0);
      for (const value of given) {
        // The largest value belongs to the last range; with one value only, every range is empty but the first.
        const bin = width === 0 ? 0 : Math.min(bins - 1, Math.floor((value - low) / width));
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
      return counts.map((count, i) => ({ from: low + i * width, to: low + (i + 1) * width, count }));
    },
  },
]);
