import { arc, pie } from 'd3-shape';
import { checkPairs, colours, element, height, label, picture } from './svg.js';

const centre = { x: 220, y: height / 2 + 10 } as const;
const radius = 150;
const legend = { x: 420, top: 70, line: 20, most: 15 } as const;

/** SVG of slices clockwise from the top, in the order given, with a legend of names and shares. */
export function pieChart(labels: readonly string[], values: readonly number[], title: string): string {
  checkPairs(labels, values);
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total === 0) throw new Error('the values add up to 0, so there are no shares to show');
  const colour = (i: number) => colours[i % colours.length] ?? colours[0];
  const outline = arc<{ startAngle: number; endAngle: number }>().innerRadius(0).outerRadius(radius).digits(2);
  const slices = pie<number>()
    .sort(null)([...values])
    .map((slice, i) => element('path', { d: outline(slice) ?? '', fill: colour(i), stroke: '#fff' }));
  const entries = labels.slice(0, legend.most).flatMap((name, i) => {
    const y = legend.top + i * legend.line;
    const share = (((values[i] ?? 0) / total) * 100).toFixed(1);
    return [
      element('rect', { x: legend.x, y: y - 10, width: 12, height: 12, fill: colour(i) }),
      label(`${name} ${share}%`, legend.x + 20, y, { 'text-anchor': 'start' }),
    ];
  });
  return picture(title, element('g', { transform: `translate(${centre.x} ${centre.y})` }, ...slices), ...entries);
}
