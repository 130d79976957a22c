import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Charts: bar, line, scatter and pie charts as SVG pictures, bars as text.';

const labels = {
  type: 'array',
  minItems: 1,
  maxItems: 200,
  items: { type: 'string', maxLength: 80 },
  description: 'Names of the values.',
};
const values = { type: 'array', minItems: 1, maxItems: 200, items: { type: 'number', minimum: -1e15, maximum: 1e15 } };
const series = { ...values, maxItems: 2000 };
const title = { type: 'string', maxLength: 120, default: '', description: 'Title above the chart.' };

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'bar_chart',
    description: 'Draws a bar chart (column diagram) of named values as an SVG picture.',
    parameters: parameters({ labels, values: { ...values, description: 'One value for each name.' }, title }),
    examples: [
      {
        request: 'Draw a bar chart with apples 3 and pears 5',
        arguments: { labels: ['apples', 'pears'], values: [3, 5] },
      },
      { arguments: { labels: ['a'], values: [1] }, returns: '' },
    ],
    run: async (args: Chart) => (await import('./charts/bar-chart.js')).barChart(args.labels, args.values, args.title),
  },
  {
    name: 'line_chart',
    description:
      'Draws a line chart (graph) of points as an SVG picture, for values that change over time or another quantity.',
    parameters: parameters({
      x: { ...series, minItems: 2, description: 'Horizontal values, ascending.' },
      y: { ...series, minItems: 2, description: 'Vertical values, as many.' },
      title,
    }),
    examples: [
      {
        request: 'Plot the temperatures 12, 15, 11 for the hours 8, 12 and 18 as a line',
        arguments: { x: [8, 12, 18], y: [12, 15, 11] },
      },
      { arguments: { x: [0, 1], y: [0, 1], title: 'a<b' }, returns: '' },
    ],
    run: async (args: Points) => (await import('./charts/line-chart.js')).lineChart(args.x, args.y, args.title),
  },
  {
    name: 'scatter_plot',
    description: 'Draws points by two quantities (scatter plot) as an SVG picture.',
    parameters: parameters({
      x: { ...series, description: 'Horizontal values.' },
      y: { ...series, description: 'Vertical values, as many.' },
      title,
    }),
    examples: [
      {
        request: 'Scatter plot of heights 150, 160, 170 against weights 50, 65, 63',
        arguments: { x: [150, 160, 170], y: [50, 65, 63] },
      },
      { arguments: { x: [0, 2], y: [0, 2] }, returns: '' },
    ],
    run: async (args: Points) => (await import('./charts/line-chart.js')).scatterPlot(args.x, args.y, args.title),
  },
  {
    name: 'pie_chart',
    description: 'Draws shares of a whole as slices of a pie chart, as an SVG picture.',
    parameters: parameters({
      labels,
      values: {
        ...values,
        items: { type: 'number', minimum: 0, maximum: 1e15 },
        description: 'One value for each name; none negative.',
      },
      title,
    }),
    examples: [
      {
        request: 'Make a pie of my budget: rent 900, food 400, fun 200',
        arguments: { labels: ['rent', 'food', 'fun'], values: [900, 400, 200] },
      },
      { arguments: { labels: ['half', 'half'], values: [1, 1] }, returns: '' },
    ],
    run: async (args: Chart) => (await import('./charts/pie-chart.js')).pieChart(args.labels, args.values, args.title),
  },
  {
    name: 'text_chart',
    description: 'Draws a bar chart as plain text, one line of blocks for each value.',
    parameters: parameters({
      labels,
      values: {
        ...values,
        items: { type: 'number', minimum: 0, maximum: 1e15 },
        description: 'One value for each name; none negative.',
      },
      width: { type: 'integer', minimum: 1, maximum: 200, default: 40, description: 'Characters of the longest bar.' },
    }),
    examples: [
      {
        request: 'Show cats 4, dogs 8 as bars in plain text',
        arguments: { labels: ['cats', 'dogs'], values: [4, 8], width: 8 },
        returns: 'cats ████     4\ndogs ████████ 8',
      },
    ],
    run: ({ labels: names, values: given, width }: Chart & { width: number }) => {
      checkPairs(names, given);
      const largest = Math.max(...given) || 1;
      const widest = Math.max(...names.map(name => name.length));
      return names
        .map((name, i) => {
          const bar = '█'.repeat(Math.round(((given[i] ?? 0) / largest) * width));
          return `${name.padEnd(widest)} ${bar.padEnd(width)} ${given[i]}`;
        })
        .join('\n');
    },
  },
]);

interface Chart {
  readonly labels: readonly string[];
  readonly values: readonly number[];
  readonly title: string;
}

interface Points {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly title: string;
}

function checkPairs(names: readonly string[], values: readonly number[]): void {
  if (names.length !== values.length) throw new Error(`there are ${names.length} names and ${values.length} values`);
}
