import {
  type Color,
  colorsNamed,
  converter,
  differenceEuclidean,
  formatCss,
  formatHex,
  formatHsl,
  formatRgb,
  interpolate,
  nearest,
  parse,
  round,
  wcagContrast,
} from 'culori';

/** The colour of a CSS text; throws a sentence. */
function colourOf(text: string): Color {
  const colour = parse(text.trim().toLowerCase());
  if (colour === undefined) throw new Error(`"${text}" is not a colour; write it like #ff8800, teal or rgb(255 136 0)`);
  return colour;
}

/** A colour in the spaces people use, as CSS writes them. `nearest_name` is nearest by eye (distance in OKLab). */
export function describeColor(text: string): Readonly<Record<string, string>> {
  const colour = colourOf(text);
  const [name = ''] = nearest(Object.keys(colorsNamed), differenceEuclidean('oklab'))(colour, 1);
  return {
    hex: formatHex(colour),
    rgb: formatRgb(colour),
    hsl: formatHsl(colour),
    hsv: css(colour, 'hsv', 2),
    hwb: css(colour, 'hwb', 2),
    lab: css(colour, 'lab', 2),
    lch: css(colour, 'lch', 2),
    oklch: css(colour, 'oklch', 4),
    nearest_name: name,
  };
}

function css(colour: Color, mode: 'hsv' | 'hwb' | 'lab' | 'lch' | 'oklch', decimals: number): string {
  const rounded = round(decimals);
  const entries = Object.entries(converter(mode)(colour));
  return formatCss(
    Object.fromEntries(
      entries.map(([key, value]) => [key, typeof value === 'number' ? rounded(value) : value]),
    ) as Color,
  );
}

/** WCAG 2.2: 4.5 for text, 3 for large text, 7 for enhanced contrast. Ratios from 1 to 21; the verdicts are of the exact ratio, which is shown to two decimals. */
export function contrast(foreground: string, background: string) {
  const exact = wcagContrast(colourOf(foreground), colourOf(background));
  const ratio = Math.round(exact * 100) / 100;
  return { ratio, aa: exact >= 4.5, aa_large_text: exact >= 3, aaa: exact >= 7 };
}

/** Between two colours in OKLab, where equal steps look equal; hex. */
export function mix(first: string, second: string, amount: number): string {
  return formatHex(interpolate([colourOf(first), colourOf(second)], 'oklab')(amount));
}

/** HSL lightness and saturation moved by fractions and kept within 0 to 1; hex. */
export function adjust(text: string, lightness: number, saturation: number): string {
  const hsl = converter('hsl')(colourOf(text));
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return formatHex({ ...hsl, l: within(hsl.l + lightness), s: within(hsl.s + saturation) });
}

const turns: Readonly<Record<string, readonly number[]>> = {
  complementary: [0, 180],
  analogous: [-30, 0, 30],
  triadic: [0, 120, 240],
  tetradic: [0, 90, 180, 270],
};

/** Hex colours. Schemes turn the hue of HSL; `shades` are five lightnesses from light to dark. */
export function palette(text: string, scheme: string): string[] {
  const hsl = converter('hsl')(colourOf(text));
  if (scheme === 'shades') return [0.9, 0.7, 0.5, 0.3, 0.1].map(l => formatHex({ ...hsl, l }));
  const angles = Object.hasOwn(turns, scheme) ? turns[scheme] : undefined;
  if (angles === undefined) throw new Error(`"${scheme}" is not a scheme`);
  return angles.map(angle => formatHex({ ...hsl, h: ((hsl.h ?? 0) + angle + 360) % 360 }));
}
