import type { ScaleLinear } from 'd3-scale';

export const width = 640;
export const height = 400;
export const margin = { top: 40, right: 20, bottom: 50, left: 60 } as const;

// Okabe and Ito's colours, told apart by people who see colours differently.
export const colours = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#f0e442',
  '#000000',
] as const;

type Attribute = string | number;

/** An SVG element; attribute values and text are escaped, children are elements already. */
export function element(name: string, attributes: Readonly<Record<string, Attribute>>, ...children: string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(rounded(value)))}"`);
  return children.length === 0
    ? `<${name}${written.join('')}/>`
    : `<${name}${written.join('')}>${children.join('')}</${name}>`;
}

/** A text element, or nothing when the text is empty. */
export function label(
  text: string,
  x: number,
  y: number,
  attributes: Readonly<Record<string, Attribute>> = {},
): string {
  return text === '' ? '' : element('text', { x, y, 'text-anchor': 'middle', ...attributes }, escaped(text));
}

/** The whole picture, with its title, on white. */
export function picture(title: string, ...children: string[]): string {
  const frame = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, 'font-family': 'sans-serif' };
  return element(
    'svg',
    { ...frame, 'font-size': 12, role: 'img' },
    element('rect', { width, height, fill: '#fff' }),
    label(title, width / 2, 24, { 'font-size': 16 }),
    ...children,
  );
}

/** Grid lines across with their values at the left. */
export function verticalAxis(scale: ScaleLinear<number, number>): string[] {
  const format = scale.tickFormat(5);
  return scale
    .ticks(5)
    .flatMap(tick => [
      element('line', { x1: margin.left, x2: width - margin.right, y1: scale(tick), y2: scale(tick), stroke: '#ddd' }),
      label(format(tick), margin.left - 8, scale(tick) + 4, { 'text-anchor': 'end' }),
    ]);
}

/** Values below the chart. */
export function horizontalAxis(scale: ScaleLinear<number, number>): string[] {
  const format = scale.tickFormat(6);
  return scale.ticks(6).map(tick => label(format(tick), scale(tick), height - margin.bottom + 20));
}

export function checkPairs(a: readonly unknown[], b: readonly unknown[]): void {
  if (a.length !== b.length) throw new Error(`the lists differ in length: ${a.length} and ${b.length}`);
}

function rounded(value: Attribute): Attribute {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : value;
}

function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '');
}
