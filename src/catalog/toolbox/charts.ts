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
      {
        arguments: { labels: ['a'], values: [1] },
        returns:
          '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" font-family="sans-serif" font-size="12" role="img"><rect width="640" height="400" fill="#fff"/><line x1="60" x2="620" y1="350" y2="350" stroke="#ddd"/><text x="52" y="354" text-anchor="end">0.0</text><line x1="60" x2="620" y1="288" y2="288" stroke="#ddd"/><text x="52" y="292" text-anchor="end">0.2</text><line x1="60" x2="620" y1="226" y2="226" stroke="#ddd"/><text x="52" y="230" text-anchor="end">0.4</text><line x1="60" x2="620" y1="164" y2="164" stroke="#ddd"/><text x="52" y="168" text-anchor="end">0.6</text><line x1="60" x2="620" y1="102" y2="102" stroke="#ddd"/><text x="52" y="106" text-anchor="end">0.8</text><line x1="60" x2="620" y1="40" y2="40" stroke="#ddd"/><text x="52" y="44" text-anchor="end">1.0</text><rect x="153.33" y="40" width="373.33" height="310" fill="#0072b2"/><text x="340" y="370" text-anchor="middle">a</text></svg>',
      },
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
      {
        arguments: { x: [0, 1], y: [0, 1], title: 'a<b' },
        returns:
          '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" font-family="sans-serif" font-size="12" role="img"><rect width="640" height="400" fill="#fff"/><text x="320" y="24" text-anchor="middle" font-size="16">a&#60;b</text><line x1="60" x2="620" y1="350" y2="350" stroke="#ddd"/><text x="52" y="354" text-anchor="end">0.0</text><line x1="60" x2="620" y1="288" y2="288" stroke="#ddd"/><text x="52" y="292" text-anchor="end">0.2</text><line x1="60" x2="620" y1="226" y2="226" stroke="#ddd"/><text x="52" y="230" text-anchor="end">0.4</text><line x1="60" x2="620" y1="164" y2="164" stroke="#ddd"/><text x="52" y="168" text-anchor="end">0.6</text><line x1="60" x2="620" y1="102" y2="102" stroke="#ddd"/><text x="52" y="106" text-anchor="end">0.8</text><line x1="60" x2="620" y1="40" y2="40" stroke="#ddd"/><text x="52" y="44" text-anchor="end">1.0</text><text x="60" y="370" text-anchor="middle">0.0</text><text x="172" y="370" text-anchor="middle">0.2</text><text x="284" y="370" text-anchor="middle">0.4</text><text x="396" y="370" text-anchor="middle">0.6</text><text x="508" y="370" text-anchor="middle">0.8</text><text x="620" y="370" text-anchor="middle">1.0</text><path d="M60,350L620,40" fill="none" stroke="#0072b2" stroke-width="2"/></svg>',
      },
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
      {
        arguments: { x: [0, 2], y: [0, 2] },
        returns:
          '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" font-family="sans-serif" font-size="12" role="img"><rect width="640" height="400" fill="#fff"/><line x1="60" x2="620" y1="350" y2="350" stroke="#ddd"/><text x="52" y="354" text-anchor="end">0.0</text><line x1="60" x2="620" y1="272.5" y2="272.5" stroke="#ddd"/><text x="52" y="276.5" text-anchor="end">0.5</text><line x1="60" x2="620" y1="195" y2="195" stroke="#ddd"/><text x="52" y="199" text-anchor="end">1.0</text><line x1="60" x2="620" y1="117.5" y2="117.5" stroke="#ddd"/><text x="52" y="121.5" text-anchor="end">1.5</text><line x1="60" x2="620" y1="40" y2="40" stroke="#ddd"/><text x="52" y="44" text-anchor="end">2.0</text><text x="60" y="370" text-anchor="middle">0.0</text><text x="200" y="370" text-anchor="middle">0.5</text><text x="340" y="370" text-anchor="middle">1.0</text><text x="480" y="370" text-anchor="middle">1.5</text><text x="620" y="370" text-anchor="middle">2.0</text><circle cx="60" cy="350" r="4" fill="#0072b2" fill-opacity="0.7"/><circle cx="620" cy="40" r="4" fill="#0072b2" fill-opacity="0.7"/></svg>',
      },
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
      {
        arguments: { labels: ['half', 'half'], values: [1, 1] },
        returns:
          '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" font-family="sans-serif" font-size="12" role="img"><rect width="640" height="400" fill="#fff"/><g transform="translate(220 210)"><path d="M0,-150A150,150,0,1,1,0,150L0,0Z" fill="#0072b2" stroke="#fff"/><path d="M0,150A150,150,0,1,1,0,-150L0,0Z" fill="#e69f00" stroke="#fff"/></g><rect x="420" y="60" width="12" height="12" fill="#0072b2"/><text x="440" y="70" text-anchor="start">half 50.0%</text><rect x="420" y="80" width="12" height="12" fill="#e69f00"/><text x="440" y="90" text-anchor="start">half 50.0%</text></svg>',
      },
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
