import { scaleBand, scaleLinear } from 'd3-scale';
import { checkPairs, colours, element, height, label, margin, picture, verticalAxis, width } from './svg.js';

/** SVG of upright bars from zero, one for each name. */
export function barChart(labels: readonly string[], values: readonly number[], title: string): string {
  checkPairs(labels, values);
  const positions = scaleBand(labels.keys(), [margin.left, width - margin.right]).padding(0.2);
  const scale = scaleLinear(
    [Math.min(0, ...values), Math.max(0, ...values)],
    [height - margin.bottom, margin.top],
  ).nice();
  const bars = values.map((value, i) => {
    const x = positions(i) ?? 0;
    const [top, bottom] = [scale(Math.max(0, value)), scale(Math.min(0, value))];
    return (
      element('rect', { x, y: top, width: positions.bandwidth(), height: bottom - top, fill: colours[0] }) +
      label(labels[i] ?? '', x + positions.bandwidth() / 2, height - margin.bottom + 20)
    );
  });
  return picture(title, ...verticalAxis(scale), ...bars);
}
