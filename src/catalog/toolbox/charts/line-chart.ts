import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { checkPairs, colours, element, height, horizontalAxis, margin, picture, verticalAxis, width } from './svg.js';

/** SVG of a line through points, in the order given. */
export function lineChart(x: readonly number[], y: readonly number[], title: string): string {
  const { across, up, points } = axes(x, y);
  const path = line()(points) ?? '';
  const drawn = element('path', { d: path, fill: 'none', stroke: colours[0], 'stroke-width': 2 });
  return picture(title, ...verticalAxis(up), ...horizontalAxis(across), drawn);
}

/** SVG of a dot for each point. */
export function scatterPlot(x: readonly number[], y: readonly number[], title: string): string {
  const { across, up, points } = axes(x, y);
  const dots = points.map(([cx, cy]) => element('circle', { cx, cy, r: 4, fill: colours[0], 'fill-opacity': 0.7 }));
  return picture(title, ...verticalAxis(up), ...horizontalAxis(across), ...dots);
}

function axes(x: readonly number[], y: readonly number[]) {
  checkPairs(x, y);
  const across = scaleLinear(extent(x), [margin.left, width - margin.right]).nice();
  const up = scaleLinear(extent(y), [height - margin.bottom, margin.top]).nice();
  const rounded = (value: number) => Math.round(value * 100) / 100;
  const points = x.map((value, i): [number, number] => [rounded(across(value)), rounded(up(y[i] ?? 0))]);
  return { across, up, points };
}

/** The smallest and largest value; widened when they are the same, so that a scale can be made. */
function extent(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? [low - 1, high + 1] : [low, high];
}
