import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'ASCII art: words drawn large in many fonts, text in boxes.';

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'ascii_art',
    description: 'Draws a word or short text as ASCII art: big letters, a text banner, in a FIGlet font.',
    parameters: parameters({
      text: {
        type: 'string',
        minLength: 1,
        maxLength: 100,
        description: 'The text to draw; Latin letters and digits.',
      },
      font: {
        type: 'string',
        maxLength: 60,
        default: 'Standard',
        description: 'Name of a FIGlet font, such as Standard, Big, Slant, Banner, Block, Doom, Ghost or Small.',
      },
    }),
    examples: [
      {
        request: 'Write the word Hi in big ASCII letters',
        arguments: { text: 'Hi' },
        returns: ['  _   _ _ ', ' | | | (_)', ' | |_| | |', ' |  _  | |', ' |_| |_|_|'].join('\n'),
      },
      {
        arguments: { text: '42', font: 'Small' },
        returns: ['  _ _ ___ ', ' | | |_  )', ' |_  _/ / ', '   |_/___|'].join('\n'),
      },
    ],
    run: async ({ text, font }: { text: string; font: string }) => {
      const { drawText } = await import('./ascii-art/figlet.js');
      return drawText(text, font);
    },
  },
  {
    name: 'list_ascii_fonts',
    description: 'Lists the names of the fonts that ASCII art letters can be drawn in.',
    parameters: parameters({
      contains: { type: 'string', maxLength: 30, default: '', description: 'Only names that contain this.' },
    }),
    examples: [
      {
        request: 'Which ASCII fonts have star in the name?',
        arguments: { contains: 'star' },
        returns: ['Star Strips', 'Star Wars'],
      },
    ],
    run: async ({ contains }: { contains: string }) => {
      const { fontNames } = await import('./ascii-art/figlet.js');
      return fontNames().filter(name => name.toLowerCase().includes(contains.toLowerCase()));
    },
  },
  {
    name: 'text_box',
    description: 'Draws a box or frame of lines around a text.',
    parameters: parameters({
      text: { type: 'string', maxLength: 5000, description: 'The text inside; lines are kept.' },
      style: {
        type: 'string',
        enum: ['ascii', 'single', 'double', 'round'],
        default: 'single',
        description: 'The lines.',
      },
    }),
    examples: [
      {
        request: 'put a box around "hello"',
        arguments: { text: 'hello' },
        returns: ['┌───────┐', '│ hello │', '└───────┘'].join('\n'),
      },
      {
        arguments: { text: '日本\nab', style: 'ascii' },
        returns: ['+------+', '| 日本 |', '| ab   |', '+------+'].join('\n'),
      },
    ],
    run: async ({ text, style }: { text: string; style: string }) => {
      const { default: stringWidth } = await import('string-width');
      const [topLeft, topRight, bottomLeft, bottomRight, across, down] = boxes[style] ?? boxes['ascii'] ?? '';
      const lines = text.split('\n');
      const width = Math.max(...lines.map(line => stringWidth(line)));
      const rule = (across ?? '').repeat(width + 2);
      const body = lines.map(line => `${down} ${line}${' '.repeat(width - stringWidth(line))} ${down}`);
      return [`${topLeft}${rule}${topRight}`, ...body, `${bottomLeft}${rule}${bottomRight}`].join('\n');
    },
  },
]);

// Corners (top left, top right, bottom left, bottom right), then the line across and the line down.
const boxes: Readonly<Record<string, string>> = {
  ascii: '++++-|',
  single: '┌┐└┘─│',
  double: '╔╗╚╝═║',
  round: '╭╮╰╯─│',
};
