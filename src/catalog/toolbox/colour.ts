import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Colours: convert, contrast, mix, lighten, palettes, nearest colour name.';

const color = { type: 'string', minLength: 1, maxLength: 60, examples: ['#ff8800', 'teal', 'hsl(120 50% 40%)'] };

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'convert_color',
    description:
      'Converts a colour between hex, RGB, HSL, HSV, HWB, Lab, LCH and OKLCH, and names the nearest CSS colour.',
    parameters: parameters({ color: { ...color, description: 'The colour, as CSS writes it.' } }),
    examples: [
      {
        request: 'What is the RGB of #ff8800?',
        arguments: { color: '#ff8800' },
        returns: {
          hex: '#ff8800',
          rgb: 'rgb(255, 136, 0)',
          hsl: 'hsl(32, 100%, 50%)',
          hsv: 'color(--hsv 32 1 1)',
          hwb: 'hwb(32 0% 0%)',
          lab: 'lab(69.4 41.7 75.66)',
          lch: 'lch(69.4 86.39 61.14)',
          oklch: 'oklch(0.7442 0.1812 56.4585)',
          nearest_name: 'darkorange',
        },
      },
    ],
    run: async ({ color: given }: { color: string }) => {
      const { describeColor } = await import('./colour/colour.js');
      return { ...describeColor(given) };
    },
  },
  {
    name: 'color_contrast',
    description:
      'Measures the contrast of text colour on background colour and whether it is accessible by WCAG AA and AAA.',
    parameters: parameters({
      foreground: { ...color, description: 'Colour of the text.' },
      background: { ...color, description: 'Colour behind it.' },
    }),
    examples: [
      {
        request: 'Is grey #777777 text on white readable enough?',
        arguments: { foreground: '#777777', background: 'white' },
        returns: { ratio: 4.48, aa: false, aa_large_text: true, aaa: false },
      },
    ],
    run: async ({ foreground, background }: { foreground: string; background: string }) => {
      const { contrast } = await import('./colour/colour.js');
      return { ...contrast(foreground, background) };
    },
  },
  {
    name: 'mix_colors',
    description: 'Mixes two colours in a proportion, as paint or light would look between them.',
    parameters: parameters({
      first: { ...color, description: 'The first colour.' },
      second: { ...color, description: 'The second colour.' },
      amount: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0.5,
        description: 'Share of the second colour, 0 to 1.',
      },
    }),
    examples: [
      {
        request: 'What do I get when I mix red and blue half and half?',
        arguments: { first: 'red', second: 'blue' },
        returns: '#8c53a2',
      },
    ],
    run: async ({ first, second, amount }: { first: string; second: string; amount: number }) => {
      const { mix } = await import('./colour/colour.js');
      return mix(first, second, amount);
    },
  },
  {
    name: 'adjust_color',
    description: 'Makes a colour lighter, darker, more vivid or greyer.',
    parameters: parameters({
      color: { ...color, description: 'The colour to change.' },
      lightness: {
        type: 'number',
        minimum: -100,
        maximum: 100,
        default: 0,
        description: 'Percent points lighter; negative darkens.',
      },
      saturation: {
        type: 'number',
        minimum: -100,
        maximum: 100,
        default: 0,
        description: 'Percent points more vivid; negative greys.',
      },
    }),
    examples: [
      {
        request: 'Give me a 20% darker version of #3366cc',
        arguments: { color: '#3366cc', lightness: -20 },
        returns: '#1f3d7a',
      },
    ],
    run: async ({ color: given, lightness, saturation }: { color: string; lightness: number; saturation: number }) => {
      const { adjust } = await import('./colour/colour.js');
      return adjust(given, lightness / 100, saturation / 100);
    },
  },
  {
    name: 'color_palette',
    description:
      'Suggests colours that go with a colour: complementary, analogous, triadic, tetradic, or shades from light to dark.',
    parameters: parameters({
      color: { ...color, description: 'The colour to start from.' },
      scheme: {
        type: 'string',
        enum: ['complementary', 'analogous', 'triadic', 'tetradic', 'shades'],
        default: 'complementary',
        description: 'How the colours relate.',
      },
    }),
    examples: [
      {
        request: 'Which colour is opposite to orange on the wheel?',
        arguments: { color: 'orange' },
        returns: ['#ffa500', '#005aff'],
      },
      { arguments: { color: '#ff0000', scheme: 'triadic' }, returns: ['#ff0000', '#00ff00', '#0000ff'] },
    ],
    run: async ({ color: given, scheme }: { color: string; scheme: string }) => {
      const { palette } = await import('./colour/colour.js');
      return palette(given, scheme);
    },
  },
]);
